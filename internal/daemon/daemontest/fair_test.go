package daemontest

import (
	"context"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox/imaptest"
	"duban/internal/office"
	"duban/internal/office/decide"
	"duban/internal/office/mail"
	"duban/internal/reply"
	"duban/notify/mailtest"
)

// file files a waiting mail by hand as done.
func (s *Story) file(item int) {
	s.Helper()
	s.Act(func(ctx context.Context, o *office.Office) error {
		waiting, err := mail.Waiting(ctx, o)
		if err != nil || len(waiting) != 1 {
			s.Fatalf("%s: %d mails wait, %v", s.Today(), len(waiting), err)
		}
		_, err = mail.File(ctx, o, time.Now(), waiting[0].No(), mail.Filing{Item: item, As: checklist.VerbDone})
		return err
	})
}

func TestStory_onTimeIsByTheDayAReplyCameWhereverItLay(t *testing.T) {
	t.Parallel()
	Office(t, "04-27", []Item{Code}, func(s *Story) {
		s.On("04-27")
		first := s.Expect(Tech, "assign", 1)
		s.On("04-29")
		s.Expect(Tech, "remind-1", 1)
		s.Write(first, reply.Mail{Subject: "办结", Text: "已完成"}) // without its number
		s.Expect(Tech, "held")
		s.On("04-30")
		s.Expect(Tech, "due", 1)
		s.On("05-06")
		s.Expect(Tech, "overdue+1", 1)
		s.file(1)
		s.On("05-07")
		d := s.Newest(letter.KindDigest, Director).Notice.Letter.Digest
		if len(d.Depts) != 1 || d.Depts[0].OnTime != 1 || d.Depts[0].Due != 1 || d.Review[0].ClaimOn != s.Day("04-29") {
			s.Errorf("the director reads %+v, %+v", d.Depts, d.Review)
		}
	})
}

func TestStory_askingBackMakesNobodyLate(t *testing.T) {
	t.Parallel()
	Office(t, "04-29", []Item{Code, {"完善窗口制度。", "技术服务部", "4月底"}}, func(s *Story) {
		s.On("04-29")
		first := s.Expect(Tech, "assign", 1, 2)
		s.On("04-30")
		s.Expect(Tech, "due")
		s.Reply(first, "已完成，见附件")
		question := s.Expect(Tech, "question")
		s.Pass("05-06")
		s.Expect(Tech, "overdue+1")
		s.Reply(question, "1、2")
		s.Expect(Tech, "receipt")
		s.Stands(1, checklist.Submitted)
		s.On("05-07")
		if got := s.Newest(letter.KindDigest, Director).Notice.Letter.Digest.Depts[0]; got.OnTime != 2 || got.Due != 2 {
			s.Errorf("the director reads %+v", got)
		}
	})
}

func TestStory_aRequestInTimeStopsTheClimbingForTenWorkdays(t *testing.T) {
	t.Parallel()
	Office(t, "04-27", []Item{Code}, func(s *Story) {
		s.On("04-27")
		first := s.Expect(Tech, "assign", 1)
		s.On("04-28")
		s.Reply(first, "申请延期到5月20日，因设备未到货")
		s.shows(s.Expect(Tech, "receipt"), "已报中心主任")
		s.Watch("escalate")
		s.Pass("05-08") // three workdays late: the superior would have been told yesterday
		s.shows(s.Expect(Tech, "overdue+3"), "逾期3个工作日（延期待批）", "4月28日申请延期至5月20日（周三），尚未审定")
		s.shows(s.Newest(letter.KindDigest, Director), "（延期待批）", "已等候3个工作日，时限已过1个工作日，请尽快审定")
		s.On("05-09") // a Saturday on which people work
		s.shows(s.Newest(letter.KindClerk, Clerk), "第1项（技术服务部申请延期，已等候6个工作日）", "没有另设审核人")
		s.On("05-11")
		s.Expect(Tech, "overdue+5")
		s.On("05-18") // the tenth, and nobody above
		s.Expect(Tech, "overdue+10")
		s.On("05-19")
		s.shows(s.Expect(Deputy, "escalate", 1), "逾期11个工作日", "4月28日申请延期至5月20日，尚未审定")
	})
}

