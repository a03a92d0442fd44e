package mail_test

import (
	"errors"
	"log/slog"
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
		"no such item":        {no, mail.Filing{Item: 99, As: checklist.VerbDone}, office.ManyParts},
		"nobody of that name": {no, mail.Filing{Item: 14, Party: "档案室", As: checklist.VerbDone}, office.ManyParts},
	} {
		_, err := mail.File(t.Context(), o, now(), row.number, row.filing)
		var r office.Refusal
		if !errors.As(err, &r) || r.Code != row.want {
			t.Errorf("%s: %v, want %q", reason, err, row.want)
		}
	}
	part, err := mail.File(t.Context(), o, now(), no, mail.Filing{Item: 14, As: checklist.VerbDone})
	if err != nil || part.Party != "技术服务部" {
		t.Fatalf("filed to %s, %v", part.Party, err)
	}
	all, err := o.Parts(t.Context(), 14)
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
