package daemontest

import (
	"strings"
	"testing"

	"duban/checklist"
	"duban/inbox/message"
	"duban/internal/reply"
)

// Who judges sees the whole report, its files and what was promised before; the files come
// with his letter where the office wants it and their sender is proven.
func TestStory_theDirectorJudgesWithHisEyesOpen(t *testing.T) {
	t.Parallel()
	report := "采取措施：制定方案、明确专人、按周检查，组织窗口人员学习并逐项对照整改，增设两个综合窗口；成效：已落实到位，群众反映良好，投诉量较上月下降三成。"
	attach := func(unexamined bool, want string) func(*testing.T) {
		return func(t *testing.T) {
			t.Parallel()
			Office(t, "04-22", []Item{Code}, func(s *Story) {
				s.On("04-22")
				first := s.Expect(Tech, "assign")
				s.Reply(first, "1 申请延期到5月8日，因设备未到")
				s.Expect(Tech, "receipt")
				s.On("04-23")
				s.Expect(Tech, "remind-5")
				s.Reply(s.Newest(checklist.LetterDigest, Director), "1 不同意延期")
				s.Expect(Director, "transcript")
				s.Expect(Tech, "outcome")
				s.Unexamined = unexamined
				s.Write(first, reply.Mail{Text: "1 已完成：" + report, File: "整改报告.pdf", Content: "%PDF-1.7 整改报告"})
				s.Expect(Tech, "receipt")
				s.Stands(1, checklist.Submitted)
				s.On("04-24")
				digest := s.Newest(checklist.LetterDigest, Director)
				m := message.Parse(digest.Notice.Raw, message.Limits{})
				text := strings.ReplaceAll(m.Text, "\r\n", "\n")
				for _, part := range []string{report, want, "时限4月30日周四", "此前：4月22日申请延期至5月8日"} {
					if !strings.Contains(text, part) {
						t.Errorf("the digest does not say %q:\n%s", part, text)
					}
				}
				if got := len(m.Attachments); (got == 1) == unexamined {
					t.Errorf("%d files are enclosed", got)
				}
			}, `attach_up_to = ""`, `attach_up_to = "3MB"`)
		}
	}
	t.Run("proven", attach(false, "附件：整改报告.pdf（PDF，21 字节，随信附上）"))
	t.Run("unproven", attach(true, "附件：整改报告.pdf（PDF，21 字节）"))
}
