-- What later decisions know of the past. `entry` stays what a payer's windows are read from and learns whom it paid.
-- The tables below are projections of entries and outcome reports: a cancellation takes its rows back.

ALTER TABLE entry ADD COLUMN payee_key bytea NOT NULL DEFAULT '';

-- What an account has done at all, once each: its first payment, its largest, its hours of the day, its payees
-- (past_keys.py). Written only when something is new, so that an ordinary payment costs no page here.
CREATE TABLE habit (
    scope text COLLATE "C" NOT NULL,
    item bytea NOT NULL,
    since bigint NOT NULL,
    amount bigint NOT NULL,
    PRIMARY KEY (scope, item)
);

-- The payee's side of an entry: the one row that a payment costs beside its own.
CREATE TABLE credit (
    account_key bytea NOT NULL,
    at bigint NOT NULL,
    decision text COLLATE "C" NOT NULL,
    amount bigint NOT NULL,
    payer_key bytea NOT NULL,
    PRIMARY KEY (account_key, at, decision)
);

-- Who used a device, once each.
CREATE TABLE device_use (
    device_key bytea NOT NULL,
    account_key bytea NOT NULL,
    person_key bytea NOT NULL,
    PRIMARY KEY (device_key, account_key, person_key)
);

-- How many decisions about an account were reported to be fraud or a false alarm.
CREATE TABLE experience (
    account_key bytea NOT NULL,
    part text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    decisions bigint NOT NULL,
    PRIMARY KEY (account_key, part, kind)
);

INSERT INTO habit (scope, item, since, amount)
    SELECT scope, '\x73'::bytea, min(at), 0 FROM entry WHERE transaction_group <> '' GROUP BY scope;
INSERT INTO habit (scope, item, since, amount)
    SELECT scope, '\x6d'::bytea, min(at), max(amount) FROM entry WHERE transaction_group <> '' GROUP BY scope;
