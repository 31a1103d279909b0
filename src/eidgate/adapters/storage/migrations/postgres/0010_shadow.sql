-- Shadows: a version's share of live decisions is in its events; what it would have decided is counted here.
-- Counts only grow, one row for each cell of a tally (core/risk/trial/tally.py); no row names a decision.

ALTER TABLE policy_event ADD COLUMN per_mille bigint NOT NULL DEFAULT 0;

CREATE TABLE shadow_count (
    policy text COLLATE "C" NOT NULL,
    part text COLLATE "C" NOT NULL,
    what text COLLATE "C" NOT NULL,
    recorded text COLLATE "C" NOT NULL,
    candidate text COLLATE "C" NOT NULL,
    decisions bigint NOT NULL,
    amount bigint NOT NULL,
    PRIMARY KEY (policy, part, what, recorded, candidate)
);
