-- Whose word a transfer is: NULL where the source's institution told it, whose references they are. Else the target's
-- institution did, under a key of its own, and the source's record, once there is one under this key, stands instead.
-- What was recorded before stands as the source's word: which side told it cannot be seen here.

ALTER TABLE transfer ADD COLUMN outranked_by bytea;
CREATE INDEX transfer_told_by_target ON transfer (outranked_by) WHERE outranked_by IS NOT NULL;
