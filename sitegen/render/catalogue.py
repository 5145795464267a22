"""Turns the theme's `locale/<lang>.po` files into translations of the words that templates say.

English is the source: it needs no file. What the catalogue of a theme lacks is looked up in that of the theme that it
extends, and said in English where none has it.
"""

from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from itertools import chain, count, pairwise, takewhile

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from sitegen.render.faults import fault
from sitegen.render.loader import ThemeLoader


def load_catalogue(loader: ThemeLoader, lang: str) -> NullTranslations:
    """Read the catalogue of a language, else that of its primary language (`pt` for `pt-BR`), else none."""
    for tag in dict.fromkeys([lang, lang.split("-", maxsplit=1)[0]]):
        names = takewhile(
            loader.files.__contains__, chain([f"locale/{tag}.po"], (f"locale/{n}/{tag}.po" for n in count(1)))
        )
        if found := [_read(loader.read(name), loader.path_of(name)) for name in names]:
            for nearer, farther in pairwise(found):
                nearer.add_fallback(farther)
            return found[0]
    return NullTranslations()


def _read(content: bytes, path: str) -> NullTranslations:
    compiled = BytesIO()
    try:
        write_mo(compiled, read_po(BytesIO(content), abort_invalid=True))
        compiled.seek(0)
        return GNUTranslations(compiled)
    except PoFileError as error:
        raise fault(path, f"the catalogue cannot be read: {error}", line=error.lineno + 1) from error
    except ValueError as error:
        raise fault(
            path, f"the catalogue cannot be read: {error}", "save it as UTF-8 with a Plural-Forms line"
        ) from error
