-- Victims' reports: what never changes; the rest is in their versions. Reports of one matter share `case_name`,
-- the name of the first. `open_indicator` is what open reports stand against, by case; `case_trace` and
-- `case_hold` say what was traced and held for a case ("" of a hold for none), `block_begun` when blocks began.

CREATE TABLE report (
    cursor bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    case_name text COLLATE "C" NOT NULL,
    victim_key bytea NOT NULL,
    filer text COLLATE "C" NOT NULL,
    handler text COLLATE "C" NOT NULL,
    filed_at bigint NOT NULL
);
CREATE INDEX report_by_filer ON report (filer, cursor);
CREATE INDEX report_by_handler ON report (handler, cursor);
CREATE INDEX report_by_victim ON report (victim_key, cursor);
CREATE INDEX report_by_case ON report (case_name);
CREATE INDEX report_by_time ON report (filed_at);

CREATE TABLE report_version (
    report text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    body bytea NOT NULL,
    relying_party text COLLATE "C" NOT NULL,
    method text COLLATE "C" NOT NULL,
    request_id text COLLATE "C" NOT NULL,
    request_key bytea NOT NULL UNIQUE,
    digest bytea NOT NULL,
    PRIMARY KEY (report, version)
);

CREATE TABLE report_indicator (
    identifier_key bytea NOT NULL,
    report text COLLATE "C" NOT NULL,
    PRIMARY KEY (identifier_key, report)
);

CREATE TABLE open_report (
    name text COLLATE "C" PRIMARY KEY,
    filed_at bigint NOT NULL
);
CREATE INDEX open_report_by_time ON open_report (filed_at);

CREATE TABLE open_indicator (
    case_name text COLLATE "C" NOT NULL,
    identifier_key bytea NOT NULL,
    report text COLLATE "C" NOT NULL,
    since bigint NOT NULL,
    until bigint NOT NULL,
    source text COLLATE "C" NOT NULL,
    PRIMARY KEY (case_name, identifier_key, report)
);

CREATE TABLE case_trace (
    trace text COLLATE "C" PRIMARY KEY,
    case_name text COLLATE "C" NOT NULL
);

CREATE TABLE case_hold (
    case_name text COLLATE "C" NOT NULL,
    placed_at bigint NOT NULL,
    hold text COLLATE "C" NOT NULL,
    PRIMARY KEY (case_name, placed_at, hold)
);
CREATE INDEX case_hold_by_time ON case_hold (placed_at);
INSERT INTO case_hold (case_name, placed_at, hold) SELECT '', placed_at, name FROM open_hold;

CREATE TABLE block_begun (
    entry text COLLATE "C" PRIMARY KEY,
    at bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    institution text COLLATE "C" NOT NULL
);
CREATE INDEX block_begun_by_time ON block_begun (at);

-- What statistics are read by: only the few decisions that stopped something, and the few words about warnings.
CREATE INDEX decision_stopped ON decision (at) WHERE outcome IN ('HOLD', 'DENY');
CREATE INDEX warning_answered ON outcome_report (at) WHERE kind IN ('cancelled', 'warning_overridden');

CREATE TRIGGER report_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON report EXECUTE FUNCTION append_only();
CREATE TRIGGER report_version_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON report_version EXECUTE FUNCTION append_only();
CREATE TRIGGER case_trace_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON case_trace EXECUTE FUNCTION append_only();
CREATE TRIGGER case_hold_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON case_hold EXECUTE FUNCTION append_only();
