from eidgate.core.stretches import Stretches, finish, finish_each


def counting(name: str, told: list[str], *, until: int, fails: bool = False) -> Stretches[str]:
    for stretch in range(until):
        told.append(f"{name}{stretch}")
        yield
    if fails:
        raise LookupError(name)
    return name


def test_alone_a_work_goes_through_all_its_stretches() -> None:
    told: list[str] = []

    assert finish(counting("a", told, until=3)) == "a"
    assert told == ["a0", "a1", "a2"]


def test_together_each_stretch_is_done_for_all_before_the_next() -> None:
    told: list[str] = []

    made = finish_each(counting(name, told, until=until) for name, until in (("a", 2), ("b", 1), ("c", 2)))

    assert made == ["a", "b", "c"]
    assert told == ["a0", "b0", "c0", "a1", "c1"]


def test_what_one_raises_stands_in_its_place_and_the_others_go_on() -> None:
    told: list[str] = []

    first, second, third = finish_each(
        counting(name, told, until=1, fails=name == "b") for name in ("a", "b", "c")
    )

    assert (first, third) == ("a", "c")
    assert isinstance(second, LookupError)


def test_nothing_together_is_nothing() -> None:
    assert finish_each([]) == []
