package inbox

import (
	"context"
	"slices"
	"strings"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/sender"
	"duban/internal/msg"
)

// Bounds of one answer.
const (
	mostStories = 10  // items
	mostEntries = 40  // of one party's part, the newest
	mostWords   = 300 // characters of what somebody said
	mostFiles   = 60  // listed
)

// sight is how much of a party's part somebody may see.
type sight int

const (
	seesNothing  sight = iota
	seesStanding       // who shares the item hears what his letters tell him as well: who has answered
	seesAll
)

// seesOf: who judges and the clerk see everything, who answers for a part or supervises
// its party sees that part. What others wrote is nobody else's to read.
func (c *intake) seesOf(o db.Owed, shares bool) sight {
	switch {
	case c.person.MayJudge(), c.person.Has(checklist.DutyClerk), slices.Contains(c.person.Parties, o.Party), c.isOver(o.Party):
		return seesAll
	case shares:
		return seesStanding
	}
	return seesNothing
}

// stories tells what happened to items, and returns the lines of them that the letter shows.
func (c *intake) stories(ctx context.Context, items []asked, x *letter.Inquiry) (lines []line, err error) {
	told := map[int64]bool{}
	for _, a := range items {
		all, err := c.partsAsked(ctx, a)
		if err != nil {
			return nil, err
		}
		visible := false
		for _, item := range byItem(all) {
			if told[item[0].Item] {
				visible = true
				continue
			}
			if len(x.Stories) == mostStories {
				x.Refused = append(x.Refused, msg.New("so many items at a time", mostStories))
				return lines, nil
			}
			story, seen, err := c.story(ctx, item, x)
			if err != nil {
				return nil, err
			}
			if len(seen) > 0 {
				visible, told[item[0].Item] = true, true
				x.Stories, lines = append(x.Stories, story), append(lines, seen...)
			}
		}
		if !visible {
			x.Refused = append(x.Refused, c.notVisible(a.no))
		}
	}
	return lines, nil
}

// notVisible says the same of an item that is others' and of one that there is none of.
func (c *intake) notVisible(no int) msg.Message {
	if c.person.MayJudge() || c.person.Has(checklist.DutyClerk) {
		return msg.New("no such item", no)
	}
	return msg.New("not an item that he may ask about", no)
}

// partsAsked are all parts of the items meant: of the letter's lines that were named, else
// of whatever bears the number in the lists that run. Who asks by mail knows no list's
// number: of several lists he is shown each, under its title.
func (c *intake) partsAsked(ctx context.Context, a asked) (all []db.Owed, err error) {
	if len(a.lines) == 0 {
		return c.store.RunningOf(ctx, a.no)
	}
	for _, i := range a.lines {
		o := c.lines[i].now
		if c.lines[i].shown.No != a.no || slices.ContainsFunc(all, func(b db.Owed) bool { return b.Item == o.Item }) {
			continue
		}
		parts, err := c.store.AssignmentsOf(ctx, o.No)
		if err != nil {
			return nil, err
		}
		all = append(all, slices.DeleteFunc(parts, func(b db.Owed) bool { return b.Item != o.Item })...)
	}
	return all, nil
}

func byItem(all []db.Owed) (items [][]db.Owed) {
	for _, o := range all {
		at := slices.IndexFunc(items, func(item []db.Owed) bool { return item[0].Item == o.Item })
		if at < 0 {
			at, items = len(items), append(items, nil)
		}
		items[at] = append(items[at], o)
	}
	return items
}

func (c *intake) story(ctx context.Context, item []db.Owed, x *letter.Inquiry) (s letter.Story, seen []line, err error) {
	s = letter.Story{No: item[0].No, Content: item[0].Content, List: item[0].Title}
	shares := slices.ContainsFunc(item, func(o db.Owed) bool { return slices.Contains(c.person.Parties, o.Party) })
	for _, o := range item {
		sees := c.seesOf(o, shares)
		if sees == seesNothing || o.Opened > c.days().Today && sees != seesAll {
			continue
		}
		p := letter.StoryPart{Party: c.Directory.PartyName(o.Party), Part: o.Part, Role: o.Role, State: o.State, Deadline: o.Deadline}
		if o.Original != o.Deadline {
			p.Original = o.Original
		}
		if sees == seesAll {
			seen = append(seen, lineOf(o))
			if err := c.addEvents(ctx, o, &p, x); err != nil {
				return s, nil, err
			}
		} else if o.AnswerMs > 0 {
			p.Answered = c.days().On(o.AnswerMs)
		}
		s.Parts = append(s.Parts, p)
	}
	return s, seen, nil
}

