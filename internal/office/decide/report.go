package decide

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"mime"
	"strings"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/message"
	"duban/internal/msg"
	"duban/internal/office"
	"duban/internal/words"
)

// Report is what a party has reported otherwise than by mail, as the clerk records it.
type Report struct {
	Named checklist.Named
	By    checklist.Way
	Done  bool // completion is claimed; else it tells of progress
	Text  string
	Files []ReportFile
}

// ReportFile is a file that was brought along.
type ReportFile struct {
	Name    string
	Content []byte
}

func (r Report) verb() checklist.Verb {
	if r.Done {
		return checklist.VerbDone
	}
	return checklist.VerbProgress
}

// File records a report: as a mail of the clerk's own making that is kept like those that
// came, so that it is evidence by the same rules, marked by its kind. It does what the same
// words do by mail, and the party is sent a receipt, which it can answer.
func File(ctx context.Context, o *office.Office, now time.Time, no int, r Report) (part db.Owed, does checklist.Effect, err error) {
	if part, err = r.part(ctx, o, now, no); err != nil {
		return part, does, err
	}
	does = part.Answered(checklist.Answer{Verb: r.verb(), Text: r.Text}, checklist.Numbered("", part.No), checklist.DayOf(now, o.Zone), o.Days())
	raw := r.raw(o, now, part)
	m := message.Parse(raw, message.Limits{Bytes: len(raw)})
	var files []db.Attachment
	for i, a := range m.Attachments {
		files = append(files, db.Attachment{N: i + 1, Name: a.Name, Type: a.Sniffed, Size: int64(a.Size), SHA256: a.SHA256, Note: a.Note()})
	}
	absences, err := o.Store.Absences(ctx, checklist.DayOf(now, o.Zone))
	if err != nil {
		return part, does, err
	}
	dir := o.Directory.Acting(absences, checklist.DayOf(now, o.Zone))
	_, err = o.Store.FileByHand(ctx, now, db.Arrival{Raw: raw, Source: "file"}, func(mail db.Mail) db.Record {
		rec := db.Record{Mails: []db.Disposition{{ID: mail.ID, State: checklist.MailFiled, Kind: string(r.By), Reason: msg.New("recorded by the clerk", r.By), MessageID: m.MessageID,
			Sender: checklist.FoldMail(m.From.Addr), Person: clerk.ID, Subject: m.Subject, Text: r.Text, Attachments: files, Fresh: true,
			Evidence: []db.Evidence{{Mail: mail.ID, Assignment: part.ID, Verb: r.verb(), Text: r.Text}}}}}
		after := part
		if does.Event != "" {
			e := checklist.Event{Kind: does.Event, Assignment: part.ID, Actor: clerk.ID, Mail: mail.ID, Reason: msg.New("recorded by the clerk", r.By), Text: r.Text}
			rec.Events = append(rec.Events, e)
			e.At, e.On = now.UnixMilli(), checklist.DayOf(now, o.Zone)
			if next, err := part.Apply(e); err == nil {
				after.Assignment = next
			}
		}
		if to, known := dir.ResponsibleFor(part.Party); known {
			rec.Notices = append(rec.Notices, r.receipt(to, after, does, mail, files, checklist.DayOf(now, o.Zone), now))
		}
		return rec
	})
	return part, does, err
}

// part is the one that the report is about.
func (r Report) part(ctx context.Context, o *office.Office, now time.Time, no int) (part db.Owed, err error) {
	chosen, _, err := o.Meant(ctx, no, checklist.ByHand{Kind: checklist.EventProgress, Named: r.Named}, checklist.DayOf(now, o.Zone))
	if err != nil {
		return part, err
	}
	return chosen[0], nil
}

// receipt tells the party what was recorded in its name.
func (r Report) receipt(to checklist.Person, part db.Owed, does checklist.Effect, mail db.Mail, files []db.Attachment, on checklist.Day, now time.Time) db.NewNotice {
	rc := &letter.Receipt{ReceivedMs: now.UnixMilli(), Text: r.Text, By: r.By,
		Filed: []letter.Filed{{No: part.No, Content: checklist.ShortName(part.Content), Outcome: does.Outcome, Hint: does.Hint, Text: r.Text,
			Record: fmt.Sprintf("%d-%04d", on.Year(), mail.No())}}}
	for _, f := range files {
		rc.Files = append(rc.Files, letter.File{Name: f.Name, Size: f.Size, SHA256: f.SHA256, Note: f.Note})
	}
	h := letter.HeadingTold
	if part.State == checklist.Open {
		h = letter.OwedUnder(part.Assignment)
	}
	return db.NewNotice{Key: fmt.Sprintf("receipt/%d", mail.ID), Reason: msg.New("recorded by the clerk", r.By), NotBefore: now, Cause: mail.ID,
		Letter: letter.Letter{Kind: letter.KindReceipt, To: to.ID, Salutation: to.Title, Checklist: part.Checklist, List: part.Title, On: on,
			Lines: []letter.Line{part.Line(h)}, Receipt: rc}}
}

// raw is the record as a mail.
func (r Report) raw(o *office.Office, now time.Time, part db.Owed) []byte {
	const boundary = "duban-record"
	var b bytes.Buffer
	from := mime.BEncoding.Encode("utf-8", "督办员")
	subject := mime.BEncoding.Encode("utf-8", fmt.Sprintf("%s　第%d项　%s", words.Say(words.Chinese, r.By.Message()), part.No, part.Party))
	fmt.Fprintf(&b, "From: %s <%s>\r\nTo: <%s>\r\nSubject: %s\r\nDate: %s\r\nMessage-ID: <record.%s@%s>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=%s\r\n\r\n",
		from, o.Config.Mail.From, o.Config.Mail.From, strings.ReplaceAll(subject, "?= =?", "?=\r\n =?"), now.In(o.Zone).Format(time.RFC1123Z), strings.ToLower(rand.Text()), o.Domain(), boundary)
	fmt.Fprintf(&b, "--%s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n", boundary)
	writeBase64(&b, []byte(r.Text))
	for _, f := range r.Files {
		fmt.Fprintf(&b, "\r\n--%s\r\nContent-Type: application/octet-stream\r\nContent-Disposition: %s\r\nContent-Transfer-Encoding: base64\r\n\r\n",
			boundary, strings.Replace(mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}), "; ", ";\r\n ", 1))
		writeBase64(&b, f.Content)
	}
	fmt.Fprintf(&b, "\r\n--%s--\r\n", boundary)
	return b.Bytes()
}

// writeBase64 writes lines of 76 characters (RFC 2045, section 6.8).
func writeBase64(b *bytes.Buffer, content []byte) {
	const line = 57
	for from := 0; from < len(content); from += line {
		b.WriteString(base64.StdEncoding.EncodeToString(content[from:min(from+line, len(content))]) + "\r\n")
	}
}
