package mail_test

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"duban/checklist"
	"duban/internal/office"
	"duban/internal/office/mail"
	"duban/internal/office/officetest"
	"duban/internal/reply"
)

// held is an office to which a stranger has written.
func held(t *testing.T) (*office.Office, func() time.Time, int64) {
	t.Helper()
	o := officetest.WithList(t)
	now := func() time.Time { return officetest.Issued.At(10, 0, officetest.Zone) }
	raw := reply.Mail{From: "someone@strangers.example", Subject: "材料", Text: "第14项材料"}.Raw(1, o.Config.Mail.From, now())
	m, err := mail.FileAtOnce(o, now, slog.New(slog.DiscardHandler))(t.Context(), raw)
	if err != nil || m.Outcome == nil || m.Outcome.State != checklist.MailQuarantined {
		t.Fatalf("%+v, %v", m, err)
	}
	return o, now, m.No()
}

func TestFile_aMailGoesToTheOnePartThatIsMeant(t *testing.T) {
	t.Parallel()
	o, now, no := held(t)
	for reason, row := range map[string]struct {
		number int64
		filing mail.Filing
		want   office.Code
	}{
		"no such mail":        {99, mail.Filing{Item: 14, As: checklist.VerbDone}, office.NoMail},
		"no such item":        {no, mail.Filing{Item: 99, As: checklist.VerbDone}, office.NoItem},
		"nobody of that name": {no, mail.Filing{Item: 14, Named: checklist.Named{Party: "档案室"}, As: checklist.VerbDone}, office.NoPart},
	} {
		_, err := mail.File(t.Context(), o, now(), row.number, row.filing)
		var r office.Refusal
		if !errors.As(err, &r) || r.Code != row.want {
			t.Errorf("%s: %v, want %q", reason, err, row.want)
		}
	}
	part, err := mail.File(t.Context(), o, now(), no, mail.Filing{Item: 14, As: checklist.VerbDone})
	if err != nil || len(part) != 1 || part[0].Party != "技术服务部" {
		t.Fatalf("filed to %+v, %v", part, err)
	}
	all, err := o.Store.AssignmentsOf(t.Context(), 14)
	if err != nil || all[0].State != checklist.Submitted {
		t.Errorf("the item: %+v, %v", all, err)
	}
	if waiting, err := mail.Waiting(t.Context(), o); err != nil || len(waiting) != 0 {
		t.Errorf("still waiting: %+v, %v", waiting, err)
	}
}

func TestIngest_theSameMailIsKnown(t *testing.T) {
	t.Parallel()
	o := officetest.New(t)
	now := func() time.Time { return officetest.Issued.At(10, 0, officetest.Zone) }
	raw := reply.Mail{From: "someone@strangers.example", Subject: "材料", Text: "材料"}.Raw(1, o.Config.Mail.From, now())
	take := mail.FileAtOnce(o, now, slog.New(slog.DiscardHandler))
	for _, known := range []bool{false, true} {
		m, err := take(t.Context(), raw)
		if err != nil || m.Known != known || known == (m.Outcome != nil) {
			t.Errorf("known %v: %+v, %v", known, m, err)
		}
	}
}

func TestLeaveToDaemon_storesAndJudgesNothing(t *testing.T) {
	t.Parallel()
	o := officetest.New(t)
	now := func() time.Time { return officetest.Issued.At(10, 0, officetest.Zone) }
	raw := reply.Mail{From: "someone@strangers.example", Subject: "材料", Text: "材料"}.Raw(1, o.Config.Mail.From, now())
	m, err := mail.LeaveToDaemon(o, now)(t.Context(), raw)
	if err != nil || m.Known || m.Outcome != nil || m.State != checklist.MailReceived {
		t.Errorf("%+v, %v", m, err)
	}
}

