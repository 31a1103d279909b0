-- The transactional outbox: one row an alert, written by the transaction of its event (outbox.py).
-- `cursor` grows in the order in which alerts become visible. Alerts are never changed; old ones are dropped,
-- and `alert_horizon` says up to which cursor. An acknowledgement outlives its alert.

CREATE TABLE alert (
    cursor bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    address text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    body bytea NOT NULL
);
CREATE INDEX alert_by_address ON alert (address, cursor);
CREATE TRIGGER alert_stays BEFORE UPDATE OR TRUNCATE ON alert EXECUTE FUNCTION append_only();

CREATE TABLE alert_horizon (
    id bigint PRIMARY KEY CHECK (id = 1),
    cursor bigint NOT NULL
);
INSERT INTO alert_horizon (id, cursor) VALUES (1, 0);

CREATE TABLE acknowledgement (
    alert text COLLATE "C" NOT NULL,
    relying_party text COLLATE "C" NOT NULL,
    body bytea NOT NULL,
    request_key bytea NOT NULL UNIQUE,
    digest bytea NOT NULL,
    PRIMARY KEY (alert, relying_party)
);
CREATE TRIGGER acknowledgement_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON acknowledgement EXECUTE FUNCTION append_only();

-- Holds: what never changes; the rest is in their versions. `open_hold` is what is active or due to expire.
CREATE TABLE hold (
    cursor bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    identifier_key bytea NOT NULL,
    keeper text COLLATE "C" NOT NULL,
    requester text COLLATE "C" NOT NULL
);
CREATE INDEX hold_by_identifier ON hold (identifier_key, cursor);
CREATE INDEX hold_by_keeper ON hold (keeper, cursor);
CREATE INDEX hold_by_requester ON hold (requester, cursor);

CREATE TABLE hold_version (
    hold text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    body bytea NOT NULL,
    relying_party text COLLATE "C" NOT NULL,
    method text COLLATE "C" NOT NULL,
    request_id text COLLATE "C" NOT NULL,
    request_key bytea NOT NULL UNIQUE,
    digest bytea NOT NULL,
    PRIMARY KEY (hold, version)
);

CREATE TABLE open_hold (
    name text COLLATE "C" PRIMARY KEY,
    identifier_key bytea NOT NULL,
    basis text COLLATE "C" NOT NULL,
    amount bigint NOT NULL,
    ground text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    placed_at bigint NOT NULL,
    until bigint NOT NULL
);
CREATE INDEX open_hold_by_identifier ON open_hold (identifier_key);
CREATE INDEX open_hold_by_end ON open_hold (until);

CREATE TRIGGER hold_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON hold EXECUTE FUNCTION append_only();
CREATE TRIGGER hold_version_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON hold_version EXECUTE FUNCTION append_only();
