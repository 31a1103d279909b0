-- The transactional outbox: one row an alert, written by the transaction of its event (outbox.py).
-- `cursor` grows in the order in which alerts become visible. Alerts are never changed; old ones are dropped,
-- and `alert_horizon` says up to which cursor. An acknowledgement outlives its alert.

CREATE TABLE alert (
    cursor INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX alert_by_address ON alert (address, cursor);
CREATE TRIGGER alert_stays BEFORE UPDATE ON alert BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE alert_horizon (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    cursor INTEGER NOT NULL
) STRICT;
INSERT INTO alert_horizon (id, cursor) VALUES (1, 0);

CREATE TABLE acknowledgement (
    alert TEXT NOT NULL,
    relying_party TEXT NOT NULL,
    body BLOB NOT NULL,
    request_key BLOB NOT NULL UNIQUE,
    digest BLOB NOT NULL,
    PRIMARY KEY (alert, relying_party)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER acknowledgement_stays BEFORE UPDATE ON acknowledgement BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER acknowledgement_is_kept BEFORE DELETE ON acknowledgement BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Holds: what never changes; the rest is in their versions. `open_hold` is what is active or due to expire.
CREATE TABLE hold (
    cursor INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    identifier_key BLOB NOT NULL,
    keeper TEXT NOT NULL,
    requester TEXT NOT NULL
) STRICT;
CREATE INDEX hold_by_identifier ON hold (identifier_key, cursor);
CREATE INDEX hold_by_keeper ON hold (keeper, cursor);
CREATE INDEX hold_by_requester ON hold (requester, cursor);

CREATE TABLE hold_version (
    hold TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    relying_party TEXT NOT NULL,
    method TEXT NOT NULL,
    request_id TEXT NOT NULL,
    request_key BLOB NOT NULL UNIQUE,
    digest BLOB NOT NULL,
    PRIMARY KEY (hold, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE open_hold (
    name TEXT PRIMARY KEY,
    identifier_key BLOB NOT NULL,
    basis TEXT NOT NULL,
    amount INTEGER NOT NULL,
    ground TEXT NOT NULL,
    state TEXT NOT NULL,
    placed_at INTEGER NOT NULL,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX open_hold_by_identifier ON open_hold (identifier_key);
CREATE INDEX open_hold_by_end ON open_hold (until);

CREATE TRIGGER hold_stays BEFORE UPDATE ON hold BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER hold_is_kept BEFORE DELETE ON hold BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER hold_version_stays BEFORE UPDATE ON hold_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER hold_version_is_kept BEFORE DELETE ON hold_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
