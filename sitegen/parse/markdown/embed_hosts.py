"""Addresses of what people watch, hear and look at elsewhere -> the frame that shows it, in its most private form.

Only hosts on this list are ever framed, each by an address that is put together here of checked parts.
"""

import re
from collections.abc import Callable, Mapping
from math import cos, radians
from urllib.parse import parse_qs, quote, urlsplit

from msgspec import Struct


class Frame(Struct, frozen=True):
    """The name of the service, and the address of its frame; `origin` is what a Content-Security-Policy has to allow."""

    service: str
    url: str

    @property
    def origin(self) -> str:
        """Scheme and host."""
        return "/".join(self.url.split("/", 3)[:3])


class Address(Struct, frozen=True):
    """A URL in parts; of a parameter that is given twice the first counts."""

    path: str
    query: Mapping[str, str]
    fragment: str


def frame_of(url: str) -> Frame | None:
    """Return the frame that shows what lies at an https URL, None where no host of the list has such a thing there."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if parts.scheme not in {"http", "https"} or host not in _HOSTS:
        return None
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return _HOSTS[host](Address(parts.path, query, parts.fragment))


_SECONDS = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s?)?")
_YOUTUBE = re.compile(r"/(?:embed|live|shorts)/([\w-]{11})/?")
_YOUTUBE_SHORT = re.compile(r"/([\w-]{11})/?")
_VIMEO = re.compile(r"/(?:video/)?(\d{1,12})(?:/([0-9a-f]{6,20}))?/?")
_SPOTIFY = re.compile(r"/(?:embed/)?(episode|show|track|playlist)/([A-Za-z0-9]{10,40})/?")
_SOUNDCLOUD = re.compile(r"/[\w-]+(?:/[\w-]+){1,3}/?")
_PODCAST = re.compile(r"(?:/[a-z]{2})?/podcast/[\w%.-]+(?:/id\d+)?/?")
_ARCHIVE = re.compile(r"/(?:details|embed)/([\w.-]{1,100})/?")
_DOCUMENT = re.compile(r"/documents/(\d+[\w-]*?)(?:\.html)?/?")
_PLACE = re.compile(r"map=(\d{1,2})/(-?\d{1,2}(?:\.\d+)?)/(-?\d{1,3}(?:\.\d+)?)")
_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d+)?")


def _youtube(address: Address) -> Frame | None:
    found = _YOUTUBE.fullmatch(address.path)
    name = found[1] if found else address.query.get("v", "") if address.path == "/watch" else ""
    return _youtube_frame(name, address)


def _youtube_short(address: Address) -> Frame | None:
    found = _YOUTUBE_SHORT.fullmatch(address.path)
    return _youtube_frame(found[1] if found else "", address)


def _youtube_frame(name: str, address: Address) -> Frame | None:
    if not _YOUTUBE_SHORT.fullmatch(f"/{name}"):
        return None
    start = _seconds(address.query.get("t") or address.query.get("start", ""))
    begin = f"&start={start}" if start else ""
    return Frame("YouTube", f"https://www.youtube-nocookie.com/embed/{name}?autoplay=1{begin}")


def _seconds(written: str) -> int:
    found = _SECONDS.fullmatch(written)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds


def _vimeo(address: Address) -> Frame | None:
    found = _VIMEO.fullmatch(address.path)
    if not found:
        return None
    secret = found[2] or address.query.get("h", "")
    key = f"&h={secret}" if re.fullmatch("[0-9a-f]{6,20}", secret) else ""
    return Frame("Vimeo", f"https://player.vimeo.com/video/{found[1]}?autoplay=1&dnt=1{key}")


def _spotify(address: Address) -> Frame | None:
    found = _SPOTIFY.fullmatch(address.path)
    return Frame("Spotify", f"https://open.spotify.com/embed/{found[1]}/{found[2]}") if found else None


def _soundcloud(address: Address) -> Frame | None:
    if not _SOUNDCLOUD.fullmatch(address.path):
        return None
    track = quote(f"https://soundcloud.com{address.path}", safe="")
    return Frame("SoundCloud", f"https://w.soundcloud.com/player/?url={track}&auto_play=true&visual=false")


def _podcast(address: Address) -> Frame | None:
    if not _PODCAST.fullmatch(address.path):
        return None
    episode = address.query.get("i", "")
    query = f"?i={episode}" if episode.isascii() and episode.isdigit() else ""
    return Frame("Apple Podcasts", f"https://embed.podcasts.apple.com{address.path}{query}")


def _archive(address: Address) -> Frame | None:
    found = _ARCHIVE.fullmatch(address.path)
    return Frame("Internet Archive", f"https://archive.org/embed/{found[1]}") if found else None


def _document(address: Address) -> Frame | None:
    found = _DOCUMENT.fullmatch(address.path)
    return Frame("DocumentCloud", f"https://embed.documentcloud.org/documents/{found[1]}/?embed=1") if found else None


def _openstreetmap(address: Address) -> Frame | None:
    """The frame wants the corners of the map: a map of 512 pixels across shows two tiles of its zoom."""
    found = _PLACE.search(address.fragment)
    if not found:
        return None
    zoom, lat, lon = int(found[1]), float(found[2]), float(found[3])
    if zoom > 19 or abs(lat) > 85 or abs(lon) > 180:
        return None
    across = 360 / 2**zoom
    up = across * cos(radians(lat)) * 3 / 4
    corners = ",".join(f"{each:.5f}" for each in (lon - across, lat - up, lon + across, lat + up))
    pin = [address.query.get(name, "") for name in ("mlat", "mlon")]
    marker = f"&marker={pin[0]},{pin[1]}" if all(map(_NUMBER.fullmatch, pin)) else ""
    return Frame(
        "OpenStreetMap", f"https://www.openstreetmap.org/export/embed.html?bbox={corners}&layer=mapnik{marker}"
    )


_HOSTS: Mapping[str, Callable[[Address], Frame | None]] = {
    "archive.org": _archive,
    "documentcloud.org": _document,
    "open.spotify.com": _spotify,
    "openstreetmap.org": _openstreetmap,
    "player.vimeo.com": _vimeo,
    "podcasts.apple.com": _podcast,
    "soundcloud.com": _soundcloud,
    "vimeo.com": _vimeo,
    "youtu.be": _youtube_short,
    "youtube-nocookie.com": _youtube,
    "youtube.com": _youtube,
}
