-- What was reported of decisions, by day and by what had been found in them: the precision of reasons, custom
-- rules and list sources over windows. Counts only; rows older than the longest window are dropped.

CREATE TABLE report_day (
    day integer NOT NULL,
    part text COLLATE "C" NOT NULL,
    what text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    decisions bigint NOT NULL,
    PRIMARY KEY (day, part, what, kind)
);
