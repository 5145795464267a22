"""Old addresses of all posts -> the aliases of each, such that no two are one file on any host."""

from collections.abc import Mapping, Sequence

from sitegen.importers.markdown.fields import Post
from sitegen.model.config import Config
from sitegen.urls import collision_key, path_fault, slugify


def share_aliases(placed: Sequence[tuple[Post, str]], config: Config) -> dict[str, list[str]]:
    """Return the aliases by target. The address at which a post lived comes before what another says of its past."""
    taken = {_key(_permalink(post, target, config)) for post, target in placed}
    aliases: dict[str, list[str]] = {target: [] for _, target in placed}
    for turn in (slice(0, 1), slice(1, None)):
        for post, target in placed:
            for url in post.old_urls[turn]:
                if _is_usable(url) and _key(url) not in taken:
                    taken.add(_key(url))
                    aliases[target].append(url)
    return aliases


def lost_aliases(post: Post, kept: Sequence[str], permalink: str) -> list[str]:
    """Return the old addresses of a post that are neither aliases of it nor its own address."""
    own = {_key(permalink), *map(_key, kept)}
    return [url for url in post.old_urls if _key(url) not in own]


def permalinks_of(placed: Sequence[tuple[Post, str]], config: Config) -> Mapping[str, str]:
    """Return the new address of each post by target."""
    return {target: _permalink(post, target, config) for post, target in placed}


def _key(url: str) -> str:
    return collision_key(url.rstrip("/").removesuffix("/index.html"))


def _is_usable(url: str) -> bool:
    path = url.strip("/")
    return bool(path) and not path_fault(path) and "#" not in url and "?" not in url


def _permalink(post: Post, target: str, config: Config) -> str:
    id_ = target.split("/", 2)[2].removesuffix(".md").removesuffix(f".{post.lang}")
    slug = slugify(id_.rsplit("/", 1)[-1])
    if not post.day:
        return config.root_of(post.lang) + config.permalinks.page.format(slug=slug, id=id_)
    year, month, day = f"{post.day:%Y-%m-%d}".split("-")
    type_id = slugify(post.fields.get("type", config.default_type))
    pattern = config.permalinks.article
    return config.root_of(post.lang) + pattern.format(year=year, month=month, day=day, slug=slug, type=type_id, id=id_)