func TestFile_severalItemsGetTheirOwnWords(t *testing.T) {
	t.Parallel()
	o := officetest.WithList(t)
	now := func() time.Time { return officetest.Issued.At(10, 0, officetest.Zone) }
	raw := reply.Mail{From: "someone@strangers.example", Subject: "材料", Text: "14 已完成：一码通上线\n29 进展：正在对接\n另请关注12项"}.Raw(1, o.Config.Mail.From, now())
	m, err := mail.FileAtOnce(o, now, slog.New(slog.DiscardHandler))(t.Context(), raw)
	if err != nil {
		t.Fatal(err)
	}
	parts, err := mail.File(t.Context(), o, now(), m.No(), mail.Filing{Item: 14, As: checklist.VerbDone}, mail.Filing{Item: 29, As: checklist.VerbProgress})
	if err != nil || len(parts) != 2 {
		t.Fatalf("%+v, %v", parts, err)
	}
	for i, want := range []struct {
		has, hasNot string
		state       checklist.State
	}{{"一码通上线", "正在对接", checklist.Submitted}, {"正在对接", "一码通上线", checklist.Open}} {
		evidence, err := o.Store.EvidenceOf(t.Context(), parts[i].ID)
		if err != nil || len(evidence) != 1 || !strings.Contains(evidence[0].Text, want.has) || strings.Contains(evidence[0].Text, want.hasNot) {
			t.Errorf("item %d: %+v, %v", parts[i].No, evidence, err)
		}
		if now, _ := o.Store.Assignments(t.Context(), []int64{parts[i].ID}); now[0].State != want.state {
			t.Errorf("item %d is %s", parts[i].No, now[0].State)
		}
	}
	if _, err := mail.File(t.Context(), o, now(), m.No(), mail.Filing{Item: 14, As: checklist.VerbDone}); err == nil {
		t.Error("it was filed a second time")
	}
}

// A flood of one sender is one line, and put aside by his address; what somebody known
// wrote, and what names a letter, stands first and stays.
func TestListed_aFloodHidesNothing(t *testing.T) {
	t.Parallel()
	o := officetest.WithList(t)
	at := officetest.Issued.At(10, 0, officetest.Zone)
	now := func() time.Time { return at }
	take := mail.FileAtOnce(o, now, slog.New(slog.DiscardHandler))
	bring := func(from, subject, text string) {
		t.Helper()
		at = at.Add(time.Second)
		if _, err := take(t.Context(), reply.Mail{From: from, Subject: subject, Text: text}.Raw(int(at.Unix()), o.Config.Mail.From, at)); err != nil {
			t.Fatal(err)
		}
	}
	for range 60 {
		bring("flood@strangers.example", "广告", at.String())
	}
	known := o.Directory.People()[1]
	bring(known.Mail, "材料", "第14项材料")
	for i := range 20 {
		bring(fmt.Sprintf("s%d@many.example", i), "广告", at.String())
	}
	lines, err := mail.Listed(t.Context(), o, false)
	if err != nil || len(lines) != 12 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	if lines[0].Person != known.ID || lines[0].Count != 1 {
		t.Errorf("the first line is %+v", lines[0])
	}
	total := 0
	for _, l := range lines {
		total += l.Count
	}
	if rest := lines[11]; total != 81 || rest.Rest != 11 || rest.Count != 70 {
		t.Errorf("%d mails in all, the last line stands for %d of %d senders", total, rest.Count, rest.Rest)
	}
	if all, _ := mail.Listed(t.Context(), o, true); len(all) != 81 {
		t.Errorf("one by one there are %d", len(all))
	}
	for address, want := range map[string][2]int{"Flood@strangers.example": {60, 0}, known.Mail: {0, 1}} {
		discarded, left, err := mail.DiscardFrom(t.Context(), o, now(), address, "广告")
		if err != nil || discarded != want[0] || left != want[1] {
			t.Errorf("%s: %d put aside, %d left, %v", address, discarded, left, err)
		}
	}
	if broken, err := o.Store.Check(t.Context()); err != nil || len(broken) > 0 {
		t.Errorf("%v, %v", broken, err)
	}
}