func TestStory_aRefusedRequestPausesNothingAgain(t *testing.T) {
	t.Parallel()
	Office(t, "04-27", []Item{Code}, func(s *Story) {
		s.On("04-27")
		first := s.Expect(Tech, "assign", 1)
		s.On("04-28")
		s.Reply(first, "申请延期到5月20日，因设备未到货")
		s.Expect(Tech, "receipt")
		s.On("04-29")
		s.Expect(Tech, "remind-1")
		s.Reply(s.Newest(letter.KindDigest, Director), "1 不同意延期")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome")
		s.On("04-30")
		s.Reply(s.Expect(Tech, "due"), "申请延期到5月29日，确有困难")
		s.Expect(Tech, "receipt")
		s.Pass("05-07")
		s.Expect(Tech, "overdue+2")
		s.shows(s.Expect(Deputy, "escalate", 1), "4月30日申请延期至5月29日，尚未审定")
	})
}

func TestStory_noTimeIsGrantedToADayThatHasPassed(t *testing.T) {
	t.Parallel()
	Office(t, "04-27", []Item{Code}, func(s *Story) {
		s.On("04-27")
		first := s.Expect(Tech, "assign", 1)
		s.On("04-28")
		s.Reply(first, "申请延期到5月9日，因设备未到货")
		s.Expect(Tech, "receipt")
		s.Pass("05-12")
		digest := s.Newest(letter.KindDigest, Director)
		s.shows(digest, "申请的日期已过，同意的请另写日期")
		s.Reply(digest, "1 同意延期")
		s.shows(s.Expect(Director, "transcript"), "5月9日已过，未作处理；请另写一个日期")
		s.Reply(digest, "1 同意延期到5月29日")
		s.shows(s.Expect(Director, "transcript"), "同意延期至5月29日")
		s.Expect(Tech, "outcome")
		s.Pass("05-15")
		s.Expect(Tech, "remind-10")
	})
}

func TestStory_anExtensionThatGivesNoWorkdayIsToldSo(t *testing.T) {
	t.Parallel()
	Office(t, "04-27", []Item{Code}, func(s *Story) {
		s.On("04-27")
		s.Reply(s.Expect(Tech, "assign", 1), "申请延期到5月5日，因设备未到货")
		s.shows(s.Expect(Tech, "receipt"), "5月5日是休息日，此前最后一个工作日是4月30日，与原时限4月30日之间没有工作日")
		s.On("04-28")
		digest := s.Newest(letter.KindDigest, Director)
		s.shows(digest, "与原时限4月30日之间没有工作日")
		s.Reply(digest, "1 同意延期")
		s.shows(s.Expect(Director, "transcript"), "与原时限4月30日之间没有工作日")
		s.Expect(Tech, "outcome")
		s.On("04-29")
		s.Expect(Tech, "remind-1")
	})
}

func TestStory_aDeadlineThatMovesOnIsKeptOnTheDayThatCounts(t *testing.T) {
	t.Parallel()
	Office(t, "04-23", []Item{{"完善制度。", "技术服务部", "4月25日"}}, func(s *Story) { // a Saturday: Monday the 27th counts
		s.On("04-23")
		first := s.Expect(Tech, "assign", 1)
		s.On("04-24")
		s.Expect(Tech, "remind-1")
		s.On("04-27")
		s.Expect(Tech, "due")
		s.Reply(first, "申请延期到5月12日，因设备未到货")
		s.hides(s.Expect(Tech, "receipt"), "时限已过")
		s.On("04-28")
		s.Expect(Tech, "overdue+1")
		s.shows(s.Newest(letter.KindDigest, Director), "技术服务部申请由4月25日（周六）延至5月12日（周二）")
	}, `policy = "before"`, `policy = "after"`)
}

func TestStory_whatIsStruckOffIsSaidSo(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Fees}, func(s *Story) {
		s.On("04-22")
		s.Reply(s.Expect(Tech, "assign"), "1 已完成")
		s.Expect(Tech, "receipt")
		s.On("04-23")
		digest := s.Newest(letter.KindDigest, Director)
		s.Reply(digest, "1 同意")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome")
		s.Reply(digest, "1 同意")
		again := s.Expect(Director, "transcript")
		s.shows(again, "已于4月23日销号，未作处理")
		s.hides(again, "尚未报办结")
	})
}

