"""Finds out all that a plan is made from beside the Site, the config and what lies where: what files hold that pages show.

While these grounds are equal, files that differ change nothing of a plan but the copies that are made of them.
"""

from msgspec import Struct

from sitegen.errors import Problem
from sitegen.model.dress import Dress
from sitegen.model.media import Media
from sitegen.model.site import Site
from sitegen.steps.dressing import dress
from sitegen.steps.media import gather_media
from sitegen.steps.taking import Taken
from sitegen.steps.tools import Tools

_GROUNDS = "grounds"


class Grounds(Struct, frozen=True):
    """What was found out, and what is wrong with it."""

    media: Media
    dress: Dress
    problems: tuple[Problem, ...]


def find_grounds(tools: Tools, site: Site, taken: Taken) -> Grounds:
    """Find out what a plan of the site is made from; ThemeError where a file of the theme is unfit."""
    media, faults = gather_media(tools, site, taken.snapshot, taken.config, taken.fonts)
    dressed, unfit = dress(tools, taken.config, taken.snapshot)
    grounds = Grounds(media, dressed, (*faults, *unfit))
    tools.memory.keep(_GROUNDS, (taken.inputs, grounds))
    return grounds


def last_grounds(tools: Tools, taken: Taken) -> Grounds | None:
    """Return what this process found out last, if that was of just what was taken in then."""
    inputs, grounds = tools.memory.kept(_GROUNDS) or ("", None)
    return grounds if inputs == taken.inputs else None
