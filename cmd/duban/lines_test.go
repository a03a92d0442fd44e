package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/message"
	"duban/internal/daemon/daemontest"
	"duban/internal/words"
)

// amend imports an amended list over the one that runs.
func (s *clerkStory) amend(items ...daemontest.Item) {
	s.Helper()
	s.WriteFile("修订.csv", daemontest.Written(items))
	s.duban("import", filepath.Join(s.Dir, "修订.csv"), "--year", "2026", "--apply")
	s.Settle()
}

// second imports another list that runs beside the first.
func (s *clerkStory) second(day string, items ...daemontest.Item) {
	s.Helper()
	s.WriteFile("另一清单.csv", daemontest.Written(items))
	s.duban("import", filepath.Join(s.Dir, "另一清单.csv"), "--year", "2026", "--start", s.Day(day).String())
}

// StandsAs compares the state of one item by its words: a number is no identity.
func (s *clerkStory) StandsAs(content string, want ...checklist.State) {
	s.Helper()
	all, err := s.Store.Ledger(context.Background())
	if err != nil {
		s.Fatal(err)
	}
	var got []checklist.State
	for _, o := range all {
		if o.Content == content && o.Role == checklist.Lead {
			got = append(got, o.State)
		}
	}
	if len(got) != len(want) {
		s.Fatalf("%s: %q stands %v, want %v", s.Today(), content, got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			s.Errorf("%s: %q stands %v, want %v", s.Today(), content, got, want)
		}
	}
}

// refuses runs a command of the clerk's that must not do anything, and returns what
// it says.
func (s *clerkStory) refuses(args ...string) string {
	s.Helper()
	said, status := typed(s.Story, args...)
	if status == exitDone {
		s.Fatalf("duban %v was done:\n%s", args, said)
	}
	return said
}

var (
	archive  = item("整理档案。", "技术服务部", "4月底")
	training = item("开展业务培训。", "技术服务部", "4月底")
	survey   = item("开展满意度调查。", "技术服务部", "4月底")
)

func TestStory_anAnswerMeansTheNumbersOfItsLetter(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []daemontest.Item{daemontest.Code, archive, training}, func(s *clerkStory) {
		s.On("04-22")
		first := s.Expect(daemontest.Tech, "assign", 1, 2, 3)
		s.amend(daemontest.Code, survey, archive, training)
		s.Expect(daemontest.Tech, "assign", 2) // what is new goes the same day
		s.On("04-23")
		s.Expect(daemontest.Tech, "remind-5")
		s.Reply(first, "2 已完成：档案整理完毕")
		receipt := s.Expect(daemontest.Tech, "receipt")
		s.StandsAs(archive.Content, checklist.Submitted)
		s.StandsAs(survey.Content, checklist.Open)
		if f := receipt.Notice.Letter.Receipt.Filed[0]; f.No != 2 || f.Now != 3 {
			s.Errorf("the receipt says %+v", f)
		}
		s.Reply(first, "4 已完成：培训两次") // his letter had no 4
		if why := words.Say(words.Chinese, s.Expect(daemontest.Tech, "question").Notice.Letter.Receipt.Why); why != "第4项不由您负责" {
			s.Errorf("he is asked %q", why)
		}
		s.StandsAs(training.Content, checklist.Open)
	})
}

func TestStory_aVerdictMeansTheNumbersOfItsDigest(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []daemontest.Item{daemontest.Code, archive, training}, func(s *clerkStory) {
		s.On("04-22")
		s.Reply(s.Expect(daemontest.Tech, "assign", 1, 2, 3), "2 已完成：档案整理完毕\n3 已完成：培训两次")
		s.Expect(daemontest.Tech, "receipt")
		s.On("04-23")
		s.Expect(daemontest.Tech, "remind-5")
		digest := s.Newest(letter.KindDigest, daemontest.Director)
		s.amend(daemontest.Code, survey, archive, training)
		s.Expect(daemontest.Tech, "assign", 2)
		s.Reply(digest, "2 同意\n3 退回：缺签到表")
		s.Expect(daemontest.Director, "transcript")
		s.Expect(daemontest.Tech, "outcome")
		s.StandsAs(archive.Content, checklist.Accepted)
		s.StandsAs(training.Content, checklist.Open)
		s.StandsAs(survey.Content, checklist.Open)
	})
}

