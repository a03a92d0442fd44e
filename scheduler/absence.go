package scheduler

import (
	"fmt"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
	"duban/internal/zh"
)

// owner is whose silence an assignment is, and whose line it climbs: not the
// substitute's. someone is who stands there when the directory knows nobody.
func (r Rules) owner(o db.Owed, someone checklist.Person) checklist.Person {
	if p, ok := r.Directory.Owner(o.Party); ok {
		return p
	}
	return someone
}

// standsIn says for the record that a letter goes to a substitute; nothing when it does not.
func (r Rules) standsIn(o db.Owed) (said msg.Message) {
	owner, ok := r.Directory.Owner(o.Party)
	if !ok {
		return said
	}
	a, stand, away := r.Directory.Away(owner.ID)
	if !away || stand.ID == "" {
		return said
	}
	return standsIn(owner, a, stand)
}

// present returns who reads what is written to somebody: himself, or who stands in
// for him; false when he is away and nobody does. why is for the record.
func (r Rules) present(p checklist.Person) (who checklist.Person, why msg.Message, ok bool) {
	a, stand, away := r.Directory.Away(p.ID)
	if !away {
		return p, why, true
	}
	if stand.ID == "" {
		return p, msg.New("away and passed over", p.Title, a.Last.Said()), false
	}
	return stand, standsIn(p, a, stand), true
}

func standsIn(owner checklist.Person, a checklist.Absence, stand checklist.Person) msg.Message {
	return msg.New("away, and who stands in", owner.Title, a.Last.Said(), stand.Title)
}

// awayNews lists those whose automatic reply says that they are away and for whom
// nobody stands in: the clerk decides who does. One that states no day is told of when it
// came, for it may say that a mailbox is read no more.
func (r Rules) awayNews(l ledger) (todo []letter.Todo) {
	for _, n := range l.notes {
		if n.AwayUntil == 0 {
			todo = append(todo, r.undatedNote(l, n)...)
			continue
		}
		p, known := r.Directory.Person(n.Person)
		if _, _, told := r.Directory.Away(n.Person); !known || told || n.AwayUntil < l.on || len(p.Parties) == 0 {
			continue
		}
		todo = append(todo, letter.Todo{What: msg.New("away and nobody stands in by an automatic reply", p.Title, n.AwayUntil.SaidFrom(l.on)),
			Do: msg.New("record who stands in", p.Parties[0], n.AwayUntil.String()), About: []string{fmt.Sprintf("away/%s/%s", p.ID, n.AwayUntil)}})
	}
	return todo
}

// onlyTaken is an automatic reply that says no more than that a mail came in.
var onlyTaken = zh.NewPattern(`^[^。\n]{0,40}(?:邮件|来信|信件)[^。\n]{0,16}(?:收到|收悉)[^\n]{0,60}$`)

var speaksOfAbsence = zh.NewPattern(`(?i)外出|出差|休假|年假|请假|病|产假|度假|不在|代理|代办|停用|停止|不再|更换|变更|调离|调任|离职|退休|联系|请发|leave|office|away|contact|longer`)

// undatedNote tells of an automatic reply that states no day, on the workday after it came.
func (r Rules) undatedNote(l ledger, n db.Note) []letter.Todo {
	p, known := r.Directory.Person(n.Person)
	if _, _, told := r.Directory.Away(n.Person); !known || told || len(p.Parties) == 0 || l.day(n.AtMs) < r.Calendar.Add(l.on, -1) {
		return nil
	}
	if onlyTaken.MatchString(n.Text) && !speaksOfAbsence.MatchString(n.Text) {
		return nil
	}
	return []letter.Todo{{What: msg.New("an automatic reply without a day", p.Title, l.day(n.AtMs).SaidFrom(l.on), msg.Shortened(n.Text, letter.MostQuoted)),
		Do: msg.New("record the absence or mend the mailbox", p.Parties[0])}}
}
