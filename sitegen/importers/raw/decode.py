"""Bytes of a raw text -> characters, whatever encoding they were saved in; what is no text is refused with the reason.

UTF-8 and UTF-16 are recognised with and without a byte-order mark; other bytes are Windows-1252 if they can be.
"""

import re

from msgspec import Struct

from sitegen.urls import nfc

_MAGIC = {
    b"%PDF-": "a PDF",
    b"{\\rtf": "a rich-text document",
    b"PK\x03\x04": "a ZIP or Word file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed file",
}
_HTML = re.compile(rb"\s*<(?:!doctype|html|\?xml)", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\s*(?:---|\+\+\+)[ \t]*[\r\n]+[\w-]+[ \t]*[:=]\s")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_INVISIBLE = re.compile(r"[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069\ufff9-\uffff]")
_JOINERS = re.compile(r"(?<=[\x00-\u024f])[\u200c\u200d]|[\u200c\u200d](?=[\x00-\u024f])")
_BREAKS = re.compile(r"\r\n?|[\v\f\u0085\u2028\u2029]")
_TABLE_1252 = {
    code: char for code in range(0x80, 0xA0) if code != 0x85 and (char := bytes([code]).decode("cp1252", "ignore"))
}
_LOOSE_NBSP = re.compile(r"(?<!«)[\u00a0\u2007\u202f](?![»;:!?])")


class Undecodable(Exception):
    """The bytes are no text; the message says what they are."""


class Decoded(Struct, frozen=True):
    """Text with newlines as line ends, in NFC, without invisible characters. `guess` names an encoding that was guessed."""

    text: str
    guess: str = ""


def decode(data: bytes) -> Decoded:
    """Decode a file. Undecodable where it is empty, binary, or a document of another kind."""
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise Undecodable(f"it is {what}, not text")
    text, guess = _characters(data)
    if not text.strip("\ufeff\u200b \t\r\n\u00a0"):
        raise Undecodable("it is empty")
    if _HTML.match(data):
        raise Undecodable("it is a web page, not plain text")
    if _FRONT_MATTER.match(text):
        raise Undecodable("it begins with front matter: name it .md and import its folder with --from markdown")
    if 50 * len(_CONTROLS.findall(text)) > len(text):
        raise Undecodable("it is binary, not text")
    return Decoded(clean(text), guess)


def clean(text: str) -> str:
    """Drop invisible characters, mend Windows quotes that stand as controls, and make stray no-break spaces plain.

    No-break spaces stay where French typography wants them; joiners stay between letters that join.
    """
    text = _BREAKS.sub("\n", text.translate(_TABLE_1252))
    text = _JOINERS.sub("", _INVISIBLE.sub("", _CONTROLS.sub("", text)))
    return nfc(_LOOSE_NBSP.sub(" ", text))


def _characters(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16"), ""
    if guess := _utf16_without_mark(data):
        return _decoded(data, guess), guess.upper()
    if b"\x00" in data:
        raise Undecodable("it is binary, not text")
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        _refuse_broken_utf8(data)
        return _decoded(data, "cp1252"), "Windows-1252"


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Undecodable("it is neither UTF-8, UTF-16 nor Windows-1252 text") from None


def _refuse_broken_utf8(data: bytes) -> None:
    """Text that is UTF-8 but for a few bytes would become nonsense as Windows-1252."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if sum(char > "\x7f" for char in text) - broken > broken:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        raise Undecodable(f"it is UTF-8 with {broken} broken characters, the first on line {line}: mend them")


def _utf16_without_mark(data: bytes) -> str:
    """Text in UTF-16 has a line feed or a space with a zero byte always on the same side, and never a zero character."""
    sample = data[:4096]
    if len(data) % 2 or not sample:
        return ""
    little = sum(sample[i] in b" \n" and not sample[i + 1] for i in range(0, len(sample) - 1, 2))
    big = sum(sample[i + 1] in b" \n" and not sample[i] for i in range(0, len(sample) - 1, 2))
    if max(little, big) * 40 < len(sample) // 2 or min(little, big):
        return ""
    return "utf-16-le" if little > big else "utf-16-be"
