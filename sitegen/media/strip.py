"""The bytes of a PNG, GIF or WebP -> the same picture to the last pixel, moving or not, without what is not picture.

Only the parts on a list are kept, so that what no one has heard of goes too: texts, EXIF, XMP, what hangs on behind.
"""

from collections.abc import Iterator

STRIPPED = frozenset({"PNG", "GIF", "WEBP"})
"""The formats whose parts `strip` knows."""

_PNG = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs acTL fcTL fdAT".split())
_WEBP = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_FLAGS = 0xFF & ~0b0000_1100
"""All but those that announce EXIF and XMP (WebP container specification, "Extended File Format")."""
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF


def strip(content: bytes, kind: str) -> bytes:
    """Return a PNG, GIF or WebP without metadata; ValueError where its parts do not add up."""
    return b"".join(_STRIPPERS[kind](content))


def _strip_png(content: bytes) -> Iterator[bytes]:
    """Chunks of length, name, payload and checksum (PNG 3, section 5.3)."""
    yield content[:8]
    at, name = 8, b""
    while name != b"IEND":
        length, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        end = at + 12 + length
        _check(len(name) == 4 and end <= len(content))
        if name in _PNG:
            yield content[at:end]
        at = end


def _strip_webp(content: bytes) -> Iterator[bytes]:
    """Chunks of name, length and payload, padded to an even length, in one whose length counts them all."""
    kept = b"".join(_webp_chunks(content, min(len(content), 8 + int.from_bytes(content[4:8], "little"))))
    yield b"RIFF" + (4 + len(kept)).to_bytes(4, "little") + b"WEBP" + kept


def _webp_chunks(content: bytes, size: int) -> Iterator[bytes]:
    at = 12
    while at + 8 <= size:
        name, length = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        start, end = at + 8, at + 8 + length
        _check(end <= len(content))
        payload = content[start:end]
        if name == b"VP8X":
            payload = bytes((payload[0] & _WEBP_FLAGS,)) + payload[1:]
        if name in _WEBP:
            yield name + length.to_bytes(4, "little") + payload + bytes(length % 2)
        at = end + length % 2


def _strip_gif(content: bytes) -> Iterator[bytes]:
    """A header with its colours, then blocks (GIF89a, section 12); a missing end is added, as browsers do."""
    at = 13 + _colours(content[10])
    _check(at < len(content))
    yield content[:at]
    while at < len(content) and content[at] != _TRAILER:
        start = at
        if content[at] == _EXTENSION:
            at = _after_blocks(content, at + 2)
            if _is_wanted(content[start:at]):
                yield content[start:at]
        else:
            _check(content[at] == _IMAGE and at + 10 < len(content))
            at = _after_blocks(content, at + 11 + _colours(content[at + 9]))
            yield content[start:at]
    yield bytes((_TRAILER,))


def _colours(flags: int) -> int:
    """Return the length of the table of colours that flags announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(content: bytes, at: int) -> int:
    """Return where a row of sub-blocks, each after its length, ends with an empty one."""
    while at < len(content) and content[at]:
        at += 1 + content[at]
    _check(at < len(content))
    return at + 1


def _is_wanted(extension: bytes) -> bool:
    """How long a frame stands and how often all is repeated belong to the picture; comments and XMP do not."""
    return extension[1] == _CONTROL or (extension[1] == _APPLICATION and extension[3:14] in _GIF_LOOPS)


def _check(is_sound: bool) -> None:
    if not is_sound:
        raise ValueError("its parts do not add up")


_STRIPPERS = {"PNG": _strip_png, "GIF": _strip_gif, "WEBP": _strip_webp}
