package db

import (
	"context"
	"encoding/json"
	"slices"
	"time"
	"unicode/utf8"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
)

// StoredList is a checklist with the file it came from.
type StoredList struct {
	checklist.Checklist
	Document string // SHA-256
	Encoding string
	Sheet    string // of a workbook, or which table of a document
	Mapping  string // what columns are, where the clerk said so
	AddedMs  int64
}

// Checklists returns all checklists, oldest first.
func (s *Store) Checklists(ctx context.Context) (list []StoredList, err error) {
	err = s.list(ctx, &list, `
		SELECT id, office, title, year, start, document, encoding, sheet, mapping, added_ms FROM checklist WHERE office = ? ORDER BY id`, s.opt.Office)
	return list, err
}

// EndedLists returns the checklists in which all is settled: no lead owes anything.
func (s *Store) EndedLists(ctx context.Context) (ids []int64, err error) {
	err = s.list(ctx, &ids, `
		SELECT c.id FROM checklist c WHERE c.office = ? AND NOT EXISTS (
			SELECT 1 FROM item i JOIN assignment a ON a.item = i.id
			WHERE i.checklist = c.id AND i.no > 0 AND a.role = 'lead' AND a.state IN ('open', 'submitted')) ORDER BY c.id`, s.opt.Office)
	return ids, err
}

// DocumentOf returns an imported file as it came.
func (s *Store) DocumentOf(ctx context.Context, sha256 string) (d Document, err error) {
	var row struct {
		SHA256 string `db:"sha256"`
		Name   string
		Raw    []byte
	}
	err = notFound(s.get(ctx, &row, `SELECT sha256, name, raw FROM document WHERE office = ? AND sha256 = ?`, s.opt.Office, sha256))
	return Document(row), err
}

// Items returns the items of a checklist by number.
func (s *Store) Items(ctx context.Context, list int64) (items []checklist.Item, err error) {
	var rows []struct {
		checklist.Item
		Leads string
		Joint string
	}
	if err := s.list(ctx, &rows, `
		SELECT i.id, i.checklist, i.no, i.label, i.task, i.section, i.content, i.parties, i.leads, i.joint, i.deadline_text, i.deadline, i.row
		FROM item i JOIN checklist c ON c.id = i.checklist WHERE c.office = ? AND i.checklist = ? AND i.no > 0 ORDER BY i.no`, s.opt.Office, list); err != nil {
		return nil, err
	}
	for _, r := range rows {
		it := r.Item
		if err := json.Unmarshal([]byte(r.Leads), &it.Leads); err != nil {
			return nil, msg.New("reading an item", it.No, err)
		}
		if err := json.Unmarshal([]byte(r.Joint), &it.Joint); err != nil {
			return nil, msg.New("reading an item", it.No, err)
		}
		items = append(items, it)
	}
	return items, nil
}

// Ledger (台账) returns the assignments of the office's items, by checklist,
// number and role, leads first.
func (s *Store) Ledger(ctx context.Context) (list []Owed, err error) {
	err = s.list(ctx, &list, ledger, s.opt.Office)
	return list, err
}

// RunningLedger is the ledger of the lists that have not ended; of all where none runs.
func (s *Store) RunningLedger(ctx context.Context) ([]Owed, error) {
	all, err := s.Ledger(ctx)
	if err != nil {
		return nil, err
	}
	return s.running(ctx, all)
}

// running leaves out what lists have that have ended, unless nothing is left then.
func (s *Store) running(ctx context.Context, all []Owed) ([]Owed, error) {
	ended, err := s.EndedLists(ctx)
	if running := slices.DeleteFunc(slices.Clone(all), func(o Owed) bool { return slices.Contains(ended, o.Checklist) }); len(running) > 0 {
		return running, err
	}
	return all, err
}

const ledger = `SELECT ` + owedColumns + owedFrom + `
	WHERE a.office = ? AND i.no > 0 ORDER BY i.checklist, a.no, a.role DESC, a.id`

// EachOwed hands on the ledger line by line, as it stood at one moment.
func (s *Store) EachOwed(ctx context.Context, line func(Owed)) error {
	rows, err := s.rows(ctx, ledger, s.opt.Office)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var o Owed
		if err := rows.StructScan(&o); err != nil {
			return err
		}
		line(o)
	}
	return rows.Err()
}

// Everything is the ledger with the items that amendments removed, each under
// the number that it had.
func (s *Store) Everything(ctx context.Context) (list []Owed, err error) {
	err = s.list(ctx, &list, `SELECT `+owedColumns+owedFrom+`
		WHERE a.office = ? ORDER BY i.checklist, a.no, a.item, a.role DESC, a.id`, s.opt.Office)
	return list, err
}

// AssignmentsOf returns the assignments of an item by its number, over all
// checklists of the office, leads first.
func (s *Store) AssignmentsOf(ctx context.Context, no int) (list []Owed, err error) {
	err = s.list(ctx, &list, `SELECT `+owedColumns+owedFrom+`
		WHERE a.office = ? AND a.no = ? AND i.no > 0 ORDER BY i.checklist, a.role DESC, a.id`, s.opt.Office, no)
	return list, err
}

