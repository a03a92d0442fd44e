package inbox

import (
	"context"
	"encoding/base64"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/db/dbtest"
)

const (
	jishu  = "jishu@djzx.example"  // 技术服务部: leads 14 and 29
	shouli = "shouli@djzx.example" // 业务受理部: leads 7
	zhuren = "zhuren@djzx.example" // 中心主任
	zonghe = "zonghe@djzx.example" // 综合部: takes part in 14, the clerk
	duban  = "duban@djzx.example"
)

var dbZone = dbtest.Zone

var day = time.Date(2026, 4, 15, 9, 0, 0, 0, dbtest.Zone)

// house is a desk over a store of its own, on a stepped clock.
type house struct {
	testing.TB
	store  *db.Store
	desk   *Desk
	policy Policy
	log    strings.Builder
	at     time.Time
	sentAs []byte // what goes out as every letter
	mails  int    // numbers their Message-IDs
}

func newHouse(t testing.TB) *house {
	t.Helper()
	h := &house{TB: t, store: dbtest.Open(t), at: day, sentAs: []byte("信")}
	directory, err := checklist.NewDirectory([]checklist.Entry{
		{Kind: checklist.Post, Name: "中心主任", Mail: zhuren, Duties: []checklist.Duty{checklist.DutyDirector}},
		{Kind: checklist.Department, Name: "综合部", Mail: zonghe, Duties: []checklist.Duty{checklist.DutyClerk}},
		{Kind: checklist.Department, Name: "技术服务部", Mail: jishu, OtherMails: []string{"js@qq.com"}},
		{Kind: checklist.Department, Name: "业务受理部", Mail: shouli},
	})
	if err != nil {
		t.Fatal(err)
	}
	h.policy = Policy{Directory: directory, Self: Self{Addresses: []string{duban}, LoopID: "djzx.example"}, JudgeByMail: true, AnswersPerDay: 40}
	h.desk = NewDesk(h.store, func() Policy { return h.policy }, func() time.Time { return h.at }, slog.New(slog.NewTextHandler(&h.log, nil)), nil)
	h.importItems()
	return h
}

func (h *house) importItems() {
	h.Helper()
	item := func(no int, content string, leads ...string) checklist.Item {
		return checklist.Item{No: no, Content: content, Leads: leads, Joint: []string{}, Deadline: checklist.Date(2026, 4, 30)}
	}
	_, err := h.store.Import(context.Background(), h.at.AddDate(0, 0, -14), db.Import{
		Checklist:   checklist.Checklist{Title: "清单", Year: 2026, Start: checklist.Date(2026, 4, 1)},
		Items:       []checklist.Item{item(7, "办事指南。", "业务受理部"), item(14, "一码通。", "技术服务部"), item(29, "数据共享。", "技术服务部")},
		Assignments: []db.Assign{{No: 7, Party: "业务受理部", Role: checklist.Lead}, {No: 14, Party: "技术服务部", Role: checklist.Lead}, {No: 14, Party: "综合部", Role: checklist.Joint}, {No: 29, Party: "技术服务部", Role: checklist.Lead}},
		File:        db.Document{Name: "清单.txt", Raw: []byte("原件")}, Actor: "clerk",
	})
	if err != nil {
		h.Fatal(err)
	}
}

// part returns the assignment of an item and a party.
func (h *house) part(no int, party string) db.Owed {
	h.Helper()
	all, err := h.store.AssignmentsOf(context.Background(), no)
	if err != nil {
		h.Fatal(err)
	}
	for _, o := range all {
		if o.Party == party {
			return o
		}
	}
	h.Fatalf("no part of %s in item %d", party, no)
	return db.Owed{}
}

// letter writes a letter to a person about items; a day's second is another.
func (h *house) letter(kind checklist.LetterKind, mail string, nos ...int) db.Notice {
	h.Helper()
	p, _ := h.policy.Directory.Sender(mail)
	h.mails++
	l := checklist.Letter{Kind: kind, To: p.ID, Salutation: p.Title, On: checklist.DayOf(h.at, dbtest.Zone)}
	for _, no := range nos {
		all, err := h.store.AssignmentsOf(context.Background(), no)
		if err != nil {
			h.Fatal(err)
		}
		for _, o := range all {
			if kind == checklist.LetterDigest || len(p.Parties) > 0 && p.Parties[0] == o.Party {
				l.Lines = append(l.Lines, checklist.Line{Assignment: o.ID, No: o.No, Step: "remind-5"})
			}
		}
	}
	key := fmt.Sprintf("%s/%s/%d", kind, p.ID, h.mails)
	h.record(db.Record{Notices: []db.NewNotice{{Key: key, Letter: l, Reason: "试", NotBefore: h.at}}})
	h.send(mail)
	all := h.letters(kind, mail)
	return all[len(all)-1]
}

