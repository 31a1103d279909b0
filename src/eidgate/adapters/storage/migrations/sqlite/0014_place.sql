-- From which country a payment came (ISO 3166-1 alpha-2), empty where nobody told: so that a cancelled one can be
-- taken back from what is known of the account's countries.

ALTER TABLE entry ADD COLUMN place TEXT NOT NULL DEFAULT '';
