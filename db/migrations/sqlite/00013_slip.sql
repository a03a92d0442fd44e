-- +goose Up
-- The number of a three-coloured notice (督办单) within its checklist; 0: it is none.
ALTER TABLE notice ADD COLUMN slip_list INTEGER NOT NULL DEFAULT 0;
ALTER TABLE notice ADD COLUMN slip_no INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX notice_slip ON notice (slip_list, slip_no) WHERE slip_no > 0;

-- +goose Down
DROP INDEX notice_slip;
ALTER TABLE notice DROP COLUMN slip_no;
ALTER TABLE notice DROP COLUMN slip_list;
