package daemontest

import (
	"context"
	"log/slog"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/office"
	"duban/internal/office/decide"
	"duban/internal/words"
)

// A report by phone is the clerk's record, marked so wherever it is shown, and else what
// the same words are by mail.
func TestStory_aReportByPhoneIsFiledAndJudgedLikeAnyOther(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Window}, func(s *Story) {
		s.On("04-22")
		s.Expect(Tech, "assign")
		s.Expect(Intake, "assign")
		file := func(no int, r decide.Report) {
			t.Helper()
			s.Act(func(ctx context.Context, o *office.Office) error {
				_, _, err := decide.File(ctx, o, s.now(), no, r)
				return err
			})
			s.Settle()
		}
		phoned := decide.Report{By: checklist.ByPhone, Done: true, Text: "查询功能已升级", Files: []decide.ReportFile{{Name: "通话记录.txt", Content: []byte("记录")}}}
		file(1, phoned)
		receipt := s.Expect(Tech, "receipt", 1)
		s.shows(receipt, "督办员已将您的电话报告登记在册", "查询功能已升级", "通话记录.txt")
		s.Stands(1, checklist.Submitted)
		s.Reply(receipt, "撤回1") // he says it is not so
		s.Expect(Tech, "receipt")
		s.Stands(1, checklist.Open)
		phoned.By = checklist.OnPaper
		file(1, phoned)
		s.Expect(Tech, "receipt")
		file(2, decide.Report{Named: checklist.Named{Party: "技术服务部"}, By: checklist.InPerson, Text: "已提供接口"})
		s.Expect(Tech, "receipt", 2)

		s.On("04-23")
		s.Expect(Intake, "remind-5")
		digest := s.Newest(letter.KindDigest, Director)
		if line := digest.Notice.Letter.Digest.Review[0]; words.Say(words.Chinese, line.Recorded) != "纸质报告，督办员登记" || line.Unproven || line.Attachments != 1 {
			t.Errorf("the digest shows %+v", line)
		}
		s.ask(s.mailOf(Director), "", "1 情况")
		s.shows(s.Expect(Director, "inquiry"), "督办员报办结（电话报告，督办员登记）：“查询功能已升级”", "佐证材料1件")
		s.Reply(digest, "1 同意")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome", 1)
		s.Stands(1, checklist.Accepted)
		s.Act(func(ctx context.Context, o *office.Office) error { // nothing of it is read anew
			for id := int64(1); id <= 3; id++ {
				m, err := o.Store.MailByID(ctx, id)
				if err != nil {
					return err
				}
				if _, changed, err := o.Processor(s.now, slog.New(slog.DiscardHandler)).Replay(ctx, m); err != nil || changed {
					t.Errorf("mail %d is changed by a replay: %v", id, err)
				}
			}
			return nil
		})
		s.On("04-27")
		s.Expect(Intake, "remind-3")
	})
}
