"""Reads and writes the part of CBOR (RFC 8949) that search indexes are made of: arrays, texts and whole numbers."""

from msgspec import Struct

_NUMBER, _TEXT, _ARRAY = 0, 3, 4

Value = int | str | list["Value"]


class NotCbor(ValueError):
    """The bytes hold something else."""


class _Read(Struct):
    data: bytes
    at: int


def decode(data: bytes) -> Value:
    """Return the one value that the bytes hold."""
    read = _Read(data, 0)
    try:
        value = _decode(read)
    except (IndexError, UnicodeDecodeError) as error:
        raise NotCbor("the bytes end too early, or a text is none") from error
    if read.at != len(data):
        raise NotCbor("there is more than one value")
    return value


def _decode(read: _Read) -> Value:
    kind, size = read.data[read.at] >> 5, read.data[read.at] & 31
    read.at += 1
    if size >= 24:
        if size > 27:
            raise NotCbor(f"a length of form {size}")
        width = 1 << (size - 24)
        size = int.from_bytes(read.data[read.at : read.at + width])
        read.at += width
    if kind == _NUMBER:
        return size
    if kind == _TEXT:
        read.at += size
        return read.data[read.at - size : read.at].decode()
    if kind == _ARRAY:
        return [_decode(read) for _ in range(size)]
    raise NotCbor(f"a value of kind {kind}")


def encode(value: Value) -> bytes:
    """Return a value in its shortest form."""
    match value:
        case int():
            return _head(_NUMBER, value)
        case str():
            data = value.encode()
            return _head(_TEXT, len(data)) + data
        case _:
            return _head(_ARRAY, len(value)) + b"".join(map(encode, value))


def _head(kind: int, size: int) -> bytes:
    if size < 24:
        return bytes([kind << 5 | size])
    power = next(power for power in range(4) if size < 1 << (8 << power))
    return bytes([kind << 5 | 24 + power]) + size.to_bytes(1 << power)
