-- Blocks that began with a generation of a whole list, by kind: its rows may be forgotten, its figures not.
-- `open_appeal` is what of the appeals' clocks runs; `told` says that an overdue review was alerted of.

CREATE TABLE list_blocks_begun (
    list INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    institution TEXT NOT NULL,
    begun INTEGER NOT NULL,
    PRIMARY KEY (list, generation, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX list_blocks_begun_by_time ON list_blocks_begun (at);

CREATE TABLE open_appeal (
    appeal TEXT PRIMARY KEY,
    entry TEXT NOT NULL,
    filed_at INTEGER NOT NULL,
    overdue_from INTEGER NOT NULL,
    decide_by INTEGER NOT NULL,
    reviewed INTEGER NOT NULL,
    told INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX open_appeal_by_entry ON open_appeal (entry);
CREATE INDEX open_appeal_by_end ON open_appeal (decide_by);
CREATE INDEX open_appeal_by_review ON open_appeal (overdue_from) WHERE told = 0;

-- Traces in the order of asking, and whom each concerns: who asked, and whose accounts it reached. `trace_end` says
-- which request ended which.
CREATE TABLE trace_order (
    cursor INTEGER PRIMARY KEY AUTOINCREMENT,
    trace TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO trace_order (trace) SELECT name FROM trace ORDER BY name;

CREATE TABLE trace_party (
    party TEXT NOT NULL,
    cursor INTEGER NOT NULL,
    PRIMARY KEY (party, cursor)
) STRICT, WITHOUT ROWID;
INSERT INTO trace_party (party, cursor)
    SELECT coalesce(nullif(json_extract(CAST(t.body AS TEXT), '$.institution'), ''),
                    'rp:' || json_extract(CAST(t.body AS TEXT), '$.asked_by')), o.cursor
    FROM trace AS t JOIN trace_order AS o ON o.trace = t.name;
INSERT OR IGNORE INTO trace_party (party, cursor)
    SELECT substr(substr(a.account, instr(a.account, ':') + 1), 1,
                  instr(substr(a.account, instr(a.account, ':') + 1), ':') - 1), o.cursor
    FROM trace_account AS a JOIN trace_order AS o ON o.trace = a.trace WHERE instr(a.account, ':') > 0;

CREATE TABLE trace_end (
    request_key BLOB PRIMARY KEY,
    digest BLOB NOT NULL,
    trace TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX trace_by_end ON trace (until);

-- Credits are forgotten once no window reads them any more; rows come in the order of time, at the index's end.
CREATE INDEX credit_by_time ON credit (at);

-- What each basis of a hold is about: two that share a money are of the same one, and are held within one ceiling.
CREATE TABLE basis_money (
    basis TEXT NOT NULL,
    money TEXT NOT NULL,
    PRIMARY KEY (basis, money)
) STRICT, WITHOUT ROWID;
INSERT INTO basis_money (basis, money) SELECT name, case_name FROM report;
INSERT OR IGNORE INTO basis_money (basis, money) SELECT trace, case_name FROM case_trace;
CREATE INDEX case_trace_by_case ON case_trace (case_name);
