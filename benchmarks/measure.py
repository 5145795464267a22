"""Run a command and measure its wall time and, where /proc has it, its peak memory.

Memory is the proportional set size (PSS: shared pages count once, divided among those who share them) summed over the
process and all its descendants, sampled ten times a second; the peak is the highest sample.
"""

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.1


@dataclass(frozen=True)
class Run:
    """Seconds of wall time, and MiB at the peak (0 where this system does not tell)."""

    seconds: float
    peak: float = 0.0


def measure(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end; its failure ends the benchmark with what it said."""
    os.sync()
    began = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**_ordinary(), **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        samples = [0.0]
        sampler = threading.Thread(target=_sample, args=(process, samples), daemon=True)
        sampler.start()
        said = process.communicate()[1]
        seconds = time.perf_counter() - began
        sampler.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} failed in {folder}:\n{said.decode(errors='replace')[-3000:]}")
    return Run(seconds, max(samples))


def _ordinary() -> dict[str, str]:
    """The environment, but for a setting that has Python compile every module anew at every start."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _sample(process: subprocess.Popen[bytes], samples: list[float]) -> None:
    while process.poll() is None:
        samples.append(family_memory(process.pid))
        time.sleep(INTERVAL)


def family_memory(pid: int) -> float:
    """Return the memory of a process and all its descendants, in MiB."""
    return sum(_pss(each) for each in _family(pid))


def _family(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    found = [pid]
    for member in found:
        for children in Path(f"/proc/{member}/task").glob("*/children"):
            found += [int(child) for child in _read(children).split()]
    return found


def _pss(pid: int) -> float:
    for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
