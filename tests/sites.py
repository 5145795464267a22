"""Whole small sites for tests: written from one text block, edited, built, and compared as trees of bytes."""

import shutil
from pathlib import Path
from textwrap import dedent

from sitegen.build import BuildReport, build

NOW = 1_600_000_000
"""2020-09-13, the instant at which tests build unless they say otherwise."""

CONFIG = """
[search]
enabled = false

[cards]
enabled = false

[site]
title = "Review"
base_url = "https://example.org/"
organisation = "The Institute"
languages = ["en", "ar"]
"""
"""Without search, whose index takes a program of its own at every build: the tests of search enable it."""

TINY_THEME = {
    "templates/base.html": "<title>{{ page.head.title }}|{{ site.title }}</title>{% include 'part.html' %}"
    "{% block main %}{% endblock %}{{ site.assets['style.css'] }}",
    "templates/part.html": "<nav>{% for link in site.menus.get('main', ()) %}{{ link.label }}{% endfor %}</nav>",
    "templates/article.html": "{% extends 'base.html' %}{% block main %}<h1>{{ page.title }}</h1>"
    "{% for c in page.contributors %}<a href='{{ c.url }}'>{{ c.name }}, {{ c.title }}, {{ c.bio }}</a>{% endfor %}"
    "{% for body in bodies %}{{ body.html }}{% endfor %}"
    "{% for group in page.groups %}{% for t in group.terms %}{{ t.label }} {{ t.url }},{% endfor %}{% endfor %}"
    "{% for s in page.series %}{{ s.name.label }} {{ s.previous }} {{ s.next }}{% endfor %}"
    "{% for card in page.related %}R:{{ card.title }}{% endfor %}{% endblock %}",
    "templates/page.html": "{% extends 'base.html' %}{% block main %}{{ page.title }}{% for b in bodies %}{{ b.html }}"
    "{% endfor %}{% endblock %}",
    "templates/home.html": "{% extends 'base.html' %}{% block main %}{{ page.lead.title if page.lead else '-' }}"
    "{% for card in page.latest %}<li>{{ card.title }}{% endfor %}{% for card in page.events %}E:{{ card.title }}"
    "{{ card.start }}{% endfor %}{% for s in page.sections %}{{ s.link.label }}:{% for card in s.cards %}{{ card.title }}"
    "{% endfor %}{% endfor %}{% endblock %}",
    "templates/listing.html": "{% extends 'base.html' %}{% block main %}{{ page.label }} {{ page.count }}"
    "{% for e in page.entries %}<li>{{ e.card.title }} {{ e.card.url }} {{ e.note }}{% endfor %}{{ page.pager }}"
    "{{ page.author }}{% for b in bodies %}{{ b.html }}{% endfor %}{% endblock %}",
    "templates/index.html": "{% extends 'base.html' %}{% block main %}{% for g in page.groups %}{{ g.initial }}"
    "{% for i in g.items %}<li>{{ i.label }} {{ i.count }} {{ i.note }}{% endfor %}{% endfor %}{% endblock %}",
    "templates/corrections.html": "{% extends 'base.html' %}{% block main %}{{ page.title }}{% for c in page.corrections %}"
    "<li>{{ c.article.label }} {{ c.date }} {{ c.text }}{% endfor %}{% for b in bodies %}{{ b.html }}{% endfor %}"
    "{% endblock %}",
    "templates/404.html": "{% extends 'base.html' %}{% block main %}404{% endblock %}",
    "templates/redirect.html": "{{ page.absolute }}",
    "assets/style.css": "body { color: black }",
}
"""A theme that shows something of every view, and renders fast."""


class SiteFolder:
    """A site's folder: `write` files, `build` it, look at the `tree` of bytes that came out."""

    def __init__(self, root: Path, files: str = "", config: str = CONFIG) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        (root / "sitegen.toml").write_text(dedent(config), encoding="utf-8")
        self.write_all(files)

    def write_all(self, files: str) -> None:
        """Write files from a block of `-- path --` lines, each followed by the file's text."""
        path, lines = "", []
        for line in [*dedent(files).lstrip("\n").split("\n"), "-- --"]:
            if (line.startswith("-- ") and line.endswith(" --")) or line == "-- --":
                if path:
                    self.write(path, "\n".join(lines).rstrip("\n") + "\n")
                path, lines = line[3:-3], []
            else:
                lines.append(line)

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def use_tiny_theme(self) -> None:
        for path, text in TINY_THEME.items():
            self.write(f"themes/tiny/{path}", text)
        config = self.root / "sitegen.toml"
        config.write_text(config.read_text() + '\n[build]\ntheme = "tiny"\n')

    def article(self, name: str, title: str = "A title", body: str = "Some text.", **fields: object) -> Path:
        fields.setdefault("date", "2020-01-01")
        front = "".join(f"{key}: {value}\n" for key, value in {"title": title, **fields}.items())
        return self.write(f"content/articles/{name}.md", f"---\n{front}---\n\n{body}\n")

    def author(self, id_: str, name: str, roles: str = "[]") -> Path:
        return self.write(f"content/authors/{id_}.md", f"---\nname: {name}\nroles: {roles}\n---\n")

    def build(self, *, now: int = NOW, jobs: int = 1, clean: bool = False) -> BuildReport:
        return build(self.root, now=now, jobs=jobs, clean=clean)

    def tree(self) -> dict[str, bytes]:
        return tree_of(self.root / "output")

    def page(self, path: str) -> str:
        return (self.root / "output" / path).read_text(encoding="utf-8")

    def clean_tree(self, folder: Path, *, now: int = NOW) -> dict[str, bytes]:
        """Build a copy of the sources from nothing in another folder, and return its tree."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.root, folder, ignore=shutil.ignore_patterns("output", ".sitegen"))
        build(folder, now=now, jobs=1)
        return tree_of(folder / "output")


def tree_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def difference(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the paths at which two trees differ."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
