"""Posts -> the files that they become, and the index by which links of the old site find them."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct

from sitegen.importers.markdown.fields import Post
from sitegen.importers.markdown.urls import url_key
from sitegen.importers.write import free_name
from sitegen.model.config import Config
from sitegen.urls import collision_key


class Places:
    """Gives each post a file name that nothing else has; versions of one text in several languages share it."""

    def __init__(self, root: Path, config: Config) -> None:
        self.root = root
        self.languages = [language.code for language in config.languages]
        self.taken: set[str] = set()
        self.groups: dict[tuple[str, ...], tuple[str, str]] = {}

    def keep(self, post: Post, target: str) -> None:
        """Note where an earlier import put a post."""
        folder, _, name = target.rpartition("/")
        stem = name.removesuffix(".md").removesuffix(f".{post.lang}")
        self.groups.setdefault(_group(post), (folder, stem))
        self.taken.add(collision_key(target))

    def claim(self, post: Post) -> str:
        """Return the project path of a new file for a post."""
        suffix = "" if post.lang == self.languages[0] else f".{post.lang}"
        if group := self.groups.get(_group(post)):
            target = f"{group[0]}/{group[1]}{suffix}.md"
            if collision_key(target) not in self.taken and not (self.root / target).exists():
                return self._take(target)
        folder = f"content/articles/{post.day:%Y}" if post.day else "content/pages"
        number, name = 1, self._free(folder, post.slug)
        while any(collision_key(f"{folder}/{name}{end}.md") in self.taken for end in self._endings()):
            number += 1
            name = self._free(folder, f"{post.slug}-{number}")
        self.groups.setdefault(_group(post), (folder, name))
        return self._take(f"{folder}/{name}{suffix}.md")

    def _endings(self) -> list[str]:
        return ["", *(f".{code}" for code in self.languages)]

    def _free(self, folder: str, slug: str) -> str:
        return free_name(self.root / folder, slug, self.languages)

    def _take(self, target: str) -> str:
        self.taken.add(collision_key(target))
        return target


def _group(post: Post) -> tuple[str, ...]:
    stem = post.file.below.stem.removesuffix(f".{post.lang}")
    return (post.file.id.removesuffix(post.file.below.name), stem, f"{post.day:%Y}" if post.day else "")


class Index(Struct, frozen=True):
    """Where the posts of the import are by the paths under which the old site and its sources know them."""

    by_url: Mapping[str, str]
    by_file: Mapping[str, str]
    by_name: Mapping[str, str]
    """By file name, for names that only one file has."""

    def find_file(self, path: str) -> str:
        """Find a post by the path of its source below the folder, else by the end of its path; empty if none."""
        path = path.lstrip("/")
        return self.by_file.get(path, "") or self.by_name.get(PurePosixPath(path).name, "")


def index_posts(placed: Sequence[tuple[Post, str]]) -> Index:
    """Build the index; of two posts that claim one address the first has it."""
    by_url: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    for post, target in placed:
        for url in post.old_urls:
            by_url.setdefault(url_key(url), target)
        for key in _names(post.file.below):
            names.setdefault(key, []).append(target)
    by_file = {str(post.file.below): target for post, target in placed}
    by_name = {name: targets[0] for name, targets in names.items() if len(targets) == 1}
    return Index(by_url, by_file, by_name)


def _names(below: PurePosixPath) -> Iterable[str]:
    if below.stem not in {"index", "_index"}:
        return {below.name, f"{below.stem}.md"}
    return {below.parent.name, f"{below.parent.name}.md"}
