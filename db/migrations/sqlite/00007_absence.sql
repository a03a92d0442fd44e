-- +goose Up
CREATE TABLE absence (             -- who is away between two days, and who stands in (代办)
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    office     INTEGER NOT NULL,
    person     TEXT NOT NULL,
    substitute TEXT NOT NULL,      -- '' : nobody
    first      TEXT NOT NULL,
    last       TEXT NOT NULL,
    reason     TEXT NOT NULL,
    added_ms   INTEGER NOT NULL,
    ended_ms   INTEGER NOT NULL DEFAULT 0, -- back before the last day
    CHECK (first <= last AND person <> substitute)
) STRICT;
CREATE INDEX absence_last ON absence (office, last) WHERE ended_ms = 0;

-- +goose Down
DROP TABLE absence;
