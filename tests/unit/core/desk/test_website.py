"""One spelling of each website, and every entry that would cover it."""

import pytest

from eidgate.core.desk.website import (
    MAX_HOST_CHARACTERS,
    MAX_LISTED,
    MAX_SEGMENTS,
    MAX_URL_CHARACTERS,
    NotAWebsiteError,
    covering,
    listable,
    website,
)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("bad.example", "bad.example"),
        ("HTTPS://BAD.Example/", "bad.example"),
        ("https://www.bad.example", "bad.example"),
        ("bad.example:8443/login", "bad.example/login"),
        (
            "https://bank.example@bad.example/login?next=bank.example#top",
            "bad.example/login?next=bank.example",
        ),
        ("http://www.www.bad.example/?", "bad.example"),
        ("https://www.shop.example/profile.php?id=7#x", "shop.example/profile.php?id=7"),
        ("https://bad.example\\@bank.example/", "bad.example/@bank.example"),
        ("//bad.example./a/./b/../c//", "bad.example/a/c"),
        ("https://bad.example/%7Ean/%61", "bad.example/~an/a"),
        ("https://bad.example/%257Ean/%2561", "bad.example/~an/a"),
        ("https://bad.example/../../", "bad.example"),
        ("https://bad.example/%252e%252E/a", "bad.example/a"),
        ("https://bad.example/{a}|b", "bad.example/%7Ba%7D%7Cb"),
        ("https://bad.example/?next={a}", "bad.example?next=%7Ba%7D"),
        (" https://bad.exa\nmple/pa\r\n\ty ", "bad.example/pay"),
        ("https:/\\/bad.example/a", "bad.example/a"),
        ("HTTP:bad.example:/a", "bad.example/a"),
        ("\\\\bad.example\\a", "bad.example/a"),
        ("https://b%61d.ex%C3%A1mple", "bad.xn--exmple-qta"),
        ("https://ngân-hàng.example", "xn--ngn-hng-dwao.example"),
        ("https://nga\u0302n-ha\u0300ng.example", "xn--ngn-hng-dwao.example"),
        ("https://XN--NGN-HNG-DWAO.example", "xn--ngn-hng-dwao.example"),
        ("\uff22\uff21\uff24\u3002example", "bad.example"),
        ("\uff22\uff21\uff24\u3002example\u3002", "bad.example"),
        ("https://bad.example/Đ", "bad.example/%C4%90"),
        ("http://192.0.2.7:80/a", "192.0.2.7/a"),
        ("http://3232235777/", "192.168.1.1"),
        ("http://an@0xC0A80101:80/a", "192.168.1.1/a"),
        ("0xC0A80101", "192.168.1.1"),
        ("0300.0250.1.1", "192.168.1.1"),
        ("192.168.257./a", "192.168.1.1/a"),
        ("1.2.3", "1.2.0.3"),
        ("\uff10\uff38\uff43\uff10\uff0e\uff10\uff12\uff15\uff10\uff0e\uff10\uff11", "192.168.0.1"),
        ("%30%78%63%30%2e%30%32%35%30.01", "192.168.0.1"),
        (f"http://0x{'0' * 400}7f.1", "127.0.0.1"),
        ("[2001:DB8:0::1]/x", "[2001:db8::1]/x"),
        ("[::ffff:192.0.2.7]:80/x", "192.0.2.7/x"),
    ],
)
def test_every_way_to_write_a_website_is_one(text: str, canonical: str) -> None:
    assert website(text) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "https://",
        "localhost",
        "a..example",
        "-a.example",
        "a b.example",
        "999.1.1.1",
        "1.2.3.08",
        "1.2.3.4.5",
        "bad.0x4",
        "bad.example.7",
        "http://4294967296",
        "[192.0.2.1]",
        "[::g]",
        "[::1",
        "::1]",
        "[::1].bad.example",
        "[fe80::1%en 0]",
        "b%2561d.example",
        "%ff%fe.example",
        "\ud800.example",
        "javascript:alert(1)",
        "data:text/html,x",
        f"{'a' * 64}.example",
        f"{'a.' * 130}example",
        "a" * (MAX_URL_CHARACTERS + 1),
        "bad.example:port",
        "bad\x00.example",
    ],
)
def test_what_is_no_website_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is looked at
        website(text)
    assert not text.strip() or text not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("text", ["3232235777", "12345678/a", "0912345678", "3232235777:80"])
def test_a_bare_number_is_as_likely_somebodys_account_as_an_address(text: str) -> None:
    with pytest.raises(NotAWebsiteError, match=r"bare number|no number"):
        website(text)


def test_an_address_is_covered_however_it_is_written() -> None:
    assert covering("http://0xC0A80101/pay/x") == ("192.168.1.1/pay/x", "192.168.1.1/pay", "192.168.1.1")
    assert listable("http://3232235777") == "192.168.1.1"


