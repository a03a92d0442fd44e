-- +goose Up
-- The newest reminder of a round: when the calendar or the ladder changes, the same
-- rung may come to stand on a later day, and must not be written twice.
ALTER TABLE assignment ADD COLUMN last_step TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE assignment DROP COLUMN last_step;
