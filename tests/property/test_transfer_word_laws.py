"""Laws of transfers' words: whoever tells first, the same is read, and no side silences another."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from builders.ledger import request
from builders.transfers import account, moved
from eidgate.adapters.storage.open import Store, open_store
from eidgate.core.desk.trace.accounts import keeper_of
from eidgate.core.desk.trace.transfers import LARGEST, Transfer
from eidgate.core.errors import AlreadyExistsError
from eidgate.core.terms import RelyingPartyId
from eidgate.ports import Settled

SOURCE = keeper_of(account(0))
Word = tuple[bool, Transfer]
"""Whether the source's institution tells it, and what."""

WORDS = st.builds(
    lambda by_source, number, target, amount: (
        by_source,
        moved(number, account(0), account(target), amount),
    ),
    st.booleans(),
    st.integers(min_value=1, max_value=2),
    st.sampled_from([1, 2, 4, 5]),
    st.integers(min_value=1, max_value=2),
)
"""Two references of one institution, as it and two others tell of them, alike or not."""


@contextmanager
def a_store() -> Iterator[Store]:
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder)}/book.db")
        yield store
        store.close()


def tell(store: Store, words: Sequence[Word]) -> list[bool]:
    """Tell each word in a call of its own; return which were refused."""
    refused = []
    for number, (by_source, transfer) in zip(count(1), words):
        word = Settled(institution=SOURCE, transfer=transfer, told_by_source=by_source)
        try:
            store.transfers.record(request(f"r{number}"), [word], recorded_by=RelyingPartyId("bank"))
        except AlreadyExistsError:
            refused.append(True)
        else:
            refused.append(False)
    return refused


def standing(words: Sequence[Word]) -> list[Transfer]:
    """By each reference the source's first word, or else the first word of each target's institution."""
    own: dict[str, Transfer] = {}
    of_targets: dict[tuple[str, str], Transfer] = {}
    for by_source, one in words:
        if by_source:
            own.setdefault(one.transfer_id, one)
        else:
            of_targets.setdefault((one.transfer_id, keeper_of(one.target)), one)
    left = [one for (reference, _), one in of_targets.items() if reference not in own]
    return sorted([*own.values(), *left])


@given(st.lists(WORDS, max_size=8))
def test_what_is_read_is_the_sources_word_or_each_targets_whoever_told_first(words: list[Word]) -> None:
    with a_store() as store:
        tell(store, words)
        read = store.transfers.around([account(0)], since=0, until=LARGEST, most=100)
        assert sorted(read.transfers.values()) == standing(words)
        for reference in {one.transfer_id for _, one in words}:
            named = [one for one in standing(words) if one.transfer_id == reference]
            assert store.transfers.find(SOURCE, reference) in named


@given(st.lists(WORDS, max_size=8))
def test_the_source_is_refused_for_its_own_words_only(words: list[Word]) -> None:
    with a_store() as together, a_store() as alone:
        refused = [one for one, (own, _) in zip(tell(together, words), words, strict=True) if own]
        assert refused == tell(alone, [one for one in words if one[0]])