def test_letters_of_a_path_tell_two_short_links_apart() -> None:
    assert website("https://short.example/AbC") != website("https://short.example/abc")


def test_a_page_is_covered_by_itself_its_folders_its_host_and_the_hosts_above() -> None:
    assert covering("a.shop.bad.example/x/y") == (
        "a.shop.bad.example/x/y",
        "a.shop.bad.example/x",
        "a.shop.bad.example",
        "shop.bad.example",
        "bad.example",
    )


def test_a_bad_page_never_condemns_its_host() -> None:
    assert "free.example/bad" not in covering("free.example")
    assert "free.example/bad" not in covering("free.example/good")
    assert "free.example/bad" not in covering("free.example/bad2")


SHARED = ("com.vn", "gov.vn", "co.uk", "github.io", "pages.dev", "blogspot.com", "weebly.com", "web.app")


@pytest.mark.parametrize("suffix", SHARED)
def test_strangers_under_one_suffix_do_not_answer_for_each_other(suffix: str) -> None:
    assert covering(f"bad.{suffix}") == (f"bad.{suffix}",)
    with pytest.raises(ValueError, match="strangers share"):
        listable(suffix)
    assert listable(f"https://bad.{suffix}/") == f"bad.{suffix}"


def test_one_members_page_is_not_the_others() -> None:
    listed = website("www.social.example/profile.php?id=7")
    assert listed in covering("https://social.example/profile.php?id=7")
    assert listed not in covering("https://social.example/profile.php?id=8")
    assert listed not in covering("https://social.example/profile.php")


def test_a_listed_page_covers_it_with_whatever_query() -> None:
    assert website("bad.example/pay") in covering("https://bad.example/pay?to=7")


def test_what_is_listed_is_short_enough_to_be_read() -> None:
    with pytest.raises(NotAWebsiteError, match="longer than 512"):
        listable("bad.example/" + "a" * 512)


def test_an_address_has_no_parents() -> None:
    assert covering("192.0.2.7/a") == ("192.0.2.7/a", "192.0.2.7")
    assert covering("[2001:db8::1]/a") == ("[2001:db8::1]/a", "[2001:db8::1]")


def test_a_deep_page_is_looked_up_whole_and_by_its_first_folders() -> None:
    deep = "bad.example/" + "/".join("abcdefghij")
    found = covering(deep)
    assert found[0] == deep
    assert len(found) == 1 + MAX_SEGMENTS + 1
    assert len(covering(".".join(["a"] * 100) + ".example")) <= 10


def test_what_is_too_long_to_be_read_is_refused_whatever_would_be_left_of_it() -> None:
    longest = "bad.example#" + "x" * (MAX_URL_CHARACTERS - len("bad.example#"))
    assert website(longest) == "bad.example"
    for act in (website, covering):
        with pytest.raises(NotAWebsiteError, match=f"longer than {MAX_URL_CHARACTERS} characters"):
            act(f"{longest}x")


def test_what_grows_too_long_in_its_one_spelling_is_refused() -> None:
    with pytest.raises(NotAWebsiteError, match=f"longer than {MAX_URL_CHARACTERS} characters"):
        website("bad.example/" + "\u1ea1" * (MAX_URL_CHARACTERS // 3))


def test_what_is_listed_is_as_long_as_it_may_be_and_no_longer() -> None:
    longest = "bad.example/" + "a" * (MAX_LISTED - len("bad.example/"))
    assert listable(longest) == longest
    with pytest.raises(NotAWebsiteError, match=f"longer than {MAX_LISTED} characters"):
        listable(f"{longest}a")


def test_a_page_of_a_host_that_strangers_share_is_somebodys_and_may_be_listed() -> None:
    assert listable("https://github.io/an") == "github.io/an"
    assert listable("weebly.com/an") == "weebly.com/an"


def test_an_address_is_no_host_that_strangers_share() -> None:
    assert listable("[2001:db8::1]") == "[2001:db8::1]"
    assert listable("192.0.2.7") == "192.0.2.7"


def test_a_host_is_as_long_as_the_dns_lets_it_be_and_no_longer() -> None:
    longest = f"{'a' * 63}.{'b' * 63}.{'c' * 63}.{'d' * 53}.example"
    assert len(longest) == MAX_HOST_CHARACTERS
    assert website(longest) == longest
    with pytest.raises(NotAWebsiteError, match="no host"):
        website(longest.replace("d.", "dd."))


def test_below_a_host_of_free_pages_each_site_is_somebodys_own() -> None:
    assert covering("shop.an.weebly.com") == ("shop.an.weebly.com", "an.weebly.com")
    assert covering("an.weebly.com") == ("an.weebly.com",)