func TestStory_anOldDigestDoesNotDecideANewClaim(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []daemontest.Item{daemontest.Code}, func(s *clerkStory) {
		s.On("04-22")
		first := s.Expect(daemontest.Tech, "assign", 1)
		s.Reply(first, "1 已完成：已上线")
		s.Expect(daemontest.Tech, "receipt")
		s.On("04-23")
		digest := s.Newest(letter.KindDigest, daemontest.Director)
		s.duban("judge", "1", "return", "--why", "缺佐证")
		s.Settle()
		back := s.Expect(daemontest.Tech, "outcome", 1)
		s.On("04-24")
		s.Reply(back, "1 已完成：补充截图")
		s.Expect(daemontest.Tech, "receipt")
		s.Reply(digest, "1 同意")
		transcript := s.Expect(daemontest.Director, "transcript")
		s.Stands(1, checklist.Submitted)
		tr := transcript.Notice.Letter.Transcript
		if len(tr.Decided) != 1 || tr.Decided[0].Outcome.Code != "more reported since that letter" || len(tr.Waiting) != 1 || !strings.Contains(tr.Waiting[0].Claim, "补充截图") {
			s.Errorf("the transcript says %+v", tr)
		}
		s.Reply(transcript, "1 同意") // which showed the newer
		s.Expect(daemontest.Director, "transcript")
		s.Expect(daemontest.Tech, "outcome", 1)
		s.Stands(1, checklist.Accepted)
	})
}

func TestStory_twoListsOfOnePersonAreToldApart(t *testing.T) {
	t.Parallel()
	other := []daemontest.Item{item("更新网站。", "业务受理部", "4月底"), item("维护机房。", "业务受理部", "4月底"), item("升级专网。", "技术服务部", "4月底")}
	tell(t, "04-22", []daemontest.Item{daemontest.Window, daemontest.Code, archive}, func(s *clerkStory) {
		s.second("04-22", other...)
		s.On("04-22")
		first := s.Expect(daemontest.Tech, "assign")
		s.Expect(daemontest.Intake, "assign")
		for _, want := range []string{"甲3　整理档案", "乙3　升级专网", "甲《清单.csv》", "乙《另一清单.csv》", "例如“甲2”"} {
			if text := message.Parse(first.Raw, message.Limits{}).Plain; !strings.Contains(text, want) {
				s.Errorf("no %q in:\n%s", want, text)
			}
		}
		s.Reply(first, "3 已完成")
		question := s.Expect(daemontest.Tech, "question")
		s.StandsAs(archive.Content, checklist.Open)
		s.StandsAs("升级专网。", checklist.Open)
		s.Reply(question, "乙3")
		s.Expect(daemontest.Tech, "receipt")
		s.StandsAs(archive.Content, checklist.Open)
		s.StandsAs("升级专网。", checklist.Submitted)
		s.Reply(first, "甲3 已完成：已归档\n乙3 收到")
		s.Expect(daemontest.Tech, "receipt")
		s.StandsAs(archive.Content, checklist.Submitted)
		s.On("04-23")
		s.Expect(daemontest.Tech, "remind-5")
		s.Expect(daemontest.Intake, "remind-5")
		digest := s.Newest(letter.KindDigest, daemontest.Director)
		s.Reply(digest, "3 同意")
		s.Expect(daemontest.Director, "transcript")
		s.StandsAs(archive.Content, checklist.Submitted)
		s.StandsAs("升级专网。", checklist.Submitted)
		s.Reply(digest, "甲3 同意\n乙3 退回：缺照片")
		s.Expect(daemontest.Director, "transcript")
		s.Expect(daemontest.Tech, "outcome")
		s.Expect(daemontest.Tech, "outcome")
		s.StandsAs(archive.Content, checklist.Accepted)
		s.StandsAs("升级专网。", checklist.Open)
	})
}

func TestStory_theClerkSaysWhichList(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []daemontest.Item{daemontest.Code, archive}, func(s *clerkStory) {
		s.second("04-22", item("更新网站。", "业务受理部", "4月底"), item("维护机房。", "业务受理部", "4月底"))
		s.On("04-22")
		s.Expect(daemontest.Tech, "assign")
		s.Expect(daemontest.Intake, "assign")
		if said := s.duban("status"); strings.Index(said, "清单1《清单.csv》") > strings.Index(said, archive.Content[:9]) || !strings.Contains(said, "清单2《另一清单.csv》") {
			s.Errorf("status says %s", said)
		}
		if said := s.refuses("judge", "2", "accept", "--list", "1"); strings.Contains(said, "业务受理部") || !strings.Contains(said, "--without-report") {
			s.Errorf("judge says %s", said)
		}
		for _, args := range [][]string{{"waive", "2", "--why", "并入"}, {"extend", "2", "--to", "2026-05-20"}, {"judge", "2", "accept"}} {
			if said := s.refuses(args...); !strings.Contains(said, "清单1《清单.csv》") || !strings.Contains(said, "清单2《另一清单.csv》") || !strings.Contains(said, "--list") {
				s.Errorf("duban %v says %s", args, said)
			}
		}
		s.Stands(2, checklist.Open, checklist.Open)
		s.duban("waive", "2", "--why", "并入", "--list", "另一清单")
		s.Settle()
		s.Expect(daemontest.Intake, "outcome", 2)
		s.StandsAs("维护机房。", checklist.Waived)
		s.StandsAs(archive.Content, checklist.Open)
		s.duban("waive", "1", "--why", "并入", "--list", "1")
		s.duban("waive", "1", "--why", "并入")
		s.Settle()
		s.Expect(daemontest.Tech, "outcome", 1)
		s.Expect(daemontest.Intake, "outcome", 1)
		if said := s.refuses("reopen", "1", "--why", "复查"); !strings.Contains(said, "--list") {
			s.Errorf("reopen says %s", said)
		}
	})
}

