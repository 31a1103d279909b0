-- Shadows: a version's share of live decisions is in its events; what it would have decided is counted here.
-- Counts only grow, one row for each cell of a tally (core/risk/trial/tally.py); no row names a decision.

ALTER TABLE policy_event ADD COLUMN per_mille INTEGER NOT NULL DEFAULT 0;

CREATE TABLE shadow_count (
    policy TEXT NOT NULL,
    part TEXT NOT NULL,
    what TEXT NOT NULL,
    recorded TEXT NOT NULL,
    candidate TEXT NOT NULL,
    decisions INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (policy, part, what, recorded, candidate)
) STRICT, WITHOUT ROWID;
