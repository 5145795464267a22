"""Fixtures that every test may use."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

from sites import SiteFolder

# Every run samples the same cases, so that a red run can be run again; the full counts look for new ones each time.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("prove", deadline=None)
settings.load_profile("prove" if os.environ.get("SITEGEN_PROVE") else "same")


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """An empty site with the default theme."""
    return SiteFolder(tmp_path / "site")