func TestStory_theJointPartyHasTheLeadsDeadlineAndRestsWhileItWaits(t *testing.T) {
	t.Parallel()
	Office(t, "04-27", []Item{Window, Fees}, func(s *Story) { // Fees is the joint party's own
		s.On("04-27")
		first := s.Expect(Intake, "assign", 1)
		s.Expect(Tech, "assign", 1, 2)
		s.Reply(first, "申请延期到5月15日，因接口未通")
		s.Expect(Intake, "receipt")
		s.On("04-28")
		s.Reply(s.Newest(letter.KindDigest, Director), "1 同意延期")
		s.Expect(Director, "transcript")
		s.shows(s.Expect(Intake, "outcome"), "5月15日")
		s.shows(s.Expect(Tech, "outcome", 1), "5月15日")
		s.Pass("05-08") // the old deadline has passed
		s.On("05-09")
		s.Expect(Intake, "remind-5", 1)
		s.Expect(Tech, "remind-5", 1)
		s.Reply(first, "已完成")
		s.Expect(Intake, "receipt")
		s.Watch("remind-3", "remind-1", "due", "overdue+1")
		s.On("05-14") // the joint party is left alone
		s.On("05-15")
		l := s.Expect(Tech, "remind-10", 2) // its own
		if len(l.Notice.Letter.Lines) != 1 {
			s.Errorf("the joint party reads %+v", l.Notice.Letter.Lines)
		}
		s.On("05-18")
	})
}

func TestStory_aJointPartysRequestIsSaidTrulyAndTheClerkIsTold(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Window}, func(s *Story) {
		s.Watch("clerk")
		s.On("04-22")
		s.Expect(Intake, "assign", 1)
		s.Reply(s.Expect(Tech, "assign", 1), "申请延期到5月20日，因接口文档未齐")
		receipt := s.Expect(Tech, "receipt")
		s.shows(receipt, "配合事项的时限随牵头部门，不单独延期；已转督办员")
		s.hides(receipt, "已报中心主任")
		s.shows(s.Expect(Clerk, "clerk"), "第1项 技术服务部（配合）申请延期到5月20日", "因接口文档未齐")
	})
}

func TestStory_aRungClimbsTheLineOfTheItemsPost(t *testing.T) {
	t.Parallel()
	Office(t, "04-29", []Item{{"清理档案。", "档案室", "4月底"}}, func(s *Story) {
		s.On("04-29")
		s.Expect(Tech, "assign", 1) // he heads both
		s.Pass("05-07")
		s.Expect(Tech, "overdue+2")
		s.Expect("党支部委员会", "escalate", 1)
	}, `[[directory.group]]
name = "业务部门"`, `[[directory.department]]
name = "档案室"
mail = "jishu@djzx.example"
supervisor = "党支部委员会"

[[directory.group]]
name = "业务部门"`)
}

func TestStory_aSuperiorWhoStandsInIsNotToldOfHimself(t *testing.T) {
	t.Parallel()
	Office(t, "04-29", []Item{Code}, func(s *Story) {
		s.Watch("overview")
		s.On("04-29")
		s.Expect(Tech, "assign", 1)
		s.away(decide.Absence{Name: "技术服务部", First: s.Day("04-30"), Last: s.Day("05-30"), Substitute: "分管副主任"})
		s.On("04-30")
		s.Expect(Deputy, "due")
		s.On("05-06")
		s.Expect(Deputy, "overdue+1")
		s.On("05-07")
		s.Expect(Deputy, "overdue+2")
		d := s.Newest(letter.KindDigest, Director).Notice.Letter.Digest
		if len(d.Overdue) != 1 || d.Overdue[0].Late != 2 {
			s.Errorf("the director reads %+v", d)
		}
	})
}

