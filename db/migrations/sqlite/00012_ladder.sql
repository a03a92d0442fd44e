-- +goose Up
-- Which of the office's ladders a checklist or an item climbs; '' : the usual one.
ALTER TABLE checklist ADD COLUMN ladder TEXT NOT NULL DEFAULT '';
ALTER TABLE item ADD COLUMN ladder TEXT NOT NULL DEFAULT '';

CREATE TABLE release (             -- days whose letters the clerk let go although they are many
    office INTEGER NOT NULL,
    day    TEXT NOT NULL,
    at_ms  INTEGER NOT NULL,
    PRIMARY KEY (office, day)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE release;
ALTER TABLE item DROP COLUMN ladder;
ALTER TABLE checklist DROP COLUMN ladder;
