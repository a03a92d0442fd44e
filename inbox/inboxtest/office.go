package inboxtest

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/inbox"
	"duban/inbox/message"
	"duban/inbox/rawtest"
	"duban/inbox/sender"
	"duban/internal/msg"
)

const (
	Jishu  = "jishu@djzx.example"  // 技术服务部: leads 14 and 29
	Shouli = "shouli@djzx.example" // 业务受理部: leads 7
	Zhuren = "zhuren@djzx.example" // 中心主任
	Zonghe = "zonghe@djzx.example" // 综合部: takes part in 14, the clerk
	Duban  = "duban@djzx.example"
)

var Zone = dbtest.Zone

var Day = time.Date(2026, 4, 15, 9, 0, 0, 0, dbtest.Zone)

// Office is a processor over a store of its own, on a stepped clock.
type Office struct {
	testing.TB
	Store     *db.Store
	Processor *inbox.Processor
	Policy    inbox.Policy
	Rules     func() inbox.Policy // policy, unless a story sets another
	Log       strings.Builder
	At        time.Time
	Clock     func() time.Time // at, unless a story sets another
	Filed     func()           // called after each filing; may be nil
	SentAs    []byte           // what goes out as every letter
	mails     int              // numbers their Message-IDs
}

func New(t testing.TB) *Office {
	t.Helper()
	h := &Office{TB: t, Store: dbtest.Open(t), At: Day, SentAs: []byte("信")}
	directory, err := checklist.NewDirectory([]checklist.Entry{
		{Kind: checklist.Post, Name: "中心主任", Mail: Zhuren, Duties: []checklist.Duty{checklist.DutyDirector}},
		{Kind: checklist.Department, Name: "综合部", Mail: Zonghe, Duties: []checklist.Duty{checklist.DutyClerk}},
		{Kind: checklist.Department, Name: "技术服务部", Mail: Jishu, OtherMails: []string{"js@qq.com"}},
		{Kind: checklist.Department, Name: "业务受理部", Mail: Shouli},
	})
	if err != nil {
		t.Fatal(err)
	}
	h.Policy = inbox.Policy{Directory: directory, Self: message.Self{Addresses: []string{Duban}, LoopID: "djzx.example"}, JudgeByMail: true, AnswersPerDay: 40,
		Unproven: checklist.BelieveUnproven} // what an office does with unproven mail is for the tests about that
	h.Rules = func() inbox.Policy { return h.Policy }
	h.Clock = func() time.Time { return h.At }
	h.Processor = h.Over(h.Store)
	h.importItems()
	return h
}

// Over is a processor of this office over another store.
func (h *Office) Over(store *db.Store) *inbox.Processor {
	return inbox.NewProcessor(store, func() inbox.Policy { return h.Rules() }, h.Now, h.Logger(), func() {
		if h.Filed != nil {
			h.Filed()
		}
	})
}

func (h *Office) Now() time.Time { return h.Clock() }

func (h *Office) Logger() *slog.Logger { return slog.New(slog.NewTextHandler(&h.Log, nil)) }

func (h *Office) importItems() {
	h.Helper()
	item := func(no int, content string, leads ...string) checklist.Item {
		return checklist.Item{No: no, Content: content, Leads: leads, Joint: []string{}, Deadline: checklist.Date(2026, 4, 30)}
	}
	_, err := h.Store.Import(context.Background(), h.At.AddDate(0, 0, -14), db.Import{
		Checklist:   checklist.Checklist{Title: "清单", Year: 2026, Start: checklist.Date(2026, 4, 1)},
		Items:       []checklist.Item{item(7, "办事指南。", "业务受理部"), item(14, "一码通。", "技术服务部"), item(29, "数据共享。", "技术服务部")},
		Assignments: []checklist.Assign{{No: 7, Party: "业务受理部", Role: checklist.Lead}, {No: 14, Party: "技术服务部", Role: checklist.Lead}, {No: 14, Party: "综合部", Role: checklist.Joint}, {No: 29, Party: "技术服务部", Role: checklist.Lead}},
		File:        db.Document{Name: "清单.txt", Raw: []byte("原件")}, Actor: "clerk",
	})
	if err != nil {
		h.Fatal(err)
	}
}

