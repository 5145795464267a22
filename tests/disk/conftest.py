import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.model.config import (
    Config,
    Feeds,
    Language,
    ParseOptions,
    Permalinks,
    TaxonomyRule,
)

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def config() -> Config:
    languages = (Language("en", "English"), Language("ar", "العربية", "rtl"))
    return Config(
        title="Test",
        base_url="https://example.org/",
        description={},
        organisation="",
        languages=languages,
        timezone="UTC",
        default_type="commentary",
        types={},
        taxonomies={"tags": TaxonomyRule("tags", {"": "Tags"}, {"": "Tag"}, "/tags/{slug}/")},
        permalinks=Permalinks(),
        menus={},
        theme="plain",
        output="output",
        page_size=20,
        related=5,
        feeds=Feeds(),
        severity={},
        parse=ParseOptions(("en", "ar"), "UTC", ("tags",)),
    )


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of the site, old enough for its state to be trusted; the site has a theme."""

    def write_file(path: str, content: str | bytes = "text\n", age_seconds: int = 60) -> Path:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        moment = file.stat().st_mtime - age_seconds
        os.utime(file, (moment, moment))
        return file

    write_file("themes/plain/templates/article.html", "{{ page.title }}")
    return write_file
