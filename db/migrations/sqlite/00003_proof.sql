-- +goose Up
CREATE TABLE proof (               -- what the receiving server found out about a sender, on the day it came
    mail  INTEGER PRIMARY KEY REFERENCES mail (id),
    state TEXT NOT NULL CHECK (state IN ('proven', 'forged', 'unproven')),
    why   TEXT NOT NULL
) STRICT;

-- The days that an automatic reply states; '' where it states none.
ALTER TABLE note ADD COLUMN away_from TEXT NOT NULL DEFAULT '';
ALTER TABLE note ADD COLUMN away_until TEXT NOT NULL DEFAULT '';

CREATE INDEX mail_sender ON mail (office, sender, received_ms);
CREATE INDEX mail_answers ON mail (answers, received_ms) WHERE answers IS NOT NULL;
CREATE INDEX event_mail ON event (mail) WHERE mail > 0;

-- +goose Down
DROP INDEX event_mail;
DROP INDEX mail_answers;
DROP INDEX mail_sender;
ALTER TABLE note DROP COLUMN away_until;
ALTER TABLE note DROP COLUMN away_from;
DROP TABLE proof;
