package daemontest

import (
	"context"
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/message"
	"duban/internal/office"
	"duban/internal/office/register"
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
				s.Reply(s.Newest(letter.KindDigest, Director), "1 不同意延期")
				s.Expect(Director, "transcript")
				s.Expect(Tech, "outcome")
				s.Unexamined = unexamined
				s.Write(first, reply.Mail{Text: "1 已完成：" + report, File: "整改报告.pdf", Content: "%PDF-1.7 整改报告"})
				s.Expect(Tech, "receipt")
				s.Stands(1, checklist.Submitted)
				s.On("04-24")
				digest := s.Newest(letter.KindDigest, Director)
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

func TestStory_aSupplementIsSeenBeforeItIsJudged(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		first := s.Expect(Tech, "assign", 1)
		s.Reply(first, "1 已完成：已上线")
		receipt := s.Expect(Tech, "receipt")
		s.On("04-23")
		digest := s.Newest(letter.KindDigest, Director)
		s.Reply(receipt, "1 更正：只上线了试点窗口，其余下周上线")
		s.Expect(Tech, "receipt")
		s.Reply(digest, "同意")
		s.Expect(Director, "transcript")
		s.Stands(1, checklist.Submitted)
	})
}

func TestStory_allMeansWhatTheDigestShowedAsWaiting(t *testing.T) {
	t.Parallel()
	old := Item{"完善制度。", "技术服务部", "4月21日"}
	Office(t, "04-14", []Item{Code, Fees, old}, func(s *Story) {
		s.On("04-14")
		first := s.Expect(Tech, "assign", 1, 2, 3)
		s.Reply(first, "1 已完成：已上线\n2 申请延期到6月20日，因设备未到")
		s.Expect(Tech, "receipt")
		s.On("04-16")
		s.Expect(Tech, "remind-3")
		s.On("04-20")
		s.Expect(Tech, "remind-1")
		s.On("04-21")
		due := s.Expect(Tech, "due")
		s.On("04-22")
		s.Expect(Tech, "overdue+1")
		digest := s.Newest(letter.KindDigest, Director)
		s.Reply(due, "3 已完成：已印发")
		s.Expect(Tech, "receipt")
		s.Reply(digest, "全部同意")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome", 1)
		s.Stands(1, checklist.Accepted)
		s.Stands(2, checklist.Open)
		s.Stands(3, checklist.Submitted)
		if o := s.owed(2); o.Deadline != s.Day("05-31") || o.Asked == 0 {
			s.Errorf("the extension was granted: %+v", o.Assignment)
		}
		s.Reply(digest, "全部同意延期")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome", 2)
		if o := s.owed(2); o.Deadline != s.Day("06-20") {
			s.Errorf("the extension was not granted: %+v", o.Assignment)
		}
	})
}

func TestStory_theDepartmentThatIsNamedIsJudged(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{{"严格落实一窗受理。", "业务受理部、技术服务部", "4月底"}}, func(s *Story) {
		s.On("04-22")
		s.Reply(s.Expect(Intake, "assign", 1), "已完成，见附件")
		s.Expect(Intake, "receipt")
		s.Reply(s.Expect(Tech, "assign", 1), "已完成，见附件")
		s.Expect(Tech, "receipt")
		s.On("04-23")
		digest := s.Newest(letter.KindDigest, Director)
		s.Reply(digest, "1 同意")
		tr := s.Expect(Director, "transcript").Notice.Letter.Transcript
		if len(tr.Unread) != 1 || !strings.Contains(tr.Unread[0].String(), "业务受理部") || !strings.Contains(tr.Unread[0].String(), "技术服务部") {
			s.Errorf("it is not asked which: %+v", tr)
		}
		s.Reply(digest, "1 技术服务部退回：缺照片")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome", 1)
		s.Stands(1, checklist.Submitted, checklist.Open)
	})
}

func TestStory_aClaimOvertakesARequest(t *testing.T) {
	t.Parallel()
	Office(t, "04-20", []Item{Code}, func(s *Story) {
		s.On("04-20")
		first := s.Expect(Tech, "assign", 1)
		s.Reply(first, "申请延期到5月20日，因等接口")
		s.Expect(Tech, "receipt")
		s.On("04-21")
		asked := s.Newest(letter.KindDigest, Director)
		s.Reply(first, "已完成：提前办好了")
		s.Expect(Tech, "receipt")
		s.Reply(asked, "1 同意")
		s.Expect(Director, "transcript")
		s.Stands(1, checklist.Submitted)
		s.On("04-22")
		digest := s.Newest(letter.KindDigest, Director)
		d := digest.Notice.Letter.Digest
		if len(d.Asked) != 0 || len(d.Review) != 1 || d.Review[0].Claim != "已完成：提前办好了" || d.Review[0].Overtaken != s.Day("05-20") {
			s.Errorf("the digest shows %+v and %+v", d.Review, d.Asked)
		}
		s.Reply(digest, "1 同意")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome", 1)
		s.Stands(1, checklist.Accepted)
	})
}