// Part returns the assignment of an item and a party.
func (h *Office) Part(no int, party string) db.Owed {
	h.Helper()
	all, err := h.Store.AssignmentsOf(context.Background(), no)
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

// Letter writes a letter to a person about items; a day's second is another.
func (h *Office) Letter(kind letter.Kind, mail string, nos ...int) db.Notice {
	h.Helper()
	p, _ := h.Policy.Directory.Sender(mail)
	h.mails++
	l := letter.Letter{Kind: kind, To: p.ID, Salutation: p.Title, On: checklist.DayOf(h.At, dbtest.Zone)}
	for _, no := range nos {
		all, err := h.Store.AssignmentsOf(context.Background(), no)
		if err != nil {
			h.Fatal(err)
		}
		for _, o := range all {
			if kind == letter.KindDigest || slices.Contains(p.Parties, o.Party) {
				line := o.Line(letter.OwedUnder(o.Assignment))
				if kind == letter.KindDigest {
					line.Heading = letter.JudgedUnder(o.Assignment)
				}
				line.Step = "remind-5"
				l.Lines = append(l.Lines, line)
			}
		}
	}
	key := fmt.Sprintf("%s/%s/%d", kind, p.ID, h.mails)
	h.Record(db.Record{Notices: []db.NewNotice{{Key: key, Letter: l, Reason: msg.Words("试"), NotBefore: h.At}}})
	h.send(mail)
	all := h.Letters(kind, mail)
	return all[len(all)-1]
}

// send has every letter that is due accepted by a server, for one address.
func (h *Office) send(mail string) {
	h.Helper()
	claimed, err := h.Store.Claim(context.Background(), h.At, checklist.Hours{}, 100, time.Minute, func(all []db.Notice) {
		for i := range all {
			all[i].Raw, all[i].Address = h.SentAs, mail
		}
	})
	if err != nil {
		h.Fatal(err)
	}
	for _, n := range claimed {
		if err := h.Store.Finish(context.Background(), h.At, n, db.Outcome{State: checklist.AttemptSent, Code: "250"}); err != nil {
			h.Fatal(err)
		}
	}
}

// Ask is a reminder of item 14 to 技术服务部, sent to its address.
func (h *Office) Ask() db.Notice { h.Helper(); return h.Letter(letter.KindAssign, Jishu, 14) }

// Submitted14 is the digest in which the director finds item 14 waiting for him.
func (h *Office) Submitted14() db.Notice {
	h.Helper()
	h.Record(db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: h.Part(14, "技术服务部").ID, Actor: "技术服务部负责人"}}})
	return h.Letter(letter.KindDigest, Zhuren, 14)
}

func (h *Office) Record(r db.Record) {
	h.Helper()
	if err := h.Store.Record(context.Background(), h.At, r); err != nil {
		h.Fatal(err)
	}
}

// Letters returns the letters of a kind to a person, oldest first.
func (h *Office) Letters(kind letter.Kind, mail string) (found []db.Notice) {
	h.Helper()
	p, _ := h.Policy.Directory.Sender(mail)
	all, err := h.Store.Notices(context.Background(), db.NoticeFilter{})
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

// Answers counts the letters that mails have caused.
func (h *Office) Answers() (n int) {
	h.Helper()
	all, err := h.Store.Notices(context.Background(), db.NoticeFilter{})
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

// Reply is a plain answer to a letter; header lines in front of it change it.
func (h *Office) Reply(n db.Notice, from, words string, header ...string) []byte {
	return h.Mail(from, "回复："+n.Token.Tag()+"交办", words, header...)
}

// Mail is a mail of one text part. A header line given takes the place of the
// one it would have had.
func (h *Office) Mail(from, subject, words string, header ...string) []byte {
	h.mails++
	head := strings.Join(header, "\r\n")
	for _, line := range []string{"From: <" + from + ">", "To: " + Duban, "Subject: " + subject, fmt.Sprintf("Message-ID: <tencent_%d@qq.com>", h.mails),
		"Date: " + h.At.Format(time.RFC1123Z), "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"} {
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

// Deliver hands a raw mail in and has it processed.
func (h *Office) Deliver(raw []byte) db.Disposition {
	h.Helper()
	m, _, err := h.Processor.Receive(context.Background(), message.Arrival{Raw: raw, Source: "lmtp"})
	if err != nil {
		h.Fatal(err)
	}
	disposition, err := h.Processor.File(context.Background(), m)
	if err != nil {
		h.Fatal(err)
	}
	return disposition
}

// QueueOf is a queue of a processor, until the test ends.
func QueueOf(t testing.TB, p *inbox.Processor) *inbox.Queue {
	t.Helper()
	q := p.NewQueue()
	t.Cleanup(q.Close)
	return q
}

// ClosedStore refuses every act, as a full disk does.
func ClosedStore(t testing.TB) *db.Store {
	t.Helper()
	s, err := db.Open(context.Background(), filepath.Join(t.TempDir(), "closed.db"), dbtest.Options())
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	return s
}

// SMTPHost is what our listener for the world calls itself.
const SMTPHost = "mx.djzx.example"

// ComesOverSMTP takes a mail in as our listener does that asked a DNS.
func (h *Office) ComesOverSMTP(dns sender.DNS, from string, raw []byte) (db.Mail, db.Disposition) {
	h.Helper()
	h.Policy.CheckSender = true
	return h.ComesByListener(SMTPHost, dns, from, raw)
}

// ComesByListener takes a mail in by a listener of any name.
func (h *Office) ComesByListener(hostname string, dns sender.DNS, from string, raw []byte) (db.Mail, db.Disposition) {
	h.Helper()
	h.Policy.SMTPSource = "smtp"
	e := sender.Envelope{Helo: "mail.relay.example", Peer: rawtest.TheirServer, From: from, To: []string{Duban}, ESMTP: true, Secure: true}
	sum := sha256.Sum256(raw)
	m, _, err := h.Processor.Receive(context.Background(), message.Arrival{Raw: sender.Stamp(context.Background(), dns, e, raw, hostname, h.Now()), Source: "smtp", Position: hex.EncodeToString(sum[:])})
	if err != nil {
		h.Fatal(err)
	}
	disposition, err := h.Processor.File(context.Background(), m)
	if err != nil {
		h.Fatal(err)
	}
	return m, disposition
}

// DeliversWith takes a mail in with what the office's own server found.
func (h *Office) DeliversWith(found string, raw []byte) db.Disposition {
	h.Helper()
	h.Policy.AuthServers = []string{SMTPHost}
	return h.Deliver(append([]byte("Authentication-Results: "+SMTPHost+"; "+found+"\r\n"), raw...))
}
