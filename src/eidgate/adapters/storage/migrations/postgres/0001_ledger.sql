-- Decisions, one-use claims, allowed transactions, outcome reports, bindings.
-- Instants are integer microseconds since 1970-01-01 UTC. `*_key` columns are 16-byte hashes (rows.py).
-- Tables are append-only, and triggers hold them to it; only expired one-use claims are ever deleted.
-- Texts compare by bytes (COLLATE "C"): names and codes, never words of a language.

CREATE TABLE decision (
    cursor bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    relying_party text COLLATE "C" NOT NULL,
    method text COLLATE "C" NOT NULL,
    request_id text COLLATE "C" NOT NULL,
    request_key bytea NOT NULL,
    digest bytea NOT NULL,
    at bigint NOT NULL,
    outcome text COLLATE "C" NOT NULL,
    words text COLLATE "C" NOT NULL,
    record bytea NOT NULL
);
CREATE UNIQUE INDEX decision_by_name ON decision (name);
CREATE UNIQUE INDEX decision_by_request ON decision (request_key);
CREATE INDEX decision_by_relying_party ON decision (relying_party, cursor);

CREATE TABLE one_use (
    use_key bytea PRIMARY KEY,
    keep_until bigint NOT NULL
);
CREATE INDEX one_use_by_expiry ON one_use (keep_until);

-- Inserted under the lock of its scope, so `cursor` tells the order in which a scope's entries were allowed.
CREATE TABLE entry (
    scope text COLLATE "C" NOT NULL,
    cursor bigint GENERATED ALWAYS AS IDENTITY,
    transaction_group text COLLATE "C" NOT NULL,
    amount bigint NOT NULL,
    transaction_class text COLLATE "C" NOT NULL,
    confirmed_as text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    device text COLLATE "C" NOT NULL,
    decision text COLLATE "C" NOT NULL,
    PRIMARY KEY (scope, at, cursor)
);

CREATE TABLE outcome_report (
    cursor bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    decision text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    note text COLLATE "C" NOT NULL,
    relying_party text COLLATE "C" NOT NULL,
    method text COLLATE "C" NOT NULL,
    request_id text COLLATE "C" NOT NULL,
    request_key bytea NOT NULL UNIQUE,
    digest bytea NOT NULL
);
CREATE INDEX outcome_report_by_decision ON outcome_report (decision);
CREATE INDEX cancellation ON outcome_report (decision) WHERE kind = 'cancelled';

-- What never changes about a binding; what does is in its versions.
CREATE TABLE binding (
    cursor bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    institution text COLLATE "C" NOT NULL,
    instrument text COLLATE "C" NOT NULL,
    issuer text COLLATE "C" NOT NULL,
    subject_id text COLLATE "C" NOT NULL
);
CREATE INDEX binding_by_institution ON binding (institution, cursor);
CREATE INDEX binding_by_instrument ON binding (instrument, cursor);
CREATE INDEX binding_by_subject ON binding (issuer, subject_id, cursor);

CREATE TABLE binding_version (
    binding text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    body bytea NOT NULL,
    relying_party text COLLATE "C" NOT NULL,
    method text COLLATE "C" NOT NULL,
    request_id text COLLATE "C" NOT NULL,
    request_key bytea NOT NULL UNIQUE,
    digest bytea NOT NULL,
    PRIMARY KEY (binding, version)
);

CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only';
END
$$;
CREATE TRIGGER decision_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON decision EXECUTE FUNCTION append_only();
CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON entry EXECUTE FUNCTION append_only();
CREATE TRIGGER one_use_stays BEFORE UPDATE OR TRUNCATE ON one_use EXECUTE FUNCTION append_only();
CREATE TRIGGER outcome_report_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON outcome_report EXECUTE FUNCTION append_only();
CREATE TRIGGER binding_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON binding EXECUTE FUNCTION append_only();
CREATE TRIGGER binding_version_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON binding_version EXECUTE FUNCTION append_only();
