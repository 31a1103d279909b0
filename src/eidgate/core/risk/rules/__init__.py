"""Custom rules: a typed part of CEL over the facts, checked when it is read and bounded when it runs."""
