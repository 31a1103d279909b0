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
