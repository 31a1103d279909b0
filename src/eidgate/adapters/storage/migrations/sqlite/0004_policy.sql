-- Policies: the texts that ever judged or were proposed, the proposed versions, and what was done to each.
-- A version's state is a fold over its events, and so is which one is in force (core/risk/lifecycle.py).

CREATE TABLE policy_text (
    digest TEXT PRIMARY KEY,
    document BLOB NOT NULL,
    worlds BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE policy (
    cursor INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    line TEXT NOT NULL,
    version TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    approvals_needed INTEGER NOT NULL,
    UNIQUE (line, version)
) STRICT;

CREATE TABLE policy_event (
    cursor INTEGER PRIMARY KEY,
    policy TEXT NOT NULL,
    act TEXT NOT NULL,
    actor TEXT NOT NULL,
    at INTEGER NOT NULL,
    effective_at INTEGER NOT NULL,
    note TEXT NOT NULL,
    relying_party TEXT NOT NULL,
    method TEXT NOT NULL,
    request_id TEXT NOT NULL,
    request_key BLOB NOT NULL UNIQUE,
    digest BLOB NOT NULL
) STRICT;
CREATE INDEX policy_event_by_policy ON policy_event (policy, cursor);

CREATE TRIGGER policy_text_stays BEFORE UPDATE ON policy_text BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER policy_text_is_kept BEFORE DELETE ON policy_text BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER policy_stays BEFORE UPDATE ON policy BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER policy_is_kept BEFORE DELETE ON policy BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER policy_event_stays BEFORE UPDATE ON policy_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER policy_event_is_kept BEFORE DELETE ON policy_event BEGIN SELECT RAISE(ABORT, 'append-only'); END;
