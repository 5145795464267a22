"""Resolves what front matter says by its place: paths against the folder of its file, dates in the zone of the site.

It is the validation context of every front-matter model, and gathers the files and site paths that were named.
"""

from datetime import datetime, timedelta, timezone
from typing import cast
from zoneinfo import ZoneInfo

from pydantic import ValidationInfo

from sitegen.model.document import Moment
from sitegen.parse.faults import refuse
from sitegen.urls import WEB_SCHEMES, is_allowed, join_inside, nfc, path_fault, scheme_of

_CONTENT = "content/"


class Origin:
    """Where one front matter stands: the project path of its file and the name of the site's zone."""

    def __init__(self, path: str, timezone: str) -> None:
        self.assets: set[str] = set()
        """Project paths of the files named so far."""
        self.links: set[str] = set()
        """Site paths (`/img/x.jpg`) named so far."""
        self.named: dict[str, str] = {}
        """How each project path and site path was written."""
        self._folder = path.rpartition("/")[0]
        self._zone = ZoneInfo(timezone)

    def moment(self, written: datetime, whole_day: bool) -> Moment:
        """Give a date without a zone the site's; of a local time that comes twice the first is meant."""
        return Moment.of(written if written.tzinfo else self._in_zone(written), whole_day)

    def _in_zone(self, written: datetime) -> datetime:
        local = written.replace(tzinfo=self._zone)
        offset = local.utcoffset() or timedelta()
        # Before standard time, zones kept offsets with seconds, which feeds and metadata (RFC 3339) cannot write.
        return written.replace(tzinfo=timezone(_whole_minutes(offset))) if offset.seconds % 60 else local

    def file(self, written: str) -> str:
        """Return the project path of a file beside the source; a site path or a URL of the web stays as it is."""
        if scheme_of(written) in WEB_SCHEMES and is_allowed(written, WEB_SCHEMES):
            return written
        if written.startswith("/"):
            return self._site_path(written)
        path = self._inside(written)
        self.assets.add(path)
        return path

    def chapter(self, written: str) -> str:
        """Return the project path of a chapter's source."""
        if not written.endswith(".md"):
            refuse("is not a Markdown file", "name the chapter's file, with its ending .md")
        return self._inside(written)

    def _site_path(self, written: str) -> str:
        path = nfc(written)
        if path.startswith("//") or "\\" in path:
            refuse("is not a path of this site", "write https:// before a host", kind="bad-link")
        if path_fault(path):
            refuse("is not a path of this site", "write it as it stands in static/, /img/photo.jpg", kind="path-escape")
        self.links.add(path)
        self.named[path] = written
        return path

    def _inside(self, written: str) -> str:
        if not written.strip() or scheme_of(written) or written.startswith("\\"):
            refuse("is not a file, a site path or a URL of the web", _FILE_HINT, kind="bad-link")
        path = join_inside(self._folder, nfc(written))
        if path is None or not path.startswith(_CONTENT):
            refuse("leaves the folder content/", _FILE_HINT, kind="path-escape")
        self.named[path] = written
        return path


def _whole_minutes(offset: timedelta) -> timedelta:
    return timedelta(minutes=round(offset / timedelta(minutes=1)))


def origin_of(info: ValidationInfo) -> Origin:
    """Return the origin of the front matter that is being validated."""
    return cast(Origin, info.context)


_FILE_HINT = "keep the file beside this one, or in static/ and write /its/path"
