-- When the source of a standing last said so (microseconds), for the age that a decision states; 0 where no
-- decision states one, and of what was told before there was this column.

ALTER TABLE standing ADD COLUMN as_of bigint NOT NULL DEFAULT 0;

-- Whose a number is: the issuer and the subject of its binding; empty for all other standings.

ALTER TABLE standing ADD COLUMN holder text COLLATE "C" NOT NULL DEFAULT '';

-- Bindings by number, whatever operator made them: a number has one owner (binding_owners.py).

CREATE TABLE binding_number (
    number text COLLATE "C" NOT NULL,
    binding text COLLATE "C" NOT NULL,
    PRIMARY KEY (number, binding)
);
INSERT INTO binding_number (number, binding)
    SELECT split_part(instrument, ':', 3), name FROM binding WHERE substr(instrument, 1, 4) = 'sim:';
