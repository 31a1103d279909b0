-- Settled transfers, each once for ever, and the traces that run through them.
-- Accounts are written as core/desk/trace/accounts.py names them; `at` and `until` are microseconds since 1970 UTC.
-- A trace's accounts say which traces a new transfer touches; `due` counts the calls that touched it since it went on.

CREATE TABLE transfer (
    cursor bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id_key bytea NOT NULL UNIQUE,
    transfer_id text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    target text COLLATE "C" NOT NULL,
    amount bigint NOT NULL,
    at bigint NOT NULL,
    recorded_by text COLLATE "C" NOT NULL
);
CREATE INDEX transfer_from ON transfer (source, at);
CREATE INDEX transfer_to ON transfer (target, at);
CREATE TRIGGER transfer_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON transfer EXECUTE FUNCTION append_only();

CREATE TABLE transfer_batch (
    request_key bytea PRIMARY KEY,
    digest bytea NOT NULL,
    recorded bigint NOT NULL,
    known bigint NOT NULL
);
CREATE TRIGGER transfer_batch_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON transfer_batch EXECUTE FUNCTION append_only();

CREATE TABLE trace (
    name text COLLATE "C" PRIMARY KEY,
    version bigint NOT NULL,
    until bigint NOT NULL,
    due bigint NOT NULL,
    updated_at bigint NOT NULL,
    body bytea NOT NULL,
    request_key bytea NOT NULL UNIQUE,
    digest bytea NOT NULL
);
CREATE INDEX trace_due ON trace (updated_at) WHERE due > 0;

CREATE TABLE trace_account (
    account text COLLATE "C" NOT NULL,
    trace text COLLATE "C" NOT NULL,
    PRIMARY KEY (account, trace)
);
