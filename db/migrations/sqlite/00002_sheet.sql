-- +goose Up
-- Which sheet of a workbook, or table of a document, the list was read from: the
-- export must read the same one again.
ALTER TABLE checklist ADD COLUMN sheet TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE checklist DROP COLUMN sheet;
