-- What later decisions know of the past. `entry` stays what a payer's windows are read from and learns whom it paid.
-- The tables below are projections of entries and outcome reports: a cancellation takes its rows back.

ALTER TABLE entry ADD COLUMN payee_key BLOB NOT NULL DEFAULT x'';

-- What an account has done at all, once each: its first payment, its largest, its hours of the day, its payees
-- (past_keys.py). Written only when something is new, so that an ordinary payment costs no page here.
CREATE TABLE habit (
    scope TEXT NOT NULL,
    item BLOB NOT NULL,
    since INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (scope, item)
) STRICT, WITHOUT ROWID;

-- The payee's side of an entry: the one row that a payment costs beside its own.
CREATE TABLE credit (
    account_key BLOB NOT NULL,
    at INTEGER NOT NULL,
    decision TEXT NOT NULL,
    amount INTEGER NOT NULL,
    payer_key BLOB NOT NULL,
    PRIMARY KEY (account_key, at, decision)
) STRICT, WITHOUT ROWID;

-- Who used a device, once each.
CREATE TABLE device_use (
    device_key BLOB NOT NULL,
    account_key BLOB NOT NULL,
    person_key BLOB NOT NULL,
    PRIMARY KEY (device_key, account_key, person_key)
) STRICT, WITHOUT ROWID;

-- How many decisions about an account were reported to be fraud or a false alarm.
CREATE TABLE experience (
    account_key BLOB NOT NULL,
    part TEXT NOT NULL,
    kind TEXT NOT NULL,
    decisions INTEGER NOT NULL,
    PRIMARY KEY (account_key, part, kind)
) STRICT, WITHOUT ROWID;

INSERT INTO habit (scope, item, since, amount)
    SELECT scope, x'73', min(at), 0 FROM entry WHERE transaction_group <> '' GROUP BY scope;
INSERT INTO habit (scope, item, since, amount)
    SELECT scope, x'6d', min(at), max(amount) FROM entry WHERE transaction_group <> '' GROUP BY scope;
