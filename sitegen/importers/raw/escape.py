"""Plain text -> Markdown that shows the very same text, with no more marks than that needs."""

import re

_ANYWHERE = re.compile(
    r"""
      \\(?=[!-/:-@\[-`{-~]|$)                      # would escape what follows
    | `
    | (?<!\s)\*|\*(?!\s)                           # emphasis, unless blanks stand on both sides
    | (?<![^\W_])_|_(?![^\W_])                     # emphasis, unless inside a word
    | (?<=\[)[\^@]                                 # a footnote or a citation
    | \](?=[(\[{:])                                # the end of a link's text
    | <(?=[A-Za-z/!?])
    | &(?=\#?\w{1,32};)
    | ~(?=~)|(?<=~)~
    | \{(?=[^{}]*\})
    """,
    re.VERBOSE,
)
_IN_LABEL = re.compile(rf"{_ANYWHERE.pattern} | [\[\]]", re.VERBOSE)
_IN_ADDRESS = re.compile(r"\\|&(?=#?\w{1,32};)")
_AT_START = re.compile(r"(?:\#{1,6}(?=\s|$)|[+*-](?=\s|$)|>|:::|[:~](?=\s|$)|={1,}$|-{2,}$|(?:[-*_] ?){3,}$|\|)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_ADDRESS_RUN = re.compile(r"(?<!\S)\S*?(?:https?://|www\.)\S*")
_URL = re.compile(r"https?://[^\s<>()\[\]{}|\"“”‘’`\\^]*[^\s<>()\[\]{}|\"“”‘’`\\^.,;:!?'*~]")
_PLAIN_URL = re.compile(r"[\w.,:;/?#@!$&'+=%~-]+", re.ASCII)


def escape(text: str) -> str:
    """Escape a paragraph that is one line without blanks at its ends; an address that would need it is set off."""
    pieces, last = [], 0
    for run in _ADDRESS_RUN.finditer(text):
        if _escaped(run[0]) != run[0]:
            pieces += [_escaped(text[last : run.start()]), _set_off(run[0])]
            last = run.end()
    escaped = "".join([*pieces, _escaped(text[last:])])
    if numbered := _NUMBERED.match(escaped):
        return f"{numbered[1]}\\{escaped[numbered.end(1) :]}"
    return "\\" + escaped if _AT_START.match(escaped) else escaped


def link(title: str, url: str) -> str:
    """Write a link; without a title it shows its address, without an address it is its title."""
    if not url:
        return escape(title)
    if not title:
        return f"<{url}>"
    address = _IN_ADDRESS.sub(r"\\\g<0>", url)
    return f"[{_label(title)}]({address if _PLAIN_URL.fullmatch(address) else f'<{address}>'})"


def _escaped(text: str) -> str:
    return _ANYWHERE.sub(r"\\\g<0>", text)


def _set_off(run: str) -> str:
    """Let the address in a run of characters end where it does: nothing but itself is a link."""
    url = _URL.search(run)
    if not url:
        return _unlinked(run)
    return f"{_unlinked(run[: url.start()])}<{url[0]}>{_unlinked(run[url.end() :])}"


def _unlinked(text: str) -> str:
    return _escaped(text).replace("www.", "www\\.").replace("://", "\\://")


def _label(text: str) -> str:
    return _IN_LABEL.sub(r"\\\g<0>", text)