func TestStory_theClerkJudgesThePartThatWaits(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []daemontest.Item{item("报送窗口数据。", "技术服务部", "每月28日前")}, func(s *clerkStory) {
		s.On("04-22")
		s.Reply(s.Expect(daemontest.Tech, "assign", 1), "已完成，4月数据见附件")
		s.Expect(daemontest.Tech, "receipt")
		s.duban("judge", "1", "accept")
		s.Settle()
		s.Expect(daemontest.Tech, "outcome", 1)
		all, err := s.Store.AssignmentsOf(context.Background(), 1)
		if err != nil {
			s.Fatal(err)
		}
		for _, o := range all {
			if want := map[bool]checklist.State{true: checklist.Accepted, false: checklist.Open}[o.Part == "4月"]; o.State != want {
				s.Errorf("%s stands %s", o.Part, o.State)
			}
		}
		s.duban("extend", "1", "--to", "2026-06-05")
		s.Settle()
		s.Expect(daemontest.Tech, "outcome", 1)
		moved := 0
		all, _ = s.Store.AssignmentsOf(context.Background(), 1)
		for _, o := range all {
			if o.Deadline != o.Original {
				if moved++; o.Part != "5月" {
					s.Errorf("%s was moved", o.Part)
				}
			}
		}
		if moved != 1 {
			s.Errorf("%d parts were moved", moved)
		}
	})
}

func TestStory_onlyWhatWasReportedIsStruckOff(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []daemontest.Item{item("严格落实一窗受理。", "业务受理部、技术服务部", "4月底")}, func(s *clerkStory) {
		s.On("04-22")
		s.Expect(daemontest.Intake, "assign", 1)
		s.Reply(s.Expect(daemontest.Tech, "assign", 1), "已完成")
		s.Expect(daemontest.Tech, "receipt")
		s.duban("judge", "1", "accept")
		s.Settle()
		s.Expect(daemontest.Tech, "outcome", 1)
		s.Stands(1, checklist.Open, checklist.Accepted)
		if said := s.refuses("judge", "1", "accept"); !strings.Contains(said, "--without-report") {
			s.Errorf("it says %s", said)
		}
		s.refuses("judge", "1", "accept", "--party", "业务受理部", "--without-report")
		s.duban("judge", "1", "accept", "--party", "业务受理部", "--without-report", "--why", "现场核实")
		s.Settle()
		s.Expect(daemontest.Intake, "outcome", 1)
		s.Stands(1, checklist.Accepted, checklist.Accepted)
	})
}

func TestStory_theWordsOfTheAcceptedClaimAreExported(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []daemontest.Item{daemontest.Code}, func(s *clerkStory) {
		s.On("04-22")
		first := s.Expect(daemontest.Tech, "assign", 1)
		s.Reply(first, "已完成：试点窗口已上线")
		s.Expect(daemontest.Tech, "receipt")
		s.Reply(first, "撤回")
		s.Expect(daemontest.Tech, "receipt")
		s.Reply(first, "已完成：全部窗口已上线")
		s.Expect(daemontest.Tech, "receipt")
		s.Reply(first, "补充：另附验收单")
		s.Expect(daemontest.Tech, "receipt")
		s.duban("judge", "1", "accept")
		s.Settle()
		s.Expect(daemontest.Tech, "outcome", 1)
		out := filepath.Join(s.Dir, "完成.csv")
		s.duban("export", "-o", out)
		got := s.ReadFile("完成.csv")
		if !strings.Contains(got, "全部窗口已上线") || !strings.Contains(got, "另附验收单") || strings.Contains(got, "试点窗口") {
			s.Errorf("exported:\n%s", got)
		}
	})
}

