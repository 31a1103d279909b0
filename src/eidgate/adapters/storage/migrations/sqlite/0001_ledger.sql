-- Decisions, one-use claims, allowed transactions, outcome reports, bindings.
-- Instants are integer microseconds since 1970-01-01 UTC. `*_key` columns are 16-byte hashes (rows.py).
-- Tables are append-only, and triggers hold them to it; only expired one-use claims are ever deleted.

CREATE TABLE decision (
    cursor INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    relying_party TEXT NOT NULL,
    method TEXT NOT NULL,
    request_id TEXT NOT NULL,
    request_key BLOB NOT NULL,
    digest BLOB NOT NULL,
    at INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    words TEXT NOT NULL,
    record BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX decision_by_name ON decision (name);
CREATE UNIQUE INDEX decision_by_request ON decision (request_key);
CREATE INDEX decision_by_relying_party ON decision (relying_party, cursor);

CREATE TABLE one_use (
    use_key BLOB PRIMARY KEY,
    keep_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX one_use_by_expiry ON one_use (keep_until);

-- `cursor` is the decision's, so it tells the order in which entries were allowed. The key begins with what a day
-- is read by; each index more would cost another random page of writing per decision.
CREATE TABLE entry (
    scope TEXT NOT NULL,
    cursor INTEGER NOT NULL,
    transaction_group TEXT NOT NULL,
    amount INTEGER NOT NULL,
    transaction_class TEXT NOT NULL,
    confirmed_as TEXT NOT NULL,
    at INTEGER NOT NULL,
    device TEXT NOT NULL,
    decision TEXT NOT NULL,
    PRIMARY KEY (scope, at, cursor)
) STRICT, WITHOUT ROWID;

CREATE TABLE outcome_report (
    cursor INTEGER PRIMARY KEY,
    decision TEXT NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    note TEXT NOT NULL,
    relying_party TEXT NOT NULL,
    method TEXT NOT NULL,
    request_id TEXT NOT NULL,
    request_key BLOB NOT NULL UNIQUE,
    digest BLOB NOT NULL
) STRICT;
CREATE INDEX outcome_report_by_decision ON outcome_report (decision);
CREATE INDEX cancellation ON outcome_report (decision) WHERE kind = 'cancelled';

-- What never changes about a binding; what does is in its versions.
CREATE TABLE binding (
    cursor INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    institution TEXT NOT NULL,
    instrument TEXT NOT NULL,
    issuer TEXT NOT NULL,
    subject_id TEXT NOT NULL
) STRICT;
CREATE INDEX binding_by_institution ON binding (institution, cursor);
CREATE INDEX binding_by_instrument ON binding (instrument, cursor);
CREATE INDEX binding_by_subject ON binding (issuer, subject_id, cursor);

CREATE TABLE binding_version (
    binding TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    relying_party TEXT NOT NULL,
    method TEXT NOT NULL,
    request_id TEXT NOT NULL,
    request_key BLOB NOT NULL UNIQUE,
    digest BLOB NOT NULL,
    PRIMARY KEY (binding, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER one_use_stays BEFORE UPDATE ON one_use BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER outcome_report_stays BEFORE UPDATE ON outcome_report BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER outcome_report_is_kept BEFORE DELETE ON outcome_report BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER binding_stays BEFORE UPDATE ON binding BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER binding_is_kept BEFORE DELETE ON binding BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER binding_version_stays BEFORE UPDATE ON binding_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER binding_version_is_kept BEFORE DELETE ON binding_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
