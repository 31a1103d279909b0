"""A listing covers what lies below it, in whatever spelling it is met, and nothing beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eidgate.core.desk.website import (
    MAX_URL,
    NotAWebsiteError,
    covering,
    listable,
    website,
)

SAME = [
    ("evil.example.vn", "HTTPS://Evil.Example.VN./"),
    ("evil.example.vn", "http://user:secret@evil.example.vn:8080/#top"),
    ("evil.vn", "www.evil.vn"),
    ("evil.vn", "https://WWW.www.evil.vn/?"),
    ("xn--cccc-0x5ac.vn", "https://cốccốc.vn"),
    ("xn--cccc-0x5ac.vn", "CỐCCỐC.VN"),
    ("fake.pages.dev/login", "https://fake.pages.dev//a/..//./login/"),
    ("fake.pages.dev/Login", "fake.pages.dev/%4Cogin"),
    ("facebook.com/profile.php?id=7", "https://www.facebook.com/profile.php?id=7#x"),
    ("shop.example/%C4%91%C4%83ng", "shop.example/đăng"),
    ("shop.example/%C4%91%C4%83ng", "shop.example/%c4%91%c4%83ng"),
    ("192.0.2.7/x", "http://192.0.2.7:81/x"),
    ("[2001:db8::7]", "http://[2001:DB8:0::7]:443/"),
    ("evil.vn/a", "evil.vn\\a"),
]


@pytest.mark.parametrize(("canonical", "written"), SAME)
def test_spellings_of_one_site_are_one_site(canonical: str, written: str) -> None:
    assert website(written) == website(canonical)


def test_letters_beyond_ascii_become_their_registered_form() -> None:
    assert website("cốccốc.vn").startswith("xn--")
    assert website("\uff45\uff56\uff49\uff4c.vn") == "evil.vn"


def test_a_page_is_looked_up_by_itself_by_what_lies_above_it_and_by_its_hosts() -> None:
    assert covering("https://login.bank.evil.com.vn/a/b?x=1") == (
        "login.bank.evil.com.vn/a/b?x=1",
        "login.bank.evil.com.vn/a/b",
        "login.bank.evil.com.vn/a",
        "login.bank.evil.com.vn",
        "bank.evil.com.vn",
        "evil.com.vn",
    )


def test_a_listed_registrable_host_covers_its_sub_domains() -> None:
    assert website("evil.com.vn") in covering("https://a.b.evil.com.vn/x")


def test_a_listed_path_says_nothing_about_its_host_or_its_neighbours() -> None:
    listed = website("facebook.com/groups/1241322899632086")
    assert listed in covering("https://www.facebook.com/groups/1241322899632086/posts/3")
    assert listed not in covering("https://www.facebook.com/")
    assert listed not in covering("https://www.facebook.com/groups/12413228996320861")
    assert listed not in covering("https://www.facebook.com/groups/")


def test_a_tenant_of_a_shared_host_is_not_the_others() -> None:
    for host in ("github.io", "weebly.com", "com.vn"):
        assert website(f"momo.{host}") in covering(f"https://a.momo.{host}/x")
        assert website(host) not in covering(f"https://momo.{host}")
        with pytest.raises(NotAWebsiteError, match="strangers share"):
            listable(host)
    assert website("pages.dev") not in covering("https://honest.pages.dev")


def test_a_public_suffix_covers_nobody() -> None:
    assert website("com.vn") not in covering("https://vietcombank.com.vn")


def test_a_registered_host_and_a_page_of_a_shared_one_may_be_listed() -> None:
    assert listable("https://Evil.com.vn/") == "evil.com.vn"
    assert listable("github.io/honest/evil") == "github.io/honest/evil"
    assert listable("192.0.2.7") == "192.0.2.7"


def test_an_address_has_no_domain_above_it() -> None:
    assert covering("http://192.0.2.7/a") == ("192.0.2.7/a", "192.0.2.7")
    assert covering("http://[2001:db8::7]/") == ("[2001:db8::7]",)


@pytest.mark.parametrize(
    "text", ["", " ", "https://", "/path", "?q", "a b.vn", "http://[::1", "1.2.3", "localhost", "\u2025.vn"]
)
def test_what_names_no_host_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(NotAWebsiteError) as caught:
        website(text)
    assert "vn" not in str(caught.value)


def test_an_address_longer_than_any_is_refused() -> None:
    with pytest.raises(NotAWebsiteError):
        covering("evil.vn/" + "a" * MAX_URL)


@given(st.text(max_size=200))
def test_whatever_is_written_is_a_website_or_refused(text: str) -> None:
    try:
        found = website(text)
    except NotAWebsiteError:
        return
    assert website(found) == found
    assert found in covering(text)
    assert found.isascii()


@given(st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,8}){1,4}(/[a-z.]{1,5}){0,10}(\?[a-z=]{1,9})?", fullmatch=True))
def test_every_candidate_is_canonical_and_none_is_beside(text: str) -> None:
    whole = website(text)
    for one in covering(text):
        assert website(one) == one
        assert whole.startswith(one) or whole.partition("/")[0].endswith(f".{one}") or one in whole
