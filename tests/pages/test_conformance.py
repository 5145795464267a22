"""Every page of the publication is valid HTML by the Nu checker: no error and no warning."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

VNU = Path(__file__).resolve().parents[1] / "checkers/node_modules/vnu-jar/build/dist/vnu.jar"

# From a `file:` address a page's own policy allows nothing that it calls "self", and the checker takes JSON-LD for a script:
# that nothing is blocked is shown in a browser, in test_privacy.py.
NOT_ABOUT_HTML = ".*violates Content Security Policy.*"

pytestmark = pytest.mark.slow


def test_pages_are_valid(output: Path) -> None:
    if not VNU.is_file() or not shutil.which("java"):
        pytest.skip("there is no Nu checker or no Java: the pages are not validated (`make checkers` installs them)")
    options = ["--format", "json", "--stdout", "--skip-non-html", "--filterpattern", NOT_ABOUT_HTML]
    command = ["java", "-Xss4m", "-jar", str(VNU), *options, str(output)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stdout)["messages"]
    assert [f"{m['url'].rpartition('/output/')[2]}:{m.get('lastLine')}: {m['message']}" for m in messages] == []
