-- Blocks that began with a generation of a whole list, by kind: its rows may be forgotten, its figures not.
-- `open_appeal` is what of the appeals' clocks runs; `told` says that an overdue review was alerted of.

CREATE TABLE list_blocks_begun (
    list bigint NOT NULL,
    generation bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    institution text COLLATE "C" NOT NULL,
    begun bigint NOT NULL,
    PRIMARY KEY (list, generation, kind)
);
CREATE INDEX list_blocks_begun_by_time ON list_blocks_begun (at);

CREATE TABLE open_appeal (
    appeal text COLLATE "C" PRIMARY KEY,
    entry text COLLATE "C" NOT NULL,
    filed_at bigint NOT NULL,
    overdue_from bigint NOT NULL,
    decide_by bigint NOT NULL,
    reviewed bigint NOT NULL,
    told bigint NOT NULL
);
CREATE INDEX open_appeal_by_entry ON open_appeal (entry);
CREATE INDEX open_appeal_by_end ON open_appeal (decide_by);
CREATE INDEX open_appeal_by_review ON open_appeal (overdue_from) WHERE told = 0;

-- Traces in the order of asking, and whom each concerns: who asked, and whose accounts it reached. `trace_end` says
-- which request ended which.
CREATE TABLE trace_order (
    cursor bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    trace text COLLATE "C" NOT NULL UNIQUE
);
INSERT INTO trace_order (trace) SELECT name FROM trace ORDER BY name;

CREATE TABLE trace_party (
    party text COLLATE "C" NOT NULL,
    cursor bigint NOT NULL,
    PRIMARY KEY (party, cursor)
);
INSERT INTO trace_party (party, cursor)
    SELECT coalesce(nullif(convert_from(t.body, 'UTF8')::json ->> 'institution', ''),
                    'rp:' || (convert_from(t.body, 'UTF8')::json ->> 'asked_by')), o.cursor
    FROM trace AS t JOIN trace_order AS o ON o.trace = t.name;
INSERT INTO trace_party (party, cursor)
    SELECT split_part(a.account, ':', 2), o.cursor
    FROM trace_account AS a JOIN trace_order AS o ON o.trace = a.trace WHERE position(':' IN a.account) > 0
    ON CONFLICT DO NOTHING;

CREATE TABLE trace_end (
    request_key bytea PRIMARY KEY,
    digest bytea NOT NULL,
    trace text COLLATE "C" NOT NULL
);
CREATE INDEX trace_by_end ON trace (until);

-- Credits are forgotten once no window reads them any more; rows come in the order of time, at the index's end.
CREATE INDEX credit_by_time ON credit (at);

-- What each basis of a hold is about: two that share a money are of the same one, and are held within one ceiling.
CREATE TABLE basis_money (
    basis text COLLATE "C" NOT NULL,
    money text COLLATE "C" NOT NULL,
    PRIMARY KEY (basis, money)
);
INSERT INTO basis_money (basis, money) SELECT name, case_name FROM report;
INSERT INTO basis_money (basis, money) SELECT trace, case_name FROM case_trace
    ON CONFLICT DO NOTHING;
CREATE INDEX case_trace_by_case ON case_trace (case_name);