func TestStory_aListThatEndsIsReportedAndCountedNoMoreWhileAnotherRuns(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []daemontest.Item{archive}, func(s *clerkStory) {
		s.Watch("digest")
		s.On("04-22")
		first := s.Expect(daemontest.Tech, "assign", 1)
		s.second("04-23", training, survey)
		s.On("04-23")
		s.Expect(daemontest.Tech, "remind-5") // with what is new
		s.Reply(first, "1 已完成")
		s.Expect(daemontest.Tech, "receipt")
		if said := s.refuses("judge", "1", "accept", "--without-report"); !strings.Contains(said, "--why") {
			s.Errorf("it says %q", said)
		}
		if said := s.refuses("show", "1"); !strings.Contains(said, "清单1") || !strings.Contains(said, "清单2") {
			s.Errorf("show 1 says %q", said)
		}
		s.duban("judge", "1", "accept", "--list", "1", "--why", "已核实")
		s.Settle()
		s.Expect(daemontest.Tech, "outcome", 1)
		s.Watch("digest")
		s.On("04-24")
		s.Expect(daemontest.Director, "digest")
		var closing, daily int
		for _, n := range s.digests("04-24") {
			d := n.Letter.Digest
			if d.Closing {
				closing++
				if d.Counts.Total != 1 || n.Letter.Checklist != 1 {
					s.Errorf("the last report counts %+v of list %d", d.Counts, n.Letter.Checklist)
				}
				continue
			}
			if daily++; d.Counts.Total != 2 {
				s.Errorf("the digest counts %+v", d.Counts)
			}
		}
		if closing != 1 {
			s.Errorf("%d last reports, %d digests", closing, daily)
		}
		s.duban("show", "1") // of the list that runs
		s.Pass("05-11")
		s.Expect(daemontest.Tech, "overdue+5")
		s.Expect(daemontest.Director, "digest")
		for _, n := range s.digests("") {
			if d := n.Letter.Digest; !d.Closing && n.Letter.On > s.Day("04-24") && d.Counts.Total != 2 {
				s.Errorf("the digest of %s counts %+v", n.Letter.On, d.Counts)
			}
			if n.Letter.Digest.Closing && n.Letter.On != s.Day("04-24") {
				s.Errorf("it is reported again on %s", n.Letter.On)
			}
		}
	})
}

func TestStory_whatIsOpenInAListThatIsClosedIsCarriedOverOrWaived(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []daemontest.Item{archive, training, survey}, func(s *clerkStory) {
		s.On("04-22")
		s.Expect(daemontest.Tech, "assign", 1, 2, 3)
		s.second("04-23", daemontest.Item{Content: "推动数据共享。", Parties: "业务受理部", Deadline: "5月底"})
		if said := s.refuses("close", "1", "--waive", "1", "--why", "已并入"); !strings.Contains(said, "2项未办结") {
			s.Errorf("it says %q", said)
		}
		s.refuses("close", "1", "--into", "2", "--waive", "1")
		s.refuses("close", "1", "--into", "1")
		said := s.duban("close", "1", "--into", "2", "--waive", "1", "--why", "已并入其他工作")
		if !strings.Contains(said, "第2项转入") {
			s.Errorf("it says %q", said)
		}
		s.Settle()
		s.Expect(daemontest.Tech, "outcome", 1)
		s.StandsAs(training.Content, checklist.Waived, checklist.Open)
		s.Watch("digest")
		if got := s.Expect(daemontest.Tech, "assign", 2, 3).Notice.Letter.Lines; got[0].Deadline != s.Day("04-30") {
			s.Errorf("what was carried over is due on %s", got[0].Deadline)
		}
		s.On("04-23")
		s.Expect(daemontest.Intake, "assign", 1)
		s.Expect(daemontest.Tech, "remind-5", 2, 3)
		text := s.Expect(daemontest.Director, "digest").Text()
		for _, want := range []string{"3项，免办1项，转入其他清单2项，督办结束", "免办：已并入其他工作", "转入《另一清单.csv》第2项"} {
			if !strings.Contains(text, want) {
				s.Errorf("no %q in:\n%s", want, text)
			}
		}
		// An amended edition of the list that carries them on does not take them away.
		s.WriteFile("修订.csv", daemontest.Written([]daemontest.Item{{Content: "推动数据共享。", Parties: "业务受理部", Deadline: "5月底"}, {Content: "新增事项。", Parties: "业务受理部", Deadline: "5月底"}}))
		s.duban("import", filepath.Join(s.Dir, "修订.csv"), "--year", "2026", "--title", "另一清单.csv", "--apply")
		s.Settle()
		s.StandsAs(training.Content, checklist.Waived, checklist.Open)
		s.Expect(daemontest.Intake, "assign", 2)
	})
}

// digests are those of a day, of all where it is "".
func (s *clerkStory) digests(mmdd string) (found []db.Notice) {
	s.Helper()
	all, err := s.Store.Notices(context.Background(), db.NoticeFilter{})
	if err != nil {
		s.Fatal(err)
	}
	for _, n := range all {
		if n.Kind == letter.KindDigest && n.State == checklist.NoticeSent && (mmdd == "" || n.Letter.On == s.Day(mmdd)) {
			found = append(found, n)
		}
	}
	return found
}
