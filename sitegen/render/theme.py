"""Turns the theme's files into templates ready to render, and into the digests that tell when a page is stale.

A template sees only its view, pure functions, and the words of its language; autoescape is on whatever its name.
"""

from collections.abc import Mapping, MutableMapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, StrictUndefined, Template, TemplateError, meta

from sitegen.digest import digest_all
from sitegen.model.source import ThemeFiles
from sitegen.model.views import SiteView
from sitegen.render.faults import explain
from sitegen.render.inline import hash_inline, write_inline
from sitegen.render.loader import ThemeLoader

_decode_site: Any = msgspec.msgpack.Decoder(SiteView).decode
_MANY_SITES = 64


class Theme:
    """A loaded theme. Templates are compiled when first asked for, once for each language, and kept in memory alone."""

    def __init__(self, files: ThemeFiles, root: Path) -> None:
        self.paths = frozenset(asset.path for asset in files.templates.values())
        self._loader = ThemeLoader(files.templates, root)
        self._environments: dict[bytes, Environment] = {}

    def template(self, name: str, shared: bytes) -> Template:
        """Return a template that has `site` (unpacked from `shared`), `asset` and its language's words as globals."""
        environment = self._environments.get(shared) or self._prepare(shared)
        try:
            return environment.get_template(name)
        except (TemplateError, RecursionError) as error:
            raise explain(error, self.paths) from error

    def compile(self, shared: bytes) -> None:
        """Compile every template now that would else be compiled when first asked for."""
        files = self._loader.files
        for name in self._loader.list_templates():
            if files.get(name.partition("/")[2]) != files[name]:  # else it is the same under another theme's name
                self.template(name, shared)

    def closures(self) -> Mapping[str, str]:
        """Return for each template the digest of all that it extends, includes and imports, of every catalogue, and of all
        that may stand in pages.

        A name that is computed stands for all templates. Raises ThemeError for a template that cannot be parsed.
        """
        environment = _new_environment(self._loader)
        names = environment.list_templates()
        # A template stands under several names: its own, and those of the themes that leave it to one below.
        used = {asset: self._used_by(name, environment) for name, asset in self._loader.files.items() if name in names}
        uses = {name: used[self._loader.files[name]] for name in names}
        rest = set(self._loader.files) - set(names)
        return {name: self._digest(_reach(name, uses) | rest) for name in names}

    def inline_hashes(self) -> Mapping[str, tuple[str, ...]]:
        """Return by element (`script`, `style`) the hashes of what may stand in pages, as sources of a policy."""
        return hash_inline(self._loader)

    def _prepare(self, shared: bytes) -> Environment:
        # Babel takes a twentieth of a second to load, and a build that renders nothing needs the closures alone.
        from sitegen.render.catalogue import load_catalogue  # noqa: PLC0415
        from sitegen.render.filters import filters_for, globals_for  # noqa: PLC0415

        site: SiteView = _decode_site(shared)
        environment = _new_environment(self._loader)
        catalogue = load_catalogue(self._loader, site.lang)
        words: Any = environment
        words.install_gettext_translations(catalogue)
        environment.filters.update(filters_for(site))
        inline = lru_cache(partial(write_inline, self._loader))
        environment.globals.update(globals_for(site), _=catalogue.gettext, inline=inline)
        if len(self._environments) >= _MANY_SITES:
            self._environments.clear()
        self._environments[shared] = environment
        return environment

    def _used_by(self, name: str, environment: Environment) -> frozenset[str]:
        try:
            source = self._loader.get_source(environment, name)
            tree = environment.parse(source[0], name, source[1])
        except TemplateError as error:
            raise explain(error, self.paths) from error
        used = set(meta.find_referenced_templates(tree))
        return frozenset(environment.list_templates()) if None in used else frozenset(map(str, used))

    def _digest(self, names: set[str]) -> str:
        """A name without file counts too, so that adding the file makes what looked for it stale."""
        files = self._loader.files
        parts = ((name, files[name].digest if name in files else "") for name in sorted(names))
        return digest_all(part for pair in parts for part in pair)


def load_theme(files: ThemeFiles, root: Path) -> Theme:
    """Make the theme of a project's root; no template is read yet."""
    return Theme(files, root)


class _Environment(Environment):
    """Jinja's own chains the mappings of globals, which costs a tenth of a page's time to flatten, page by page."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def _new_environment(loader: ThemeLoader) -> Environment:
    return _Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )


def _reach(name: str, uses: Mapping[str, frozenset[str]]) -> set[str]:
    reached = {name}
    waiting = [name]
    while waiting:
        new = uses.get(waiting.pop(), frozenset()) - reached
        reached |= new
        waiting.extend(new)
    return reached
