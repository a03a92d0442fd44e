-- +goose NO TRANSACTION
-- +goose Up
-- An item may fall due several times (milestones, recurrences): each is a part, with
-- assignments of its own. The rule that a party has an item but once becomes one of
-- the part, and SQLite changes a table's rules only by writing the table anew; the
-- rows that name an assignment are left alone, so foreign keys rest meanwhile.
PRAGMA foreign_keys = off;
BEGIN;
CREATE TABLE assignment_new (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    office     INTEGER NOT NULL,
    item       INTEGER NOT NULL REFERENCES item (id),
    no         INTEGER NOT NULL,
    part       TEXT NOT NULL DEFAULT '', -- 启动, 4月, 长期坚持; '' : the item falls due once
    party      TEXT NOT NULL,
    role       TEXT NOT NULL CHECK (role IN ('lead', 'joint')),
    state      TEXT NOT NULL CHECK (state IN ('open', 'submitted', 'accepted', 'waived')),
    round      INTEGER NOT NULL CHECK (round >= 1),
    opened     TEXT NOT NULL,
    original   TEXT NOT NULL,
    deadline   TEXT NOT NULL,
    asked      TEXT NOT NULL DEFAULT '',
    asked_ms   INTEGER NOT NULL DEFAULT 0,
    acked_ms   INTEGER NOT NULL DEFAULT 0,
    answer_ms  INTEGER NOT NULL DEFAULT 0,
    claimed_ms INTEGER NOT NULL DEFAULT 0,
    closed_ms  INTEGER NOT NULL DEFAULT 0,
    returns    INTEGER NOT NULL DEFAULT 0,
    version    INTEGER NOT NULL,
    stepped_to TEXT NOT NULL DEFAULT '',
    last_step  TEXT NOT NULL DEFAULT '',
    escalated  INTEGER NOT NULL DEFAULT 0,
    next_day   TEXT,
    UNIQUE (item, part, party, role),
    CHECK ((closed_ms > 0) = (state IN ('accepted', 'waived'))),
    CHECK (next_day IS NULL OR state = 'open')
) STRICT;
INSERT INTO assignment_new (id, office, item, no, party, role, state, round, opened, original, deadline, asked, asked_ms,
    acked_ms, answer_ms, claimed_ms, closed_ms, returns, version, stepped_to, last_step, escalated, next_day)
SELECT id, office, item, no, party, role, state, round, opened, original, deadline, asked, asked_ms,
    acked_ms, answer_ms, claimed_ms, closed_ms, returns, version, stepped_to, last_step, escalated, next_day FROM assignment;
DROP TABLE assignment;
ALTER TABLE assignment_new RENAME TO assignment;
CREATE INDEX assignment_due ON assignment (office, next_day) WHERE next_day IS NOT NULL;
CREATE INDEX assignment_party ON assignment (office, party) WHERE state = 'open';
COMMIT;
PRAGMA foreign_keys = on;

-- +goose Down
SELECT 1; -- what has parts cannot go back to what had none
