-- +goose Up
-- How far a folder of a mailbox was read (RFC 9051, section 2.3.1.1): the UIDs up
-- to uid, in the numbering that validity names. A way in without UIDs has 0.
ALTER TABLE source ADD COLUMN validity INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN uid INTEGER NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE source DROP COLUMN uid;
ALTER TABLE source DROP COLUMN validity;
