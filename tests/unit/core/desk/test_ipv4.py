"""Hosts that are numbers, read as browsers read them; each row is a rule of the WHATWG URL standard."""

import pytest

from eidgate.core.desk.ipv4 import NoAddressError, dotted, ends_in_a_number

ADDRESSES = [
    ("192.168.1.1", "192.168.1.1"),
    ("3232235777", "192.168.1.1"),
    ("0xc0a80101", "192.168.1.1"),
    ("030052000401", "192.168.1.1"),
    ("0300.0250.1.1", "192.168.1.1"),
    ("0xc0.0xa8.1.0x1", "192.168.1.1"),
    ("192.168.257", "192.168.1.1"),
    ("192.11010305", "192.168.1.1"),
    ("192.0xa80101", "192.168.1.1"),
    ("0x00000000000000000000000000000000000c0.0000000000000000250.1.1", "192.168.1.1"),
    ("256", "0.0.1.0"),
    ("0", "0.0.0.0"),
    ("00", "0.0.0.0"),
    ("0x", "0.0.0.0"),
    ("0x.0x.0", "0.0.0.0"),
    ("1.0x", "1.0.0.0"),
    ("1.2", "1.0.0.2"),
    ("4294967295", "255.255.255.255"),
    ("0xffffffff", "255.255.255.255"),
    ("037777777777", "255.255.255.255"),
    ("255.255.255.255", "255.255.255.255"),
    ("1.16777215", "1.255.255.255"),
]
FAILURES = [
    "4294967296",
    "0x100000000",
    "040000000000",
    "256.1.1.1",
    "1.256.1.1",
    "1.1.256.1",
    "1.1.1.256",
    "1.1.65536",
    "1.16777216",
    "0x100.1",
    "1.2.3.08",
    "1.2.3.09",
    "09",
    "08.1",
    "1.2.3.4.5",
    "1.2.3.4.5.6",
    "0.0x300.0.0",
    "1..2",
    ".1",
    "foo.2.3",
    "foo.0x4",
    "0x1g.1",
    "1e2.1",
    "-1.1",
    "9" * 253,
]
NAMES = [
    "bad.example",
    "1.bad",
    "0xg",
    "bad.0xg",
    "1.2.3.a",
    "1.2.3.4x",
    "00x1",
    "x0",
    "0b1",
    "1e2",
    "1.",
    "",
]


@pytest.mark.parametrize(("host", "address"), ADDRESSES)
def test_a_host_of_numbers_is_the_address_that_a_browser_opens(host: str, address: str) -> None:
    assert ends_in_a_number(host)
    assert dotted(host) == address


@pytest.mark.parametrize("host", FAILURES)
def test_a_host_that_ends_in_a_number_and_is_no_address_is_none_and_not_repeated(host: str) -> None:
    assert ends_in_a_number(host)
    with pytest.raises(NoAddressError) as caught:
        dotted(host)
    assert host not in str(caught.value)


@pytest.mark.parametrize("host", NAMES)
def test_other_hosts_are_names(host: str) -> None:
    assert not ends_in_a_number(host)
