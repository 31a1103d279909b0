-- When the source of a standing last said so (microseconds), for the age that a decision states; NULL where no
-- decision states one, and of what was told before there was this column.

ALTER TABLE standing ADD COLUMN as_of bigint;
