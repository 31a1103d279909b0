-- What the desk's list, holds and reports say about an identifier, as decisions read it (core/desk/standing.py).
-- A projection: it may be made anew from what it projects, so its rows are replaced and removed.

CREATE TABLE standing (
    identifier_key BLOB NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    source TEXT NOT NULL,
    grade TEXT NOT NULL,
    code INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (identifier_key, kind, name)
) STRICT, WITHOUT ROWID;
