"""Says whether a folder may be the output: sitegen removes files there, so it must be empty or its own."""

from pathlib import Path

from sitegen.errors import Location, Problem, PublishFailed
from sitegen.publish.manifest import PART, has_manifest
from sitegen.urls import collision_key

_SOURCES = frozenset({"content", "fonts", "static", "themes", "templates", "sitegen", ".sitegen", ".git"})
_NOTHING = frozenset({".ds_store", "thumbs.db", "desktop.ini", ".gitkeep", ".gitignore", PART})
"""What systems and git put into an empty folder, and all that there is when a first build is cut off at its very start."""

_LINK = "is a symbolic link"


def check_output_folder(root: Path, output: Path) -> None:
    """Refuse an output folder that holds, or lies in, what no build may touch; PublishFailed says why.

    Refused are the project, home and every folder above them, the project's source folders and what is in them, a
    folder with a `.git`, a link, and a folder with files but without the manifest of an earlier build.
    """
    try:
        fault = _place_fault(root.resolve(), output) or _content_fault(output)
    except OSError as error:
        fault = f"cannot be read: {error.strerror}"
    except ValueError:
        fault = "is not a path"
    if fault:
        raise _refusal(output, fault, "Choose an empty folder, or one that an earlier build made.")


def refuse_link(output: Path) -> None:
    """Refuse an output folder that is a symbolic link: what lies behind it is not ours. PublishFailed says so."""
    if output.is_symlink():
        raise _refusal(output, _LINK, "Remove the link.")


def _refusal(output: Path, fault: str, hint: str) -> PublishFailed:
    message = f'the output folder "{output}" {fault}'
    return PublishFailed(problems=[Problem(Location(str(output)), "refused-output", message, hint)])


def _place_fault(root: Path, output: Path) -> str:
    if output.is_symlink():
        return _LINK
    place = output.resolve()
    if root.is_relative_to(place):
        return "is the project or holds it"
    if (home := _home()) and home.is_relative_to(place):
        return "is the home folder or holds it"
    if place.is_relative_to(root) and collision_key(place.relative_to(root).parts[0]) in _SOURCES:
        return "is or lies in a folder of the project's own files"
    if ".git" in place.parts:
        return "lies in a git repository's own folder"
    return ""


def _home() -> Path | None:
    try:
        return Path.home().resolve()
    except RuntimeError:
        return None


def _content_fault(output: Path) -> str:
    if not output.exists():
        return ""
    if not output.is_dir():
        return "is not a folder"
    names = {collision_key(entry.name) for entry in output.iterdir()}
    if ".git" in names:
        return "is a git repository"
    if names - _NOTHING and not has_manifest(output):
        return "holds files that no build made"
    return ""
