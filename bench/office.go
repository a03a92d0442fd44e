package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
)

// newOffice fills a database with so many people, each of whom owes an item and has
// been written to about it.
func newOffice(ctx context.Context, path string, people int) (*office, error) {
	store, err := db.Open(ctx, path, db.Options{Zone: zone, Domain: "djzx.example"})
	if err != nil {
		return nil, err
	}
	o := &office{store: store, entries: []checklist.Entry{{Kind: checklist.Post, Name: "中心主任", Mail: "zhuren@djzx.example",
		Duties: []checklist.Duty{checklist.DutyDirector, checklist.DutyClerk}}}}
	in := db.Import{Checklist: checklist.Checklist{Title: "清单", Year: time.Now().Year(), Start: checklist.DayOf(time.Now(), zone)}, Actor: "clerk",
		File: db.Document{Name: "清单.txt", Raw: []byte(path)}}
	for i := range people {
		name := fmt.Sprintf("岗位%d", i)
		o.entries = append(o.entries, checklist.Entry{Kind: checklist.Post, Name: name, Mail: fmt.Sprintf("p%d@djzx.example", i)})
		in.Items = append(in.Items, checklist.Item{No: i + 1, Content: fmt.Sprintf("严格落实一码通（%d）。", i), Leads: []string{name}, Joint: []string{}, Deadline: in.Checklist.Start + 30})
		in.Assignments = append(in.Assignments, checklist.Assign{No: i + 1, Party: name, Role: checklist.Lead})
	}
	if o.people, err = checklist.NewDirectory(o.entries); err != nil {
		return nil, err
	}
	if _, err := store.Import(ctx, time.Now(), in); err != nil {
		return nil, err
	}
	return o, o.write(ctx, in.Checklist.Start)
}

// write writes each of them his letter.
func (o *office) write(ctx context.Context, on checklist.Day) error {
	owed, err := o.store.Ledger(ctx)
	if err != nil {
		return err
	}
	var r db.Record
	for _, x := range owed {
		r.Notices = append(r.Notices, db.NewNotice{Key: x.Party, NotBefore: time.Now(), Reason: msg.Words("交办"), Letter: letter.Letter{Kind: letter.KindAssign,
			To: x.Party, Salutation: x.Party, On: on, Lines: []letter.Line{{Assignment: x.ID, No: x.No, Content: x.Content, Role: x.Role, Party: x.Party, Deadline: x.Deadline}}}})
	}
	if err := o.store.Record(ctx, time.Now(), r); err != nil {
		return err
	}
	o.letters, err = o.store.Notices(ctx, db.NoticeFilter{})
	return err
}

// reply is a mail as it travels.
type reply struct {
	from string
	raw  []byte
}

// replies are the answers to all letters, of about a size: the small ones are words
// over a quote, the large ones have a file with them.
func (o *office) replies(size int) (mails []reply) {
	file := make([]byte, size/4*3)
	random := rand.NewChaCha8([32]byte{1})
	for i, n := range o.letters {
		from := fmt.Sprintf("p%d@djzx.example", n.Letter.Lines[0].No-1)
		head := fmt.Sprintf("From: =?utf-8?B?5bKX5L2N?= <%s>\r\nTo: %s\r\nSubject: =?utf-8?B?%s?=\r\nMessage-ID: <bench.%d@djzx.example>\r\nIn-Reply-To: %s\r\nDate: %s\r\nMIME-Version: 1.0\r\n",
			from, followUp, base64.StdEncoding.EncodeToString([]byte("回复："+n.Token.Tag()+"交办")), i, n.MessageID, time.Now().Format(time.RFC1123Z))
		words := "已完成：系统已升级，进度可查。\r\n\r\n------------------ 原始邮件 ------------------\r\n发件人: 督办 <" + followUp + ">\r\n主题: 交办\r\n\r\n" + strings.Repeat("严格落实一码通，提高登记业务进度查询精准性和及时性。\r\n", 30)
		if size < 100<<10 {
			mails = append(mails, reply{from, []byte(head + textPart(words))})
			continue
		}
		_, _ = random.Read(file) // it never fails
		mails = append(mails, reply{from, []byte(head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" + textPart(words) +
			"--x\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" + lines(file) + "--x--\r\n")})
	}
	return mails
}

func textPart(words string) string {
	return "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + lines([]byte(words))
}

// lines is base64 as mail has it.
func lines(raw []byte) string {
	var b bytes.Buffer
	text := base64.StdEncoding.EncodeToString(raw)
	for len(text) > 0 {
		n := min(76, len(text))
		b.WriteString(text[:n] + "\r\n")
		text = text[n:]
	}
	return b.String()
}

// exampleLetters are letters to answer that no database holds.
func exampleLetters(n int) (letters []db.Notice) {
	for i := range n {
		letters = append(letters, db.Notice{Token: "K7Q4M2", MessageID: fmt.Sprintf("<duban.K7Q4M2.%d@djzx.example>", i),
			Letter: letter.Letter{Lines: []letter.Line{{No: i + 1}}}})
	}
	return letters
}
