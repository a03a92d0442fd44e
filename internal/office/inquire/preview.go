package inquire

import (
	"context"
	"errors"
	"slices"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/office"
)

// Wanted says which letter is to be looked at.
type Wanted struct {
	Kind  letter.Kind
	To    string  // a person's ID; "": anybody
	Items []int64 // assignments of which it lists one; none: any
}

// Previewed is a letter that was rendered to be looked at.
type Previewed struct {
	On  checklist.Day // the day that it is of
	To  checklist.Person
	Raw []byte
}

// How many days are played until a letter comes: one of a day may wait for a deadline, one
// that answers a mail comes when somebody writes.
const (
	mostDays   = 400
	mostScenes = 30
)

// Preview renders the next letter of a kind, as the office's list, directory and words
// make it: today's, where today brings one, whether it has gone already or not. It is what
// the daemon's own code writes on a copy of the database, on which days pass and nobody
// answers; for a letter that answers somebody, or decides about what he said, people write
// a few lines. NoPreview where none would come.
func Preview(ctx context.Context, o *office.Office, now time.Time, w Wanted) (found Previewed, err error) {
	s := scene{Wanted: w}
	// Nobody waits for a copy where nobody is copied in.
	if w.Kind == letter.KindCopy && !o.Config.HasCopies() {
		return found, office.Refusal{Code: office.NoPreview, Name: string(w.Kind)}
	}
	err = onCopy(ctx, o, o, func(store *db.Store) error {
		from, days := checklist.DayOf(now, store.Zone()), checklist.Day(mostDays)
		if s.isWritten() {
			days = mostScenes
		}
		s.player = newPlayer(o, store, now, Simulation{From: from, To: from + days}, func(n db.Notice) (err error) {
			if !s.fits(n) {
				return nil
			}
			found.On = n.Letter.On
			if found.To, found.Raw, err = o.Preview(n, s.at); err != nil {
				return err
			}
			return errShown
		})
		if s.unproven = checklist.BelieveUnproven; w.Kind == letter.KindConfirm {
			s.unproven = checklist.ConfirmVerdicts
		}
		lists, err := store.Checklists(ctx)
		if err != nil || len(lists) == 0 {
			return err
		}
		since := s.undone(lists, from)
		if err := store.UndoAhead(ctx, since.At(0, 0, o.Zone), nil); err != nil {
			return err
		}
		return s.play(ctx, s.write)
	})
	switch {
	case errors.Is(err, errShown):
		return found, nil
	case err == nil:
		err = office.Refusal{Code: office.NoPreview, Name: string(w.Kind)}
	}
	return found, err
}

// errShown ends the days that are played.
var errShown = errors.New("the letter has come")

// scene are days on which a letter is waited for.
type scene struct {
	Wanted
	*player
	claimed int64 // the assignment that was reported done
	asked   bool  // somebody has written
	judged  bool
}

// undone is the last day whose letters stay written: those of today come once more, and
// first letters, which come once, from the beginning.
func (s *scene) undone(lists []db.StoredList, today checklist.Day) checklist.Day {
	since := today - 1
	for _, l := range lists {
		if s.Kind == letter.KindAssign {
			since = min(since, l.Start-1)
		}
	}
	return since
}

// fits reports whether a letter is the one that is waited for.
func (s *scene) fits(n db.Notice) bool {
	lists := func(x letter.Line) bool { return slices.Contains(s.Items, x.Assignment) }
	return n.Kind == s.Kind && (s.To == "" || n.Person == s.To) &&
		(len(s.Items) == 0 || len(n.Letter.Lines) == 0 || slices.ContainsFunc(n.Letter.Lines, lists))
}

// isWritten reports whether such a letter comes because somebody wrote.
func (s *scene) isWritten() bool {
	return s.Kind.Traits().Answers || s.Kind == letter.KindReview || s.Kind == letter.KindOutcome
}

