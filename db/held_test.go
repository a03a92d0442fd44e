package db_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/db"
	"duban/internal/msg"
	"duban/internal/words"
)

// Whoever sends a thousand mails never hides the one that matters.
func TestBundleHeld_whatHasALineOfItsOwn(t *testing.T) {
	t.Parallel()
	mail := func(person, sender string, answers int64, reason string) db.Mail {
		return db.Mail{Person: person, Sender: sender, Answers: answers, State: checklist.MailQuarantined, Reason: msg.FromText(reason)}
	}
	times := func(n int, m db.Mail) (all []db.Mail) {
		for range n {
			all = append(all, m)
		}
		return all
	}
	var strangers []db.Mail
	for i := range 12 {
		strangers = append(strangers, times(12-i, mail("", fmt.Sprintf("s%02d@x.example", i), 0, "发件人不在通讯录"))...)
	}
	for name, tt := range map[string]struct {
		mails []db.Mail
		want  []string
	}{
		"somebody known, of one reason":         {times(3, mail("A负责人", "a@x.example", 0, "没有督办编号")), []string{"A负责人 3"}},
		"of two reasons":                        {append(times(2, mail("A负责人", "a@x.example", 0, "没有督办编号")), mail("A负责人", "a@x.example", 0, "未核验")), []string{"A负责人 2", "A负责人 1"}},
		"a reason that says more":               {append(times(2, mail("A负责人", "a@x.example", 0, `{"say":"late","of":[9,"甲"]}`)), mail("A负责人", "a@x.example", 0, `{"say":"late","of":[10,"乙"]}`)), []string{"A负责人 3"}},
		"of one letter five":                    {times(7, mail("A负责人", "a@x.example", 8, "矛盾")), []string{"A负责人 1", "A负责人 1", "A负责人 1", "A负责人 1", "A负责人 1", "A负责人 2"}},
		"a stranger who names a letter is none": {append(times(2, mail("", "b@x.example", 0, "甲")), mail("", "c@x.example", 8, "甲")), []string{"通讯录以外的来信 1", "通讯录以外的来信 b@x.example 2"}},
		"known ones before strangers":           {append(times(1, mail("", "b@x.example", 0, "甲")), mail("A负责人", "a@x.example", 0, "甲")), []string{"A负责人 1", "通讯录以外的来信 1"}},
		"who has no address":                    {times(2, mail("", "", 0, "甲")), []string{"通讯录以外的来信 2"}},
		"of twelve strangers ten, of few mails first": {strangers, []string{"通讯录以外的来信 1", "通讯录以外的来信 s10@x.example 2", "通讯录以外的来信 s09@x.example 3", "通讯录以外的来信 s08@x.example 4",
			"通讯录以外的来信 s07@x.example 5", "通讯录以外的来信 s06@x.example 6", "通讯录以外的来信 s05@x.example 7", "通讯录以外的来信 s04@x.example 8", "通讯录以外的来信 s03@x.example 9", "通讯录以外的来信 s02@x.example 10",
			"其余2个通讯录以外的发件人 23"}},
		"ten have a line each": {strangers[23:], []string{"通讯录以外的来信 1", "通讯录以外的来信 s10@x.example 2", "通讯录以外的来信 s09@x.example 3", "通讯录以外的来信 s08@x.example 4",
			"通讯录以外的来信 s07@x.example 5", "通讯录以外的来信 s06@x.example 6", "通讯录以外的来信 s05@x.example 7", "通讯录以外的来信 s04@x.example 8", "通讯录以外的来信 s03@x.example 9", "通讯录以外的来信 s02@x.example 10"}},
	} {
		var got []string
		for _, h := range db.BundleHeld(tt.mails) {
			got = append(got, fmt.Sprint(words.Say(words.Chinese, h.From()), " ", h.Count))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// A folder beside an INBOX decides nothing; whatever is called otherwise does.
func TestDeciding_whatIsBesideAnInbox(t *testing.T) {
	t.Parallel()
	var all []db.Source
	for _, name := range []string{"INBOX", "lmtp", "imap/a/Inbox", "imap/a/Junk", "imap/b/Junk", "imap/aINBOX", "imap/aJunk"} {
		all = append(all, db.Source{Name: name})
	}
	var got []string
	for _, s := range db.Deciding(all) {
		got = append(got, s.Name)
	}
	if diff := cmp.Diff([]string{"INBOX", "lmtp", "imap/a/Inbox", "imap/b/Junk", "imap/aINBOX", "imap/aJunk"}, got); diff != "" {
		t.Error(diff)
	}
}

// What came otherwise than by mail is said once a way.
func TestClaimed_recordedByWhom(t *testing.T) {
	t.Parallel()
	said := func(ways ...checklist.Way) (c db.Claimed) {
		for _, w := range ways {
			c.Said = append(c.Said, db.Evidence{Way: w})
		}
		return c
	}
	for _, tt := range []struct {
		c    db.Claimed
		want string
	}{
		{said("", ""), ""},
		{said("", checklist.ByPhone), "电话报告，督办员登记"},
		{said(checklist.ByPhone, checklist.OnPaper, checklist.ByPhone), "电话报告、纸质报告，督办员登记"},
	} {
		if got := words.Say(words.Chinese, tt.c.Recorded()); got != tt.want {
			t.Errorf("%s, want %s", got, tt.want)
		}
	}
}