func TestStory_aRenamedDepartmentIsKnownByItsOldName(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Window}, func(s *Story) {
		s.On("04-22")
		s.Expect(Intake, "assign", 1)
		first := s.Expect(Tech, "assign", 1)
		s.directory("\nname = \"业务受理部\"", "\nname = \"登记受理科\"\naliases = [\"业务受理部\"]", `members = ["业务受理部"`, `members = ["登记受理科"`)
		s.On("04-23")
		s.Expect(Tech, "remind-5")
		l := s.Expect("登记受理科负责人", "remind-5", 1)
		s.Reply(l, "1 已完成：窗口已合并")
		s.Expect("登记受理科负责人", "receipt")
		s.On("04-24")
		digest := s.Newest(letter.KindDigest, Director)
		s.shows(digest, "登记受理科4月23日报办结")
		s.decide(1, decide.Deed{ByHand: checklist.ByHand{Kind: checklist.EventReturned, Named: checklist.Named{Party: "登记受理科"}}, Why: "缺照片"})
		s.Stands(1, checklist.Open)
		s.Reply(first, "已提供接口情况")
		s.Expect(Tech, "receipt")
		s.Settle()
		s.Expect("登记受理科负责人", "outcome")
		s.On("04-27")
		s.shows(s.Expect("登记受理科负责人", "remind-3"), "技术服务部")
	})
}

func TestStory_anUnknownPartyIsNamedToTheDirectorAndTheClerk(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.Watch("clerk", "digest")
		s.On("04-22")
		s.Expect(Tech, "assign", 1)
		s.configure(withoutTech)
		time.Sleep(time.Minute)
		s.shows(s.Expect(Clerk, "clerk"), "通讯录里没有“技术服务部”，第1项无人收信")
		s.On("04-23")
		digest := s.Expect(Director, "digest")
		s.shows(digest, "技术服务部", "严格落实“一码通”", "通讯录中没有责任人，通知无法送达")
		s.hides(digest, "进展正常")
		s.Pass("04-30") // five workdays later
		digest = s.Expect(Director, "digest")
		s.shows(digest, "“技术服务部”不在通讯录中，第1项无人收信")
		s.hides(digest, "进展正常")
	})
}

func TestStory_whileMailIsUnreadNobodyIsCalledSilent(t *testing.T) {
	t.Parallel()
	Office(t, "04-27", []Item{Code}, func(s *Story) {
		s.On("04-27")
		s.Expect(Tech, "assign")
		s.On("04-29")
		s.Expect(Tech, "remind-1")
		s.mailboxRead() // and never again
		s.Watch("overview", "digest", "clerk")
		s.Pass("05-06")
		s.Expect(Tech, "overdue+1")
		l := s.Expect(Director, "digest")
		s.shows(l, "4月29日16:00以来未能收信", "逾期1个工作日")
		s.hides(l, "未回复")
		s.hides(s.Expect(Clerk, "clerk"), "无回复")
		s.On("05-07")
		s.Expect(Tech, "overdue+2")
		l = s.Expect(Deputy, "overview")
		s.shows(l, "4月29日16:00以来未能收信", "逾期2个工作日")
		s.hides(l, "未回复")
		s.Pass("05-11")
		s.Expect(Tech, "overdue+5")
		s.mailboxRead()
		s.On("05-12")
		held := s.Expect(Deputy, "escalate", 1)
		s.shows(held, "逾期6个工作日", "未回复")
		s.hides(held, "逾期2个工作日") // the day on which it was due to climb: one item is late by one number
		s.shows(s.Expect(Director, "digest"), "未回复")
		s.shows(s.Expect(Clerk, "clerk"), "次提醒无回复")
	}, `listen = "127.0.0.1:2424"`, `listen = ""`)
}

