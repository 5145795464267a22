"""Fixtures that every test may use."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from sites import SiteFolder


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """An empty site with the default theme."""
    return SiteFolder(tmp_path / "site")
