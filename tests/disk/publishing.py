"""What the publication tests share: one call that stages and publishes, and a picture of a folder."""

from collections.abc import Mapping
from pathlib import Path

from sitegen.digest import digest
from sitegen.publish import Stage, Staged, publish, stage_file

Files = Mapping[str, bytes]

OWN = {".sitegen-manifest", ".sitegen-journal", ".sitegen-part"}


def put(
    root: Path, files: Files, kept: Files | None = None, ranks: Mapping[str, int] | None = None
) -> dict[str, tuple[int, int]]:
    """Publish `files` beside the `kept` ones into root/output."""
    with Stage(root / ".sitegen/stage") as stage:
        staged = {
            path: Staged((ranks or {}).get(path, 1), *stage_file(stage.folder, path, data))
            for path, data in files.items()
        }
        return publish(
            root / "output", stage.folder, staged, {path: digest(data) for path, data in (kept or {}).items()}
        )


def picture(folder: Path, own: bool = False) -> dict[str, bytes]:
    """Return the bytes of all files below a folder, without our own lists unless asked for."""
    return {
        path: file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and (own or file.name not in OWN) and (path := file.relative_to(folder).as_posix())
    }


def site(version: int) -> dict[str, bytes]:
    """Eighty files, whose bytes tell version and length; a few stay, come, go, or turn from file to folder."""
    files = {}
    for number in range(70):
        shown = 0 if number % 7 == 0 else version
        files[f"articles/{number % 10}/{number}/index.html"] = f"{shown} {number} ".encode() * _times(shown)
    files |= {f"only/{version}/{number}.html": f"{version} {number} ".encode() * _times(version) for number in range(9)}
    files["turn" if version % 2 else "turn/index.html"] = f"{version} 0 ".encode() * _times(version)
    return files


def is_whole(data: bytes) -> bool:
    """Tell whether bytes are those of one file of one version, from the first to the last."""
    version, number, *_ = [*data[:20].split(b" "), b"", b""]
    return version.isdigit() and data == (version + b" " + number + b" ") * _times(int(version))


def _times(version: int) -> int:
    return 2000 + 300 * (version % 7)
