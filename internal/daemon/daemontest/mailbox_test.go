package daemontest

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox/imaptest"
	"duban/internal/office"
	"duban/internal/words"
)

// While the mailbox cannot be read nobody is accused, and the clerk is told; the
// answer that lay in it all the time counts when it can be read again.
func TestStory_aMailboxThatBreaksDownAccusesNobody(t *testing.T) {
	t.Parallel()
	box := imaptest.New(t, []string{"Junk"})
	OfficeWithMailbox(t, box, "04-29", []Item{Code}, func(s *Story) {
		s.On("04-29")
		s.Expect(Tech, "assign", 1)
		s.On("04-30")
		due := s.Expect(Tech, "due", 1)
		s.Put(box, "Junk", due, "进展：已起草")
		time.Sleep(6 * time.Minute)
		s.Expect(Tech, "receipt")
		box.Down()
		s.On("05-06")
		s.Expect(Tech, "overdue+1")
		s.Put(box, "INBOX", due, "已完成")
		s.On("05-07") // two workdays late, and the supervisor hears nothing
		s.Expect(Tech, "overdue+2")
		todo := s.Newest(letter.KindClerk, Clerk).Notice.Letter.Clerk.Todo
		if !slices.ContainsFunc(todo, func(t letter.Todo) bool {
			return said(t.What) == "收信（imap/督办信箱/INBOX）自4月30日16:05起不成功，提级暂缓"
		}) {
			s.Errorf("the clerk reads: %+v", todo)
		}
		if got := s.Newest(letter.KindDigest, Director).Notice.Letter.Digest.MailboxOK; said(got) != "4月30日16:05（imap/督办信箱/INBOX）" {
			s.Errorf("the digest's foot says %q", got)
		}
		s.Act(func(ctx context.Context, o *office.Office) error {
			all, err := o.Store.Sources(ctx)
			for _, source := range all {
				if source.Name == "imap/督办信箱/Junk" && time.UnixMilli(source.OkMs).In(Zone).Format("01-02 15:04") == "04-30 16:05" && strings.HasPrefix(words.Say(words.Chinese, source.Fault), "连不上：") {
					return err
				}
			}
			s.Errorf("the ways in fare: %+v", all)
			return err
		})
		box.Up()
		s.On("05-08")
		s.Expect(Tech, "receipt")
		s.Stands(1, checklist.Submitted)
	})
}
