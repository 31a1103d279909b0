"""One slip of a finger: a letter too many, too few, another one, or two neighbours exchanged."""


def is_one_edit(a: str, b: str) -> bool:
    """Whether two different words are one slip apart (Damerau 1964: the four single errors)."""
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[start:], b[start:]
    if len(a) == len(b):
        return rest_a[1:] == rest_b[1:] or (rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:])
    return rest_a[1:] == rest_b or rest_a == rest_b[1:]