// write lets people write what such a letter follows from.
func (s *scene) write(ctx context.Context, _ checklist.Day) error {
	switch {
	case s.Kind == letter.KindReport:
		return s.strikeOff(ctx)
	case !s.isWritten() || s.asked && s.judged:
		return nil
	case s.asked:
		return s.judge(ctx)
	}
	who, n, line, err := s.debtor(ctx)
	if err != nil || who.ID == "" {
		return err
	}
	s.asked, s.judged = true, true
	l := s.LetterLanguage()
	re, done := "回复："+n.Token.Tag(), line.Called(n.Letter.Lines, l.Of("", " "))+l.Of("已完成：采取措施：对照清单逐条落实，材料已归档；成效：相关制度已印发执行。", "done: all points carried out, the rules are in force.")
	switch s.Kind {
	case letter.KindQuestion:
		return s.writes(ctx, who, re, l.Of("已完成。", "done"))
	case letter.KindHeld:
		return s.writes(ctx, who, l.Of("督办事项", "follow-up"), l.Of("材料已备好，另行报送。", "The papers are ready and will follow."))
	case letter.KindInquiry:
		return s.writes(ctx, who, re, l.Of("清单", "list"))
	case letter.KindReceipt:
		return s.writes(ctx, who, re, done)
	default:
		s.claimed, s.judged = line.Assignment, false
		return s.writes(ctx, who, re, done)
	}
}

// strikeOff ends the lists: what is open in them is struck off, once it has begun.
func (s *scene) strikeOff(ctx context.Context) error {
	all, err := s.store.Ledger(ctx)
	if err != nil {
		return err
	}
	var closed db.Record
	for _, o := range all {
		if o.Role == checklist.Lead && !o.State.Closed() {
			closed.Events = append(closed.Events, checklist.Event{Kind: checklist.EventAccepted, Assignment: o.ID, Actor: "clerk"})
		}
	}
	if len(closed.Events) == 0 {
		return nil
	}
	return s.store.Record(ctx, s.at, closed)
}

// writes brings a mail a minute later, and lets its answer go.
func (s *scene) writes(ctx context.Context, who checklist.Person, subject, text string) error {
	s.serial++
	s.at = s.at.Add(time.Minute)
	if err := s.receive(ctx, who, subject, text); err != nil {
		return err
	}
	return s.send(ctx)
}

// debtor is somebody who owes what is wanted and was written to about it: of several
// items, where he is to be asked which.
func (s *scene) debtor(ctx context.Context) (checklist.Person, db.Notice, letter.Line, error) {
	all, err := s.store.Ledger(ctx)
	for _, o := range all {
		p, known := s.Directory.ResponsibleFor(o.Party)
		ofHis := s.To == "" || p.ID == s.To || s.Kind == letter.KindTranscript || s.Kind == letter.KindConfirm || s.Kind == letter.KindReview
		if !known || p.Mail == "" || !ofHis || o.Role != checklist.Lead || o.State != checklist.Open || len(s.Items) > 0 && !slices.Contains(s.Items, o.ID) {
			continue
		}
		for _, kind := range []letter.Kind{letter.KindRemind, letter.KindAssign} {
			n, err := s.store.LastNotice(ctx, kind, p.ID)
			if errors.Is(err, checklist.ErrNotFound) {
				continue
			}
			if err != nil {
				return p, n, letter.Line{}, err
			}
			at := slices.IndexFunc(n.Letter.Lines, func(x letter.Line) bool { return x.Assignment == o.ID })
			if at >= 0 && (s.Kind != letter.KindQuestion || len(n.Letter.Lines) > 1) {
				return p, n, n.Letter.Lines[at], nil
			}
		}
	}
	return checklist.Person{}, db.Notice{}, letter.Line{}, err
}

// judge lets whoever is shown the claim consent to it.
func (s *scene) judge(ctx context.Context) error {
	for _, p := range s.Directory.People() {
		for _, kind := range []letter.Kind{letter.KindDigest, letter.KindReview} {
			n, err := s.store.LastNotice(ctx, kind, p.ID)
			if errors.Is(err, checklist.ErrNotFound) || !p.MayJudge() {
				continue
			}
			if err != nil {
				return err
			}
			at := slices.IndexFunc(n.Letter.Lines, func(x letter.Line) bool { return x.Assignment == s.claimed && x.Heading == letter.HeadingWaiting })
			if at >= 0 && (s.To == "" || s.To == p.ID || s.Kind == letter.KindOutcome) {
				s.judged = true
				l := s.LetterLanguage()
				return s.writes(ctx, p, "回复："+n.Token.Tag(), n.Letter.Lines[at].Called(n.Letter.Lines, l.Of("", " "))+l.Of("同意", "approved"))
			}
		}
	}
	return nil
}
