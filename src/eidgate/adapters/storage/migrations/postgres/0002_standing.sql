-- What the desk's list, holds and reports say about an identifier, as decisions read it (core/desk/standing.py).
-- A projection: it may be made anew from what it projects, so its rows are replaced and removed.

CREATE TABLE standing (
    identifier_key bytea NOT NULL,
    kind text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    since bigint NOT NULL,
    until bigint NOT NULL,
    source text COLLATE "C" NOT NULL,
    grade text COLLATE "C" NOT NULL,
    code bigint NOT NULL,
    amount bigint NOT NULL,
    PRIMARY KEY (identifier_key, kind, name)
);