func TestStory_theDirectorAnswersTheCalmDigestToo(t *testing.T) {
	t.Parallel()
	Office(t, "04-16", []Item{{"修订制度。", "中心主任", "5月底"}, {"整理档案。", "技术服务部", "5月底"}}, func(s *Story) {
		s.Watch("clerk")
		s.On("04-16")
		s.Expect(Tech, "assign", 2)
		s.Expect(Director, "assign", 1)
		s.On("04-20")
		calm := s.Newest(letter.KindDigest, Director)
		if len(calm.Notice.Letter.Lines) != 0 {
			s.Fatalf("not calm: %+v", calm.Notice.Letter.Lines)
		}
		s.Reply(calm, "请各部门继续抓紧。")
		s.Expect(Director, "transcript")
		if what := said(s.Expect(Clerk, "clerk").Notice.Letter.Clerk.Todo[0].What); !strings.Contains(what, "继续抓紧") {
			s.Errorf("the clerk reads %q", what)
		}
		s.Reply(calm, "1 已完成：制度已印发")
		s.Expect(Director, "transcript")
		s.Stands(1, checklist.Submitted)
		s.Reply(calm, "2 同意")
		s.Expect(Director, "transcript")
		s.Stands(2, checklist.Open)
		s.Reply(calm, "2 请加快进度")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome", 2)
	})
}

func TestStory_anOldDigestDoesNotDecideANewClaim(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		first := s.Expect(Tech, "assign", 1)
		s.Reply(first, "1 已完成：已上线")
		s.Expect(Tech, "receipt")
		s.On("04-23")
		digest := s.Newest(letter.KindDigest, Director)
		s.decide(1, deed(checklist.EventReturned, "缺佐证"))
		s.Settle()
		back := s.Expect(Tech, "outcome", 1)
		s.On("04-24")
		s.Reply(back, "1 已完成：补充截图")
		s.Expect(Tech, "receipt")
		s.Reply(digest, "1 同意")
		transcript := s.Expect(Director, "transcript")
		s.Stands(1, checklist.Submitted)
		tr := transcript.Notice.Letter.Transcript
		if len(tr.Decided) != 1 || tr.Decided[0].Outcome.Code != "more reported since that letter" || len(tr.Waiting) != 1 || !strings.Contains(tr.Waiting[0].Claim, "补充截图") {
			s.Errorf("the transcript says %+v", tr)
		}
		s.Reply(transcript, "1 同意") // which showed the newer
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome", 1)
		s.Stands(1, checklist.Accepted)
	})
}

func TestStory_theClerkJudgesThePartThatWaits(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{{"报送窗口数据。", "技术服务部", "每月28日前"}}, func(s *Story) {
		s.On("04-22")
		s.Reply(s.Expect(Tech, "assign", 1), "已完成，4月数据见附件")
		s.Expect(Tech, "receipt")
		s.decide(1, deed(checklist.EventAccepted, ""))
		s.Settle()
		s.Expect(Tech, "outcome", 1)
		for _, o := range s.parts(1) {
			if want := map[bool]checklist.State{true: checklist.Accepted, false: checklist.Open}[o.Part == "4月"]; o.State != want {
				s.Errorf("%s stands %s", o.Part, o.State)
			}
		}
		more := deed(checklist.EventExtended, "")
		more.Day = s.Day("06-05")
		s.decide(1, more)
		s.Settle()
		s.Expect(Tech, "outcome", 1)
		var moved []string
		for _, o := range s.parts(1) {
			if o.Deadline != o.Original {
				moved = append(moved, o.Part)
			}
		}
		s.same([]string{"5月"}, moved)
	})
}

func TestStory_onlyWhatWasReportedIsStruckOff(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{{"严格落实一窗受理。", "业务受理部、技术服务部", "4月底"}}, func(s *Story) {
		s.On("04-22")
		s.Expect(Intake, "assign", 1)
		s.Reply(s.Expect(Tech, "assign", 1), "已完成")
		s.Expect(Tech, "receipt")
		accepted := deed(checklist.EventAccepted, "")
		s.decide(1, accepted)
		s.Settle()
		s.Expect(Tech, "outcome", 1)
		s.Stands(1, checklist.Open, checklist.Accepted)
		if r := s.refuses(office.NoPart, deciding(1, accepted)); !r.Unreported {
			s.Errorf("it is refused for %+v", r)
		}
		accepted.WithoutReport, accepted.Named.Party = true, "业务受理部"
		s.refuses(office.NoReason, deciding(1, accepted))
		accepted.Why = "现场核实"
		s.decide(1, accepted)
		s.Settle()
		s.Expect(Intake, "outcome", 1)
		s.Stands(1, checklist.Accepted, checklist.Accepted)
	})
}

func TestStory_theWordsOfTheAcceptedClaimAreExported(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		first := s.Expect(Tech, "assign", 1)
		for _, words := range []string{"已完成：试点窗口已上线", "撤回", "已完成：全部窗口已上线", "补充：另附验收单"} {
			s.Reply(first, words)
			s.Expect(Tech, "receipt")
		}
		s.decide(1, deed(checklist.EventAccepted, ""))
		s.Settle()
		s.Expect(Tech, "outcome", 1)
		s.Act(func(ctx context.Context, o *office.Office) error {
			filled, err := register.Fill(ctx, o, s.Today(), "", false)
			if got := filled.Status[1]; !strings.Contains(got, "全部窗口已上线") || !strings.Contains(got, "另附验收单") || strings.Contains(got, "试点窗口") {
				s.Errorf("exported: %q", got)
			}
			return err
		})
	})
}

func (s *Story) owed(no int) db.Owed { s.Helper(); return s.parts(no)[0] }

// parts are the assignments of a number.
func (s *Story) parts(no int) []db.Owed {
	s.Helper()
	all, err := s.Store.AssignmentsOf(context.Background(), no)
	if err != nil || len(all) == 0 {
		s.Fatalf("item %d: %v", no, err)
	}
	return all
}
