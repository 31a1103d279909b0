-- Victims' reports: what never changes; the rest is in their versions. Reports of one matter share `case_name`,
-- the name of the first. `open_indicator` is what open reports stand against, by case; `case_trace` and
-- `case_hold` say what was traced and held for a case ("" of a hold for none), `block_begun` when blocks began.

CREATE TABLE report (
    cursor INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    case_name TEXT NOT NULL,
    victim_key BLOB NOT NULL,
    filer TEXT NOT NULL,
    handler TEXT NOT NULL,
    filed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX report_by_filer ON report (filer, cursor);
CREATE INDEX report_by_handler ON report (handler, cursor);
CREATE INDEX report_by_victim ON report (victim_key, cursor);
CREATE INDEX report_by_case ON report (case_name);
CREATE INDEX report_by_time ON report (filed_at);

CREATE TABLE report_version (
    report TEXT NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    relying_party TEXT NOT NULL,
    method TEXT NOT NULL,
    request_id TEXT NOT NULL,
    request_key BLOB NOT NULL UNIQUE,
    digest BLOB NOT NULL,
    PRIMARY KEY (report, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE report_indicator (
    identifier_key BLOB NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (identifier_key, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE open_report (
    name TEXT PRIMARY KEY,
    filed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX open_report_by_time ON open_report (filed_at);

CREATE TABLE open_indicator (
    case_name TEXT NOT NULL,
    identifier_key BLOB NOT NULL,
    report TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (case_name, identifier_key, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_trace (
    trace TEXT PRIMARY KEY,
    case_name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE case_hold (
    case_name TEXT NOT NULL,
    placed_at INTEGER NOT NULL,
    hold TEXT NOT NULL,
    PRIMARY KEY (case_name, placed_at, hold)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_hold_by_time ON case_hold (placed_at);
INSERT INTO case_hold (case_name, placed_at, hold) SELECT '', placed_at, name FROM open_hold;

CREATE TABLE block_begun (
    entry TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    institution TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX block_begun_by_time ON block_begun (at);

-- What statistics are read by: only the few decisions that stopped something, and the few words about warnings.
CREATE INDEX decision_stopped ON decision (at) WHERE outcome IN ('HOLD', 'DENY');
CREATE INDEX warning_answered ON outcome_report (at) WHERE kind IN ('cancelled', 'warning_overridden');

CREATE TRIGGER report_stays BEFORE UPDATE ON report BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER report_is_kept BEFORE DELETE ON report BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER report_version_stays BEFORE UPDATE ON report_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER report_version_is_kept BEFORE DELETE ON report_version BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER case_trace_stays BEFORE UPDATE ON case_trace BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER case_trace_is_kept BEFORE DELETE ON case_trace BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER case_hold_stays BEFORE UPDATE ON case_hold BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER case_hold_is_kept BEFORE DELETE ON case_hold BEGIN SELECT RAISE(ABORT, 'append-only'); END;
