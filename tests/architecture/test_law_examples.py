"""`make test-long` gives every law ten times its examples, those with a number of their own included."""

from pathlib import Path

TESTS = Path(__file__).parents[1]
PLAIN = "max_" + "examples="


def test_a_law_with_a_number_of_its_own_names_it_so_that_looking_longer_counts() -> None:
    """What draws the same examples each time counts how often something happens, and is no law."""
    found = [
        f"{path.relative_to(TESTS)}: {line.strip()}"
        for path in sorted(TESTS.rglob("*.py"))
        if path.name != "law_examples.py"
        for line in path.read_text("utf-8").splitlines()
        if PLAIN in line and f"{PLAIN}law_examples(" not in line and "derandomize=True" not in line
    ]
    assert found == []
