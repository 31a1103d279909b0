"""Two writings of one thing meet; what is nothing of its kind is refused without being repeated."""

import pytest

from eidgate.core.desk.canonical import identifier, keeper_institution, listable_identifier
from eidgate.core.desk.identifier import IdentifierKind

GOOD = [
    (IdentifierKind.PHONE, "0912 345.678", "+84912345678"),
    (IdentifierKind.PHONE, "+840912345678", "+84912345678"),
    (IdentifierKind.PHONE, "0084912345678", "+84912345678"),
    (IdentifierKind.PHONE, "01621234567", "+84321234567"),
    (IdentifierKind.PHONE, "+841231234567", "+84831234567"),
    (IdentifierKind.PHONE, "+12025550123", "+12025550123"),
    (IdentifierKind.ACCOUNT, " 970436:0011 ", "970436:0011"),
    (IdentifierKind.WALLET, "971005:0912345678", "971005:0912345678"),
    (IdentifierKind.CARD, "970436:card-8f21", "970436:card-8f21"),
    (IdentifierKind.MERCHANT, "970436:SHOP/7", "970436:SHOP/7"),
    (IdentifierKind.SOCIAL_ACCOUNT, "Facebook:100023377551188", "facebook:100023377551188"),
    (IdentifierKind.WEBSITE, "https://WWW.Evil.vn/", "evil.vn"),
    (IdentifierKind.DEVICE, "dev:1", "dev:1"),
    (IdentifierKind.PERSON, "ab" * 32, "ab" * 32),
    (IdentifierKind.PERSON, "https://idp.example s-1", "https://idp.example s-1"),
]
BAD = [
    (IdentifierKind.PHONE, "987654321"),
    (IdentifierKind.PHONE, "+85"),
    (IdentifierKind.PHONE, "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668"),
    (IdentifierKind.ACCOUNT, "0011"),
    (IdentifierKind.ACCOUNT, "97043:0011"),
    (IdentifierKind.CARD, "970436:4111111111111111"),
    (IdentifierKind.MERCHANT, "shop"),
    (IdentifierKind.SOCIAL_ACCOUNT, "https://facebook.com/x"),
    (IdentifierKind.WEBSITE, "localhost"),
    (IdentifierKind.DEVICE, "a b"),
    (IdentifierKind.PERSON, "Nguyễn Văn Ví Dụ"),
    (IdentifierKind.WEBSITE, "a.vn/" + "x" * 2_048),
]


@pytest.mark.parametrize(("kind", "written", "value"), GOOD)
def test_what_is_written_is_known_by_one_form(kind: IdentifierKind, written: str, value: str) -> None:
    found = identifier(kind, written)
    assert found.value == value
    assert identifier(kind, value) == found


@pytest.mark.parametrize(("kind", "written"), BAD)
def test_what_is_nothing_of_its_kind_is_refused(kind: IdentifierKind, written: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - whatever its words, they repeat nothing
        identifier(kind, written)
    assert written not in str(caught.value)


def test_a_shared_host_is_looked_up_and_not_listed() -> None:
    assert identifier(IdentifierKind.WEBSITE, "com.vn").value == "com.vn"
    with pytest.raises(ValueError, match="strangers share"):
        listable_identifier(IdentifierKind.WEBSITE, "com.vn")


def test_the_keeper_is_known_where_the_identifier_says_it() -> None:
    assert keeper_institution(identifier(IdentifierKind.ACCOUNT, "970436:0011")) == "970436"
    assert keeper_institution(identifier(IdentifierKind.SOCIAL_ACCOUNT, "zalo:7")) == "zalo"
    assert keeper_institution(identifier(IdentifierKind.PHONE, "0912345678")) == ""
