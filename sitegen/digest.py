"""Digests of bytes and of frozen values: equal digests mean equal values, on every machine."""

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

pack = msgspec.msgpack.Encoder().encode
"""Return the MessagePack form of a value: the one form in which values are digested, kept and sent."""


def digest(data: bytes) -> str:
    """Return the first 128 bits of SHA-256, as 32 hex digits."""
    return hashlib.sha256(data).hexdigest()[:32]


def digest_of(value: Any) -> str:
    """Digest a frozen value by its MessagePack form; mappings must have been made in a fixed order."""
    return digest(pack(value))


def digest_all(parts: Iterable[str]) -> str:
    """Digest a sequence of strings; ("ab", "c") and ("a", "bc") differ."""
    return digest_of(tuple(parts))