func TestStory_theSubstituteOfTheDirectorReadsTheDigestAndJudgesNothing(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Fees}, func(s *Story) {
		s.Watch("digest", "clerk")
		s.On("04-22")
		s.Reply(s.Expect(Tech, "assign"), "1 已完成：功能已升级")
		s.Expect(Tech, "receipt")
		s.away(decide.Absence{Name: "中心主任", First: s.Day("04-23"), Last: s.Day("04-28"), Substitute: "分管副主任"})
		s.On("04-23")
		s.hides(s.Expect(Director, "digest"), "由您代办")
		digest := s.Expect(Deputy, "digest")
		s.shows(digest, "中心主任外出至4月28日，由您代办", "同意、退回、延期只能由主任本人审定")
		s.hides(digest, "待您审核", "全部同意")
		s.shows(s.Expect(Clerk, "clerk"), "中心主任外出至4月28日（分管副主任代办，不能代为审定），待审：第1项（技术服务部报办结", "没有另设审核人")
		s.Reply(digest, "1 同意")
		s.shows(s.Expect(Deputy, "transcript"), "不能审定，未作处理")
		s.shows(s.Expect(Clerk, "clerk"), "分管副主任代阅专报时写了第1项“")
		s.Stands(1, checklist.Submitted)
		s.Reply(digest, "1 请补充照片")
		s.shows(s.Expect(Deputy, "transcript"), "批示已转达")
		s.shows(s.Expect(Tech, "outcome", 1), "请补充照片")
	})
}

func TestStory_aBouncedDirectorsDigestGoesToTheClerkWhoIsToldWhatHeMayDo(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		s.Reply(s.Expect(Tech, "assign"), "1 已完成：功能已升级")
		s.Expect(Tech, "receipt")
		s.Watch("digest", "clerk")
		s.On("04-23")
		digest := s.Expect(Clerk, "digest")
		s.shows(digest, "中心主任邮箱缺失，专报送不到本人，改送督办员", "只能由主任本人审定")
		s.shows(s.Expect(Clerk, "clerk"), "中心主任邮箱缺失，信不能送达", "中心主任邮箱缺失，待审：第1项", "duban judge 1 accept")
	}, `mail = "zhuren@djzx.example"`, `mail = ""`)
}

func TestStory_whenTheDirectorDoesNotJudgeTheClerkHearsWhoMay(t *testing.T) {
	t.Parallel()
	Office(t, "04-13", []Item{Code, Fees}, func(s *Story) {
		s.Watch("clerk")
		s.On("04-13")
		s.Reply(s.Expect(Tech, "assign"), "1 已完成：功能已升级")
		s.Expect(Tech, "receipt")
		s.On("04-14")
		s.Expect(Deputy, "review")
		s.Pass("04-21") // more than five workdays
		s.Expect(Deputy, "review")
		s.shows(s.Expect(Clerk, "clerk"), "第1项（技术服务部报办结，已等候6个工作日）", "可代为审核的：分管副主任")
	}, `mail = "fuzhuren@djzx.example"`, "mail = \"fuzhuren@djzx.example\"\nduties = [\"审核\"]")
}

func TestStory_theDirectorReportsOnHisOwnItemByAnsweringHisDigest(t *testing.T) {
	t.Parallel()
	Office(t, "04-29", []Item{{"召开专题会。", "中心主任", "4月底"}, Code}, func(s *Story) {
		s.On("04-29")
		s.Expect(Director, "assign", 1)
		s.Expect(Tech, "assign", 2)
		s.Pass("05-06")
		s.Expect(Tech, "overdue+1", 2)
		s.shows(s.Newest(letter.KindDigest, Director), "您本人承办的（办结后回复“1 已完成：……”）", "召开专题会") // no letter beside it
		s.touch(s.Newest(letter.KindDigest, Director), "已完成", "会议已于4月28日召开")
		s.shows(s.Expect(Director, "transcript"), "已办结，待审核")
		s.Stands(1, checklist.Submitted)
	})
}

func TestStory_aClaimBehindARequestIsJudgedAsAClaim(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		first := s.Expect(Tech, "assign", 1)
		s.Reply(first, "申请延期到5月20日，因设备未到货")
		s.Expect(Tech, "receipt")
		s.Reply(first, "已完成：提前办好了")
		s.Expect(Tech, "receipt")
		s.On("04-23")
		digest := s.Newest(letter.KindDigest, Director)
		s.shows(digest, "报办结（时限4月30日周四）：“", "提前办好了", "此前申请延期至5月20日，以报办结为准")
		s.Reply(digest, "1 同意")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome")
		s.Stands(1, checklist.Accepted)
	})
}

// bounces lets the relay refuse one address for good, and take all others.
func (s *Story) bounces(address string) {
	s.Relay.Answers(func(stage, to string) error {
		if stage == "rcpt" && to == address {
			return mailtest.Refuse(550, [3]int{5, 1, 1}, "user unknown")
		}
		return nil
	})
}

