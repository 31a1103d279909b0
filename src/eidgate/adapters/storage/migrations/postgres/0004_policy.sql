-- Policies: the texts that ever judged or were proposed, the proposed versions, and what was done to each.
-- A version's state is a fold over its events, and so is which one is in force (core/risk/lifecycle.py).

CREATE TABLE policy_text (
    digest text COLLATE "C" PRIMARY KEY,
    document bytea NOT NULL,
    worlds bytea NOT NULL
);

CREATE TABLE policy (
    cursor bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    line text COLLATE "C" NOT NULL,
    version text COLLATE "C" NOT NULL,
    digest text COLLATE "C" NOT NULL UNIQUE,
    approvals_needed bigint NOT NULL,
    UNIQUE (line, version)
);

CREATE TABLE policy_event (
    cursor bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    policy text COLLATE "C" NOT NULL,
    act text COLLATE "C" NOT NULL,
    actor text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    effective_at bigint NOT NULL,
    note text COLLATE "C" NOT NULL,
    relying_party text COLLATE "C" NOT NULL,
    method text COLLATE "C" NOT NULL,
    request_id text COLLATE "C" NOT NULL,
    request_key bytea NOT NULL UNIQUE,
    digest bytea NOT NULL
);
CREATE INDEX policy_event_by_policy ON policy_event (policy, cursor);

CREATE TRIGGER policy_text_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_text EXECUTE FUNCTION append_only();
CREATE TRIGGER policy_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON policy EXECUTE FUNCTION append_only();
CREATE TRIGGER policy_event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_event EXECUTE FUNCTION append_only();