// send has every letter that is due accepted by a server, for one address.
func (h *house) send(mail string) {
	h.Helper()
	claimed, err := h.store.Claim(context.Background(), h.at, 100, time.Minute, func(all []db.Notice) {
		for i := range all {
			all[i].Raw, all[i].Address = h.sentAs, mail
		}
	})
	if err != nil {
		h.Fatal(err)
	}
	for _, n := range claimed {
		if err := h.store.Finish(context.Background(), h.at, n, db.Outcome{State: "sent", Code: "250"}); err != nil {
			h.Fatal(err)
		}
	}
}

// ask is a reminder of item 14 to 技术服务部, sent to its address.
func (h *house) ask() db.Notice { h.Helper(); return h.letter(checklist.LetterAssign, jishu, 14) }

// submitted14 is the digest in which the director finds item 14 waiting for him.
func (h *house) submitted14() db.Notice {
	h.Helper()
	h.record(db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: h.part(14, "技术服务部").ID, Actor: "技术服务部负责人"}}})
	return h.letter(checklist.LetterDigest, zhuren, 14)
}

func (h *house) record(r db.Record) {
	h.Helper()
	if err := h.store.Record(context.Background(), h.at, r); err != nil {
		h.Fatal(err)
	}
}

// letters returns the letters of a kind to a person, oldest first.
func (h *house) letters(kind checklist.LetterKind, mail string) (found []db.Notice) {
	h.Helper()
	p, _ := h.policy.Directory.Sender(mail)
	all, err := h.store.Notices(context.Background(), db.NoticeFilter{})
	if err != nil {
		h.Fatal(err)
	}
	for _, n := range all {
		if n.Kind == kind && n.Person == p.ID {
			found = append(found, n)
		}
	}
	return found
}

// answers counts the letters that mails have caused.
func (h *house) answers() (n int) {
	h.Helper()
	all, err := h.store.Notices(context.Background(), db.NoticeFilter{})
	if err != nil {
		h.Fatal(err)
	}
	for _, l := range all {
		if l.CauseMail != 0 {
			n++
		}
	}
	return n
}

// reply is a plain answer to a letter; header lines in front of it change it.
func (h *house) reply(n db.Notice, from, words string, header ...string) []byte {
	return h.mail(from, "回复："+n.Token.Tag()+"交办", words, header...)
}

// mail is a mail of one text part. A header line given takes the place of the
// one it would have had.
func (h *house) mail(from, subject, words string, header ...string) []byte {
	h.mails++
	head := strings.Join(header, "\r\n")
	for _, line := range []string{"From: <" + from + ">", "To: " + duban, "Subject: " + subject, fmt.Sprintf("Message-ID: <tencent_%d@qq.com>", h.mails),
		"Date: " + h.at.Format(time.RFC1123Z), "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"} {
		name, _, _ := strings.Cut(line, ":")
		if !strings.Contains("\n"+strings.ToLower(head), "\n"+strings.ToLower(name)+":") {
			head += "\r\n" + line
		}
	}
	body := words
	if strings.Contains(head, "Transfer-Encoding: base64") {
		body = base64.StdEncoding.EncodeToString([]byte(words))
	}
	return []byte(strings.TrimLeft(head, "\r\n") + "\r\n\r\n" + body + "\r\n")
}

// deliver hands a raw mail in and has it judged.
func (h *house) deliver(raw []byte) db.MailFate {
	h.Helper()
	m, _, err := h.desk.Receive(context.Background(), db.Arrival{Raw: raw, Source: "lmtp"})
	if err != nil {
		h.Fatal(err)
	}
	fate, err := h.desk.File(context.Background(), m)
	if err != nil {
		h.Fatal(err)
	}
	return fate
}