func (c *intake) addEvents(ctx context.Context, o db.Owed, p *letter.StoryPart, x *letter.Inquiry) error {
	events, err := c.store.History(ctx, o.ID)
	if err != nil {
		return err
	}
	p.Earlier = max(0, len(events)-mostEntries)
	for _, e := range events[p.Earlier:] {
		happened, err := c.storyEvent(ctx, e)
		if err != nil {
			return err
		}
		p.Events = append(p.Events, happened)
		if c.person.MayJudge() && e.Mail != 0 && isEvidence(e.Kind) {
			if err := c.enclose(ctx, e.Mail, x); err != nil {
				return err
			}
		}
	}
	contacts, err := c.store.Contacts(ctx, c.days().Today, []int64{o.ID})
	if n := contacts[o.ID]; n.Reminded > 0 {
		p.Reminded, p.LastSent, p.Told = n.Reminded, c.days().On(n.LastSentMs), n.Told
	}
	return err
}

// isEvidence: the words and files of those who owe an item, not of those who decide on it.
func isEvidence(k checklist.EventKind) bool {
	switch k {
	case checklist.EventSubmitted, checklist.EventProgress, checklist.EventFollowed, checklist.EventAskedExtend, checklist.EventAskedHelp, checklist.EventAskedMove:
		return true
	}
	return false
}

// storyEvent is one event, with the words that its reader may see.
func (c *intake) storyEvent(ctx context.Context, e checklist.Event) (x letter.StoryEvent, err error) {
	x = letter.StoryEvent{AtMs: e.At, By: c.actor(e.Actor), Kind: e.Kind, Day: e.Day}
	if e.Kind == checklist.EventReassigned || e.Kind == checklist.EventAssigned {
		x.To = c.Directory.PartyName(e.Party)
		return x, nil
	}
	if x.Way, err = c.store.WayOf(ctx, e.Mail); err != nil {
		return x, err
	}
	if x.Words = e.Said(); x.Words.Code == "" { // somebody's own, on a line
		own, _ := x.Words.Own()
		x.Words = msg.Shortened(strings.Join(strings.Fields(own), " "), mostWords)
	}
	if e.Mail == 0 || !c.person.MayJudge() && !c.person.Has(checklist.DutyClerk) {
		return x, nil
	}
	proof, err := c.store.ProofOf(ctx, e.Mail)
	x.Unproven = proof.State == string(sender.Unproven)
	return x, err
}

func (c *intake) actor(id string) string {
	if id == "duban" {
		return ""
	}
	if p, known := c.Directory.Person(id); known {
		return p.Title
	}
	return id
}

// enclose lists the files of a mail that came in, and encloses those that fit and of which
// nothing warns.
func (c *intake) enclose(ctx context.Context, mail int64, x *letter.Inquiry) error {
	files, err := c.store.AttachmentsOf(ctx, mail)
	if err != nil {
		return err
	}
	total := int64(0)
	for _, f := range x.Files {
		if f.Enclosed {
			total += f.Size
		}
	}
	for _, f := range files {
		if len(x.Files) == mostFiles || slices.ContainsFunc(x.Files, func(e letter.Enclosure) bool { return e.SHA256 == f.SHA256 }) {
			continue
		}
		fits := f.Note.IsZero() && total+f.Size <= letter.MostEnclosed
		if fits {
			total += f.Size
		}
		x.Files = append(x.Files, letter.Enclosure{Mail: mail, N: f.N, Enclosed: fits,
			File: letter.File{Name: f.Name, Size: f.Size, SHA256: f.SHA256, Note: f.Note}})
	}
	return nil
}
