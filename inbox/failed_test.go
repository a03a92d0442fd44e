package inbox_test

import (
	"os"
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/inboxtest"
	"duban/inbox/message"
	"duban/internal/words"
)

// unreadable is a stored mail whose file somebody has taken away: its filing fails.
func unreadable(t *testing.T, h *inboxtest.Office) db.Mail {
	t.Helper()
	if h.Store.FilesDir() == "" {
		t.Skip("PostgreSQL keeps large mails in rows, which nobody takes away")
	}
	m, _, err := h.Processor.Receive(t.Context(), message.Arrival{Raw: h.Reply(h.Ask(), inboxtest.Jishu, "14 已完成"+strings.Repeat("。", 200<<10)), Source: "lmtp"})
	if err != nil {
		t.Fatal(err)
	}
	dir := h.Store.FilesDir()
	if err := os.Rename(dir, dir+".away"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { // all that is stored is checked at the end
		if err := os.Rename(dir+".away", dir); err != nil {
			t.Error(err)
		}
	})
	return m
}

func TestProcessor_whatCannotBeFiledThreeTimesIsTheClerks(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	m := unreadable(t, h)
	for try := 1; try <= 2; try++ {
		if _, err := h.Processor.File(t.Context(), m); err == nil {
			t.Fatalf("try %d did not fail", try)
		}
		if now, _ := h.Store.MailByID(t.Context(), m.ID); now.State != checklist.MailReceived {
			t.Fatalf("after try %d it is %s", try, now.State)
		}
	}
	got, err := h.Processor.File(t.Context(), m)
	if err != nil || got.State != checklist.MailQuarantined || !strings.Contains(words.Say(words.Chinese, got.Reason), "连续3次未能登记") {
		t.Errorf("got %+v, %v", got, err)
	}
	alarms := h.Letters(letter.KindClerk, inboxtest.Zonghe)
	if len(alarms) != 1 || !strings.Contains(words.Say(words.Chinese, alarms[0].Letter.Clerk.Todo[0].What), "未能登记") {
		t.Errorf("got alarms %+v", alarms)
	}
	if err := h.Processor.Pending(t.Context()); err != nil {
		t.Errorf("it is tried again: %v", err)
	}
}

// One that cannot be filed keeps no other waiting, and is told of.
func TestProcessor_pendingFilesWhatItCan(t *testing.T) {
	t.Parallel()
	h := inboxtest.New(t)
	unreadable(t, h)
	other, _, err := h.Processor.Receive(t.Context(), message.Arrival{Raw: h.Reply(h.Ask(), inboxtest.Jishu, "14 进展：正在试用"), Source: "lmtp"})
	if err != nil {
		t.Fatal(err)
	}
	err = h.Processor.Pending(t.Context())
	if now, _ := h.Store.MailByID(t.Context(), other.ID); err == nil || now.State != checklist.MailFiled {
		t.Errorf("the other is %s, and the error %v", now.State, err)
	}
	for range 2 { // until it is held
		_ = h.Processor.Pending(t.Context())
	}
}

// Of a mail that could not be filed the clerk sees who wrote it and what, where it can be read.
func TestProcessor_whatIsSeenOfAMailThatCannotBeFiled(t *testing.T) {
	t.Parallel()
	for from, person := range map[string]string{inboxtest.Jishu: "技术服务部负责人", "a@elsewhere.example": ""} {
		h := inboxtest.New(t)
		m, _, err := h.Processor.Receive(t.Context(), message.Arrival{Raw: h.Mail(from, "关于第14项", "14 已完成"), Source: "lmtp"})
		if err != nil {
			t.Fatal(err)
		}
		if got := h.Processor.Unfiled(t.Context(), m); got.Sender != from || got.Person != person || got.Subject != "关于第14项" || strings.TrimSpace(got.Text) != "14 已完成" || got.State != checklist.MailQuarantined {
			t.Errorf("of %s: %+v", from, got)
		}
	}
}
