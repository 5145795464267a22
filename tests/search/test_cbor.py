"""The numbers, texts and lists of an index survive being read and written; anything else is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.search.cbor import NotCbor, decode, encode

VALUES = st.recursive(st.integers(0, 2**64 - 1) | st.text(), lambda inner: st.lists(inner, max_size=300), max_leaves=50)


@given(VALUES)
def test_what_is_written_is_read(value: object) -> None:
    assert decode(encode(value)) == value  # type: ignore[arg-type]


@given(st.binary(max_size=60))
def test_bytes_of_any_kind_are_read_or_refused(data: bytes) -> None:
    try:
        decode(data)
    except NotCbor:
        return


@pytest.mark.parametrize("data", [b"", b"\x82\x01", b"\x62a", b"\x01\x02", b"\xa0", b"\x61\xff", b"\x1f"])
def test_what_is_cut_off_or_of_another_kind_is_refused(data: bytes) -> None:
    with pytest.raises(NotCbor):
        decode(data)
