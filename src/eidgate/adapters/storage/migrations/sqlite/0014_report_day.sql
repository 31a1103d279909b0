-- What was reported of decisions, by day and by what had been found in them: the precision of reasons, custom
-- rules and list sources over windows. Counts only; rows older than the longest window are dropped.

CREATE TABLE report_day (
    day INTEGER NOT NULL,
    part TEXT NOT NULL,
    what TEXT NOT NULL,
    kind TEXT NOT NULL,
    decisions INTEGER NOT NULL,
    PRIMARY KEY (day, part, what, kind)
) STRICT, WITHOUT ROWID;
