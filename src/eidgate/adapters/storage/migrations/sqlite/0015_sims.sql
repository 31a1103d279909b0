-- When the source of a standing last said so (microseconds), for the age that a decision states; 0 where no
-- decision states one, and of what was told before there was this column.

ALTER TABLE standing ADD COLUMN as_of INTEGER NOT NULL DEFAULT 0;

-- Whose a number is: the issuer and the subject of its binding; empty for all other standings.

ALTER TABLE standing ADD COLUMN holder TEXT NOT NULL DEFAULT '';

-- Bindings by number, whatever operator made them: a number has one owner (binding_owners.py).

CREATE TABLE binding_number (
    number TEXT NOT NULL,
    binding TEXT NOT NULL,
    PRIMARY KEY (number, binding)
) STRICT, WITHOUT ROWID;
INSERT INTO binding_number (number, binding)
    SELECT substr(instrument, 5 + instr(substr(instrument, 5), ':')), name FROM binding WHERE substr(instrument, 1, 4) = 'sim:';
