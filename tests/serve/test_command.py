"""`sitegen serve` as a program, started in the folder of a site."""

import re
import shutil
import signal
import subprocess
import sys

import pytest
from previews import Running, eventually
from sites import SiteFolder

pytestmark = pytest.mark.slow


def test_the_site_is_the_folder_at_its_path_also_where_that_was_replaced(site: SiteFolder) -> None:
    site.use_tiny_theme()
    site.article("one", "One", "First words.")
    page = "/articles/2020/one/"
    with subprocess.Popen(
        [sys.executable, "-um", "sitegen", "serve", "--port", "0"], cwd=site.root, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            said = next(line for line in process.stdout if "http://" in line)
            running = Running(int(re.findall(r":(\d+)/", said)[0]))
            assert eventually(lambda: "First words." in running.get(page).text)
            shutil.copytree(site.root, copy := site.root.with_name("copy"))
            site.root.rename(site.root.with_name("away"))
            copy.rename(site.root)
            site.article("one", "One", "After all.")
            assert eventually(lambda: "After all." in running.get(page).text)
        finally:
            process.send_signal(signal.SIGINT)
    assert process.returncode == 0
