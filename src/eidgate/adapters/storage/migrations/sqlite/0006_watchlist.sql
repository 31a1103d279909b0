-- The shared list: entries with all their versions, whole lists by generation, and the feed of both.
-- `identifier_key` is the 16-byte hash of rows.py; instants are integer microseconds since 1970-01-01 UTC.

-- What never changes about an entry; what does is in its versions.
CREATE TABLE watch_entry (
    cursor INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    identifier_key BLOB NOT NULL
) STRICT;
CREATE INDEX watch_entry_by_identifier ON watch_entry (identifier_key, cursor);

CREATE TABLE watch_entry_version (
    entry TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    relying_party TEXT NOT NULL,
    method TEXT NOT NULL,
    request_id TEXT NOT NULL,
    request_key BLOB NOT NULL UNIQUE,
    digest BLOB NOT NULL,
    PRIMARY KEY (entry, version)
) STRICT, WITHOUT ROWID;

-- Whose business an entry is: its reporters and the keeper of its identifier.
CREATE TABLE watch_party (
    institution TEXT NOT NULL,
    entry_cursor INTEGER NOT NULL,
    PRIMARY KEY (institution, entry_cursor)
) STRICT, WITHOUT ROWID;

-- Every word about an identifier, for the counters; `word` is reported, confirmed or cleared.
CREATE TABLE watch_word (
    identifier_key BLOB NOT NULL,
    at INTEGER NOT NULL,
    cursor INTEGER NOT NULL,
    institution TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (identifier_key, at, cursor)
) STRICT, WITHOUT ROWID;

-- How a source's listings fared, summed up in the transaction that changes it.
CREATE TABLE watch_source (
    source TEXT PRIMARY KEY,
    reported INTEGER NOT NULL,
    confirmed INTEGER NOT NULL,
    cleared INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A source's whole list. Its rows are visible from the generation in which they were added to the one in which
-- they were removed; a new list is staged as the next generation, and switching to it changes one row here.
CREATE TABLE watch_list (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    generation INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    staged_by TEXT NOT NULL,
    staged_until INTEGER NOT NULL
) STRICT;

CREATE TABLE watch_row (
    identifier_key BLOB NOT NULL,
    list INTEGER NOT NULL,
    added_in INTEGER NOT NULL,
    removed_in INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    grade TEXT NOT NULL,
    code INTEGER NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (identifier_key, list, added_in)
) STRICT, WITHOUT ROWID;
CREATE INDEX watch_row_by_list ON watch_row (list, identifier_key);

-- What changed from one generation to the next; of the first one it is the whole list, so nothing is written.
CREATE TABLE watch_delta (
    list INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    identifier_key BLOB NOT NULL,
    PRIMARY KEY (list, generation, identifier_key)
) STRICT, WITHOUT ROWID;

-- Rows that became entries of their own: the list says nothing about them any more, whatever it brings.
CREATE TABLE watch_exempt (
    list INTEGER NOT NULL,
    identifier_key BLOB NOT NULL,
    PRIMARY KEY (list, identifier_key)
) STRICT, WITHOUT ROWID;

-- The feed: one row for each visible change of an entry (list 0), and one for each switch of a list. Its cursor is
-- the count in watch_state, taken under one lock: without gaps, and visible in its order.
CREATE TABLE watch_change (
    cursor INTEGER PRIMARY KEY,
    entry TEXT NOT NULL,
    version INTEGER NOT NULL,
    list INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX watch_change_by_entry ON watch_change (entry, cursor) WHERE entry <> '';

-- One row: what the feed has put and not taken back, and from which cursor on it can be replayed.
CREATE TABLE watch_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    cursor INTEGER NOT NULL,
    earliest INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;
INSERT INTO watch_state (id, cursor, earliest, entries, digest) VALUES (1, 0, 0, 0, zeroblob(32));

-- How far each subscriber says that it has applied the feed.
CREATE TABLE watch_subscriber (
    relying_party TEXT PRIMARY KEY,
    institution TEXT NOT NULL,
    acknowledged INTEGER NOT NULL,
    acknowledged_at INTEGER NOT NULL,
    since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER watch_entry_stays BEFORE UPDATE ON watch_entry BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER watch_entry_is_kept BEFORE DELETE ON watch_entry BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER watch_entry_version_stays BEFORE UPDATE ON watch_entry_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER watch_entry_version_is_kept BEFORE DELETE ON watch_entry_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER watch_word_stays BEFORE UPDATE ON watch_word BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER watch_change_stays BEFORE UPDATE ON watch_change BEGIN SELECT RAISE(ABORT, 'append-only'); END;
