-- Settled transfers, each once for ever, and the traces that run through them.
-- Accounts are written as core/desk/trace/accounts.py names them; `at` and `until` are microseconds since 1970 UTC.
-- A trace's accounts say which traces a new transfer touches; `due` counts the calls that touched it since it went on.

CREATE TABLE transfer (
    cursor INTEGER PRIMARY KEY,
    id_key BLOB NOT NULL UNIQUE,
    transfer_id TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    amount INTEGER NOT NULL,
    at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL
) STRICT;
CREATE INDEX transfer_from ON transfer (source, at);
CREATE INDEX transfer_to ON transfer (target, at);
CREATE TRIGGER transfer_stays BEFORE UPDATE ON transfer BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER transfer_is_kept BEFORE DELETE ON transfer BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE transfer_batch (
    request_key BLOB PRIMARY KEY,
    digest BLOB NOT NULL,
    recorded INTEGER NOT NULL,
    known INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER transfer_batch_stays BEFORE UPDATE ON transfer_batch BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER transfer_batch_is_kept BEFORE DELETE ON transfer_batch BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE trace (
    name TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    until INTEGER NOT NULL,
    due INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    body BLOB NOT NULL,
    request_key BLOB NOT NULL UNIQUE,
    digest BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX trace_due ON trace (updated_at) WHERE due > 0;

CREATE TABLE trace_account (
    account TEXT NOT NULL,
    trace TEXT NOT NULL,
    PRIMARY KEY (account, trace)
) STRICT, WITHOUT ROWID;
