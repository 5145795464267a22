"""Functions for the pool's tests; workers import them by name."""

import os
import signal
import time
from pathlib import Path


def square(offset: int, numbers: list[int]) -> list[int]:
    return [offset + number * number for number in numbers]


def echo(value: object) -> object:
    return value


def uneven(number: int) -> int:
    time.sleep(0.02 if number % 5 == 0 else 0.0)
    return number


def fail_at_five(number: int) -> int:
    if number == 5:
        raise KeyError(f"bad {number}")
    return number


class Stubborn(Exception):
    """An error that cannot be unpickled."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def fail_stubbornly(_number: int) -> None:
    raise Stubborn("a", "b")


def die_at_five(number: int) -> int:
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def process_id(_number: int) -> int:
    time.sleep(0.01)
    return os.getpid()


def sleep_long(_number: int) -> None:
    time.sleep(60)


def note_process(folder: Path) -> None:
    (folder / str(os.getpid())).touch()


def count_notes(folder: Path) -> int:
    """How often this very process was prepared."""
    return len(list(folder.glob(str(os.getpid()))))
