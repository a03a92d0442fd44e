package inbox

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
	"duban/internal/zh"
)

// whichItem: words that name none of several items.
const whichItem = "about several items, does not say which"

// close ends the filing of a reply: with a receipt of what was filed, or where
// nothing could be, with the short question which item is meant.
func (r *reply) close() {
	r.untold = slices.Concat(r.unread, r.inserted)
	if len(r.filed) == 0 {
		r.disposition.State, r.disposition.Reason = checklist.MailAsked, msg.New(whichItem)
		if len(r.marked) > 0 && len(r.words.Text) == 0 {
			r.which = msg.New("lines behind a mark, not filed", strings.Join(r.marked, "”“"))
			r.untold = append(r.untold, ownLines(r.marked)...)
		}
		if r.words.Text == "" && len(r.marked) == 0 && len(r.msg.Files()) == 0 {
			r.which = msg.New("neither words nor files")
		}
		if !r.which.IsZero() {
			r.disposition.Reason = msg.New("not clear, the sender was asked") // what is asked quotes his words, and reasons are logged
		}
		if len(r.asked) == 0 {
			r.asked = append(r.asked, Question{Why: r.disposition.Reason})
		}
		r.earlier = nil // still waiting for a number
		r.answer(letter.KindQuestion, func(l *letter.Letter) {
			l.Receipt = r.receipt(nil, nil)
			l.Receipt.Why = r.which
		})
		return
	}
	r.disposition.State, r.disposition.Reason = checklist.MailFiled, msg.New("filed under", letter.SaidFiled(r.filed))
	r.answer(letter.KindReceipt, func(l *letter.Letter) { l.Receipt = r.receipt(r.filed, slices.Concat(r.unread, r.inserted)) })
}

// recordNo is the number a mail is filed under: 2026-0143.
func recordNo(m db.Mail, zone *time.Location) string {
	return fmt.Sprintf("%d-%04d", time.UnixMilli(m.ReceivedMs).In(zone).Year(), m.No())
}

func (c *intake) receipt(filed []letter.Filed, unread []msg.Message) *letter.Receipt {
	rc := &letter.Receipt{ReceivedMs: c.mail.ReceivedMs, Filed: filed, Unread: unread, Text: c.words.Text,
		Unproven: len(filed) > 0 && c.unproven()}
	for _, early := range c.earlier {
		for _, a := range early.Attachments {
			rc.Files = append(rc.Files, letter.File{Name: a.Name, Size: a.Size, SHA256: a.SHA256})
		}
	}
	for _, a := range c.msg.Files() {
		rc.Files = append(rc.Files, letter.File{Name: a.Name, Size: int64(a.Size), SHA256: a.SHA256, Note: msg.Join(msg.Clauses, a.Warnings...)})
	}
	if links := c.ownLinks(); len(links) > 0 {
		if named := saidLinks(links); named.IsZero() {
			rc.Unread = append(rc.Unread, msg.New("links that expire are no evidence"))
		} else {
			rc.Unread = append(rc.Unread, msg.New("links that expire are no evidence, named", named))
		}
	}
	rc.Cut = c.words.Cut()
	return rc
}

// answer writes a letter back to the sender, unless he has had too many today:
// two programs must never keep each other busy.
func (c *intake) answer(kind letter.Kind, fill func(*letter.Letter)) {
	if c.quiet && !c.mustTell(kind) {
		return
	}
	l := letter.Letter{Kind: kind, To: c.person.ID, Salutation: c.person.Title,
		Checklist: c.notice.Letter.Checklist, List: c.notice.Letter.List, On: checklist.DayOf(c.now, c.store.Zone()),
		InReplyTo: echoable(c.msg.MessageID), ReplyToken: c.notice.Token}
	l.Lists = c.notice.Letter.Lists
	for i, x := range c.lines {
		if !slices.ContainsFunc(c.lines[:i], func(y line) bool { return y.now.ID == x.now.ID }) {
			l.Lines = append(l.Lines, x.printedAs(x.answered()))
		}
	}
	fill(&l)
	c.notices = append(c.notices, db.NewNotice{Key: fmt.Sprintf("%s/%d", kind, c.mail.ID), Letter: l,
		Reason: msg.New("the answer to a mail", recordNo(c.mail, c.store.Zone())), NotBefore: c.now, Cause: c.mail.ID})
}

// mustTell: what was decided or changed in a person's name he hears of, however many
// letters he had, for others may have sent those that brought them.
func (c *intake) mustTell(kind letter.Kind) bool {
	switch kind {
	case letter.KindTranscript:
		return len(c.events) > 0 || c.notice.Kind.Traits().Binds
	case letter.KindReceipt:
		return changes(c.events)
	}
	return false
}

// printedAs is a line in an answer to its reader: under the number that he knows, as
// it stands now.
func (l line) printedAs(h letter.Heading) letter.Line {
	line := l.now.Line(h)
	line.No, line.Mark = l.shown.No, l.shown.Mark
	return line
}

// answered is the heading of a line in an answer: what is closed or waits for a
// verdict is no longer asked for.
func (l line) answered() letter.Heading {
	if l.now.State != checklist.Open {
		return letter.HeadingTold
	}
	if l.judgeable() || l.shown.Heading == letter.HeadingOverdue {
		return letter.HeadingTold
	}
	return letter.OwedUnder(l.now.Assignment)
}

// heldLetter tells a known sender that his mail waits for the clerk, and why.
func (c *intake) heldLetter(reason msg.Message) db.NewNotice {
	rc := c.receipt(nil, nil)
	rc.Why = reason
	return db.NewNotice{Key: fmt.Sprintf("held/%d", c.mail.ID), Reason: reason, NotBefore: c.now, Cause: c.mail.ID,
		Letter: letter.Letter{Kind: letter.KindHeld, To: c.person.ID, Salutation: c.person.Title,
			On: checklist.DayOf(c.now, c.store.Zone()), InReplyTo: echoable(c.msg.MessageID), Receipt: rc}}
}

// tellClerk asks the clerk for a hand at once.
func (c *intake) tellClerk(matter string, daily bool, what, do msg.Message) {
	c.notices = append(c.notices, db.ClerkMatter{Matter: matter, Daily: daily, On: checklist.DayOf(c.now, c.store.Zone()),
		News: letter.ClerkNews{Todo: []letter.Todo{{What: what, Do: do}}}, Reason: what, NotBefore: c.now, Cause: c.mail.ID}.Letters(c.Directory)...)
}

// An identifier that is echoed into a header of ours may hold nothing but visible
// ASCII: a line break in it would write headers of its own.
var plainID = zh.NewPattern(`^<[!-~]+@[!-~]+>$`)

func echoable(id string) string {
	if plainID.MatchString(id) {
		return id
	}
	return ""
}

var (
	notNumbers = zh.NewPattern(`[^0-9０-９、，,；; \s第项和.。甲乙丙丁戊己庚辛壬癸]`)
	numbers    = zh.NewPattern(`[甲乙丙丁戊己庚辛壬癸]?[0-9０-９]+`)
)
