package daemontest

import (
	"slices"
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
	"duban/internal/reply"
)

func TestStory_anUnprovenVerdictCountsOnceItsJudgeHasConfirmedIt(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.Unexamined = true
		s.On("04-22")
		s.Reply(s.Expect(Tech, "assign"), "已完成，见附件")
		if r := s.Expect(Tech, "receipt"); !r.Notice.Letter.Receipt.Unproven {
			t.Error("the receipt does not say that nobody proved its sender")
		}
		s.On("04-23")
		digest := s.Newest(letter.KindDigest, Director)
		if waiting := digest.Notice.Letter.Digest.Review; len(waiting) != 1 || !waiting[0].Unproven || len(digest.Notice.Letter.Digest.Senders) != 1 {
			t.Errorf("the digest shows %+v, %v", waiting, digest.Notice.Letter.Digest.Senders)
		}
		s.Reply(digest, "1 同意")
		ask := s.Expect(Director, "confirm")
		s.Stands(1, checklist.Submitted)
		s.Write(ask, reply.Mail{Text: "我外出学习，暂不能处理邮件。", Auto: true})
		s.Stands(1, checklist.Submitted)
		s.Reply(ask, "确认")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome", 1)
		s.Stands(1, checklist.Accepted)
		s.Reply(ask, "确认") // again
		s.Expect(Director, "transcript")
		s.On("05-12")
	})
}

func TestStory_whatIsNotConfirmedInThreeWorkdaysIsNeverCarriedOut(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.Unexamined = true
		s.On("04-22")
		s.Reply(s.Expect(Tech, "assign"), "已完成，见附件")
		s.Expect(Tech, "receipt")
		s.On("04-23")
		s.Reply(s.Newest(letter.KindDigest, Director), "1 同意")
		ask := s.Expect(Director, "confirm")
		s.On("04-28") // the third workday
		s.Stands(1, checklist.Submitted)
		s.On("04-29")
		senders := s.Newest(letter.KindDigest, Director).Notice.Letter.Digest.Senders
		if !slices.ContainsFunc(senders, func(m msg.Message) bool {
			return strings.Contains(said(m), "三个工作日内未经本人确认，不予执行")
		}) {
			t.Errorf("the digest says %q", senders)
		}
		var told []string
		for _, todo := range s.Newest(letter.KindClerk, Clerk).Notice.Letter.Clerk.Todo {
			told = append(told, said(todo.What))
		}
		if !strings.Contains(strings.Join(told, "\n"), "三个工作日内未经本人确认") {
			t.Errorf("the clerk is told %q", told)
		}
		s.Reply(ask, "确认")
		s.Expect(Director, "transcript")
		s.Stands(1, checklist.Submitted)
		s.On("05-12")
		s.Stands(1, checklist.Submitted)
	})
}

func TestStory_aDeniedVerdictIsVoidAndTheClerkIsTold(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.Unexamined = true
		s.On("04-22")
		s.Reply(s.Expect(Tech, "assign"), "已完成，见附件")
		s.Expect(Tech, "receipt")
		s.On("04-23")
		s.Watch("clerk")
		digest := s.Newest(letter.KindDigest, Director)
		s.Reply(digest, "1 同意") // by a forger, who has seen it
		ask := s.Expect(Director, "confirm")
		s.Reply(digest, "确认") // he has no other number, and there it is but a remark
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome", 1)
		s.Stands(1, checklist.Submitted)
		s.Reply(ask, "不是本人")
		s.Expect(Director, "transcript")
		s.Expect(Clerk, "clerk")
		s.Stands(1, checklist.Submitted)
		s.ignored = append(s.ignored, "clerk")
		s.On("05-06")
		s.Stands(1, checklist.Submitted)
	})
}