func TestStory_whenTheDirectorBouncesTheClerkReadsTheDigestAndWhatWaits(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		s.Reply(s.Expect(Tech, "assign"), "1 已完成：功能已升级")
		s.Expect(Tech, "receipt")
		s.bounces("zhuren@djzx.example")
		s.Watch("digest", "clerk")
		s.On("04-23") // his digest comes back
		s.On("04-24")
		digest := s.Expect(Clerk, "digest")
		s.shows(digest, "专报送不到本人，改送督办员", "只能由主任本人审定", "技术服务部4月22日报办结")
		s.shows(s.Expect(Clerk, "clerk"), "待审：第1项", "duban judge 1 accept")
		s.Reply(digest, "1 同意")
		s.shows(s.Expect(Clerk, "transcript"), "未作处理")
		s.Stands(1, checklist.Submitted)
		s.shows(s.Expect(Clerk, "clerk"), "无权审定，未作处理")
		s.directory(`mail = "zhuren@djzx.example"`, `mail = "zr@djzx.example"`) // he gets today's
		s.Reply(s.Expect(Director, "digest"), "1 同意")
		s.Expect(Director, "transcript")
		s.Expect(Tech, "outcome")
		s.Stands(1, checklist.Accepted)
		s.ignored = append(s.ignored, "clerk", "digest")
	})
}

func TestStory_aJointPartyThatBouncesIsNamedToTheClerkAndTheLead(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Window}, func(s *Story) {
		s.bounces(techMail)
		s.Watch("clerk")
		s.On("04-22")
		s.Expect(Intake, "assign", 1)
		s.On("04-23")
		s.shows(s.Expect(Intake, "remind-5", 1), "会同", "技术服务部（信不能送达）未反馈")
		s.shows(s.Expect(Clerk, "clerk"), "技术服务部负责人邮箱退信（地址不存在或已停用），信不能送达")
	})
}

func TestStory_aReplyThatLayInAnUnreadMailboxIsInTime(t *testing.T) {
	t.Parallel()
	box := imaptest.New(t, nil)
	OfficeWithMailbox(t, box, "04-29", []Item{Code}, func(s *Story) {
		s.On("04-29")
		first := s.Expect(Tech, "assign", 1)
		box.Down()
		s.Put(box, "INBOX", first, "已完成：功能已升级")
		s.On("04-30")
		s.Expect(Tech, "due")
		s.On("05-06")
		s.Expect(Tech, "overdue+1")
		box.Up()
		s.On("05-07")
		s.Expect(Tech, "receipt")
		if d := s.Newest(letter.KindDigest, Director).Notice.Letter.Digest; len(d.Depts) != 1 || d.Depts[0].OnTime != 1 || d.Review[0].ClaimOn != s.Day("04-29") {
			s.Errorf("the director reads %+v, %+v", d.Depts, d.Review)
		}
	})
}

// What a receipt says of how to take a request back is true, and it holds the climbing no
// more then.
func TestStory_aRequestIsTakenBackAsItsReceiptSays(t *testing.T) {
	t.Parallel()
	Office(t, "04-28", []Item{Code}, func(s *Story) {
		s.On("04-28")
		s.Reply(s.Expect(Tech, "assign", 1), "申请延期到5月20日，因设备未到货")
		receipt := s.Expect(Tech, "receipt")
		s.shows(receipt, "回复“撤回1”")
		s.On("04-29")
		s.Expect(Tech, "remind-1")
		digest := s.Newest(letter.KindDigest, Director)
		s.Reply(receipt, "撤回1")
		s.shows(s.Expect(Tech, "receipt"), "延期申请（至5月20日）已撤回，时限仍为4月30日")
		s.Reply(digest, "1 同意延期")
		s.shows(s.Expect(Director, "transcript"), "延期申请已审定或已撤回，未作处理")
		s.On("04-30")
		s.hides(s.Expect(Tech, "due"), "尚未审定")
		s.On("05-06")
		s.Expect(Tech, "overdue+1")
		s.On("05-07")
		s.Expect(Tech, "overdue+2")
		s.hides(s.Expect(Deputy, "escalate", 1), "尚未审定")
	})
}
