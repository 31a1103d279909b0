"""One use case per file: a frozen command in, a frozen answer out; each reads like a table of contents."""
