-- The shared list: entries with all their versions, whole lists by generation, and the feed of both.
-- `identifier_key` is the 16-byte hash of rows.py; instants are integer microseconds since 1970-01-01 UTC.

-- What never changes about an entry; what does is in its versions.
CREATE TABLE watch_entry (
    cursor bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    identifier_key bytea NOT NULL
);
CREATE INDEX watch_entry_by_identifier ON watch_entry (identifier_key, cursor);

CREATE TABLE watch_entry_version (
    entry text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    body bytea NOT NULL,
    relying_party text COLLATE "C" NOT NULL,
    method text COLLATE "C" NOT NULL,
    request_id text COLLATE "C" NOT NULL,
    request_key bytea NOT NULL UNIQUE,
    digest bytea NOT NULL,
    PRIMARY KEY (entry, version)
);

-- Whose business an entry is: its reporters and the keeper of its identifier.
CREATE TABLE watch_party (
    institution text COLLATE "C" NOT NULL,
    entry_cursor bigint NOT NULL,
    PRIMARY KEY (institution, entry_cursor)
);

-- Every word about an identifier, for the counters; `word` is reported, confirmed or cleared.
CREATE TABLE watch_word (
    identifier_key bytea NOT NULL,
    at bigint NOT NULL,
    cursor bigint NOT NULL,
    institution text COLLATE "C" NOT NULL,
    word text COLLATE "C" NOT NULL,
    PRIMARY KEY (identifier_key, at, cursor)
);

-- How a source's listings fared, summed up in the transaction that changes it.
CREATE TABLE watch_source (
    source text COLLATE "C" PRIMARY KEY,
    reported bigint NOT NULL,
    confirmed bigint NOT NULL,
    cleared bigint NOT NULL
);

-- A source's whole list. Its rows are visible from the generation in which they were added to the one in which
-- they were removed; a new list is staged as the next generation, and switching to it changes one row here.
CREATE TABLE watch_list (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source text COLLATE "C" NOT NULL UNIQUE,
    generation bigint NOT NULL,
    entries bigint NOT NULL,
    updated_at bigint NOT NULL,
    staged_by text COLLATE "C" NOT NULL,
    staged_until bigint NOT NULL
);

CREATE TABLE watch_row (
    identifier_key bytea NOT NULL,
    list bigint NOT NULL,
    added_in bigint NOT NULL,
    removed_in bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    value text COLLATE "C" NOT NULL,
    grade text COLLATE "C" NOT NULL,
    code bigint NOT NULL,
    since bigint NOT NULL,
    until bigint NOT NULL,
    PRIMARY KEY (identifier_key, list, added_in)
);
CREATE INDEX watch_row_by_list ON watch_row (list, identifier_key);

-- What changed from one generation to the next; of the first one it is the whole list, so nothing is written.
CREATE TABLE watch_delta (
    list bigint NOT NULL,
    generation bigint NOT NULL,
    identifier_key bytea NOT NULL,
    PRIMARY KEY (list, generation, identifier_key)
);

-- Rows that became entries of their own: the list says nothing about them any more, whatever it brings.
CREATE TABLE watch_exempt (
    list bigint NOT NULL,
    identifier_key bytea NOT NULL,
    PRIMARY KEY (list, identifier_key)
);

-- The feed: one row for each visible change of an entry (list 0), and one for each switch of a list. Its cursor is
-- the count in watch_state, taken under one lock: without gaps, and visible in its order.
CREATE TABLE watch_change (
    cursor bigint PRIMARY KEY,
    entry text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    list bigint NOT NULL,
    generation bigint NOT NULL,
    at bigint NOT NULL
);
CREATE INDEX watch_change_by_entry ON watch_change (entry, cursor) WHERE entry <> '';

-- One row: what the feed has put and not taken back, and from which cursor on it can be replayed.
CREATE TABLE watch_state (
    id bigint PRIMARY KEY CHECK (id = 1),
    cursor bigint NOT NULL,
    earliest bigint NOT NULL,
    entries bigint NOT NULL,
    digest bytea NOT NULL
);
INSERT INTO watch_state (id, cursor, earliest, entries, digest) VALUES (1, 0, 0, 0, decode(repeat('00', 32), 'hex'));

-- How far each subscriber says that it has applied the feed.
CREATE TABLE watch_subscriber (
    relying_party text COLLATE "C" PRIMARY KEY,
    institution text COLLATE "C" NOT NULL,
    acknowledged bigint NOT NULL,
    acknowledged_at bigint NOT NULL,
    since bigint NOT NULL
);

CREATE TRIGGER watch_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON watch_entry EXECUTE FUNCTION append_only();
CREATE TRIGGER watch_entry_version_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON watch_entry_version EXECUTE FUNCTION append_only();
CREATE TRIGGER watch_word_stays BEFORE UPDATE OR TRUNCATE ON watch_word EXECUTE FUNCTION append_only();
CREATE TRIGGER watch_change_stays BEFORE UPDATE OR TRUNCATE ON watch_change EXECUTE FUNCTION append_only();
