"""What the payer is told: in both languages, with neither a name nor a link."""

from itertools import product

from eidgate.core.binding.payee import PayeeCheck, PayeeResult, PayeeWhy
from eidgate.core.binding.payee_advice import advice_of


def test_every_answer_has_an_advice_in_both_languages_without_links() -> None:
    for result, why in product(PayeeResult, PayeeWhy):
        text = advice_of(PayeeCheck(result=result, why=why))
        assert text.vi
        assert text.en
        assert "http" not in text.vi + text.en
        assert text.vi.isascii() is False


def test_a_match_does_not_recommend_anybody() -> None:
    text = advice_of(PayeeCheck(result=PayeeResult.MATCH, why=PayeeWhy.SAME))
    assert "does not mean that the payee is to be trusted" in text.en
