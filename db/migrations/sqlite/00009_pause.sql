-- +goose Up
CREATE TABLE pause (               -- an office whose letters are held back
    office   INTEGER PRIMARY KEY,
    since_ms INTEGER NOT NULL,
    why      TEXT NOT NULL
) STRICT;

-- +goose Down
DROP TABLE pause;