// RunningOf are those of them in lists that have not ended; all where none runs.
func (s *Store) RunningOf(ctx context.Context, no int) ([]Owed, error) {
	all, err := s.AssignmentsOf(ctx, no)
	if err != nil {
		return nil, err
	}
	return s.running(ctx, all)
}

// Assignments returns assignments by ID, in the order of their IDs.
func (s *Store) Assignments(ctx context.Context, ids []int64) (list []Owed, err error) {
	err = s.list(ctx, &list, `SELECT `+owedColumns+owedFrom+`
		WHERE a.office = ? AND a.id IN (SELECT CAST(value AS BIGINT) FROM json_each(?)) ORDER BY a.id`, s.opt.Office, asJSON(ids))
	return list, err
}

// HeldBy returns all assignments of some parties, whatever their state.
func (s *Store) HeldBy(ctx context.Context, parties []string) (list []Owed, err error) {
	err = s.list(ctx, &list, `SELECT `+owedColumns+owedFrom+`
		WHERE a.office = ? AND i.no > 0 AND a.party IN (SELECT value FROM json_each(?)) ORDER BY a.no, a.id`, s.opt.Office, asJSON(parties))
	return list, err
}

// Mate is an assignment as those to the same item see it.
type Mate struct {
	Item     int64
	Part     string
	Role     checklist.Role
	Party    string
	State    checklist.State
	AnswerMs int64
}

// ItemMates returns the assignments of items that several parties share, leads
// first; of an item that is one party's alone there is nothing to say.
func (s *Store) ItemMates(ctx context.Context, items []int64) (list []Mate, err error) {
	err = s.list(ctx, &list, `
		SELECT a.item, a.part, a.role, a.party, a.state, a.answer_ms FROM assignment a
		WHERE a.office = ? AND a.item IN (
			SELECT b.item FROM assignment b WHERE b.item IN (SELECT CAST(value AS BIGINT) FROM json_each(?)) GROUP BY b.item HAVING COUNT(*) > 1)
		ORDER BY a.item, a.role DESC, a.id`, s.opt.Office, asJSON(items))
	return list, err
}

// LetterCounts tells how many letters were sent, failed and wait since an instant.
type LetterCounts struct {
	Sent, Failed, Waiting int
	Small                 int // of those sent: as text alone, since the relay took no larger ones
}

// LetterCounts counts letters: sent and failed since an instant, waiting now.
func (s *Store) LetterCounts(ctx context.Context, since time.Time) (c LetterCounts, err error) {
	err = s.get(ctx, &c, `
		SELECT COUNT(*) FILTER (WHERE state = 'sent' AND sent_ms >= ?) AS sent,
			(SELECT COUNT(DISTINCT e.notice) FROM event e JOIN notice x ON x.id = e.notice AND x.state = 'failed'
				WHERE e.office = ? AND e.kind = 'failed' AND e.at >= ?) AS failed,
			COUNT(*) FILTER (WHERE state IN ('queued', 'sending')) AS waiting,
			COUNT(*) FILTER (WHERE state = 'sent' AND sent_ms >= ? AND small = 1) AS small
		FROM notice WHERE office = ?`, since.UnixMilli(), s.opt.Office, since.UnixMilli(), since.UnixMilli(), s.opt.Office)
	return c, err
}

// LastNotice returns the newest letter of a kind to a person, ErrNotFound if none.
func (s *Store) LastNotice(ctx context.Context, kind letter.Kind, person string) (n Notice, err error) {
	err = notFound(s.get(ctx, &n, `SELECT `+noticeColumns+` FROM `+noticeTables+`
		WHERE office = ? AND kind = ? AND person = ? ORDER BY id DESC LIMIT 1`, s.opt.Office, kind, person))
	if err != nil {
		return n, err
	}
	return n, json.Unmarshal([]byte(n.LetterJSON), &n.Letter)
}

// Told reports whether a letter of a kind whose key begins with a text has left or will.
func (s *Store) Told(ctx context.Context, kind letter.Kind, begin string) (bool, error) {
	var n int
	err := s.get(ctx, &n, `SELECT COUNT(*) FROM notice WHERE office = ? AND kind = ? AND state NOT IN ('superseded', 'failed') AND substr(key, 1, ?) = ?`,
		s.opt.Office, kind, utf8.RuneCountInString(begin), begin)
	return n > 0, err
}

// CountNotices counts the letters of a kind to a person that have left or will: the
// number of an issue.
func (s *Store) CountNotices(ctx context.Context, kind letter.Kind, person string) (n int, err error) {
	err = s.get(ctx, &n, `SELECT COUNT(*) FROM notice WHERE office = ? AND kind = ? AND person = ? AND state <> 'superseded'`, s.opt.Office, kind, person)
	return n, err
}
