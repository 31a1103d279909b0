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
