"""The media type of a file by its name, the same on every machine and close to what static hosts send."""

from mimetypes import MimeTypes

HTML = "text/html"

# Not the system's own table, which differs from machine to machine and on some says that scripts are plain text.
_TYPES = MimeTypes(())
for _type, _endings in {
    "application/manifest+json": (".webmanifest",),
    "application/xml": (".xml",),
    "audio/mp4": (".m4a",),
    "audio/ogg": (".oga", ".ogg", ".opus"),
    "font/otf": (".otf",),
    "font/ttf": (".ttf",),
    "font/woff": (".woff",),
    "font/woff2": (".woff2",),
    "image/avif": (".avif",),
    "image/webp": (".webp",),
    "image/x-icon": (".ico",),
    "text/javascript": (".js", ".mjs"),
    "text/markdown": (".md",),
    "text/vtt": (".vtt",),
}.items():
    for _ending in _endings:
        _TYPES.add_type(_type, _ending)


def media_type(path: str) -> str:
    """Return the type for a file's name; bytes of no known kind where it has no ending, or one that nobody knows."""
    kind, encoding = _TYPES.guess_type(path)
    return kind if kind and not encoding else "application/octet-stream"
