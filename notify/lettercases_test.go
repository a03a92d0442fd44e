package notify_test

import (
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db/dbtest"
	"duban/internal/msg"
	"duban/internal/rejection"
	"duban/notify"
)

var office = notify.Office{ID: 1, Sign: "综合部（督办）", Contact: "督办员", Phone: "0760-0000000",
	From: "duban@djzx.example", FromName: "不动产登记中心督办", Domain: "djzx.example", ReplySuffix: true, Links: true, Zone: dbtest.Zone}

const listTitle = "不动产登记作风和素质提升专项行动实施清单"

// Why letters are written, and why they do not arrive.
var (
	supervisor = msg.New("the supervisor")
	bounces    = msg.New("the mailbox bounces", rejection.NoMailbox)
	given      = letter.Instruction{Seq: 31, By: director, On: checklist.Date(2026, 4, 20), Text: "请4月24日前报进度", Due: checklist.Date(2026, 4, 24)}
)

var (
	april30 = checklist.Date(2026, 4, 30)
	may29   = checklist.Date(2026, 5, 29)
	may31   = checklist.Date(2026, 5, 31) // a Sunday
	at      = time.Date(2026, 4, 27, 15, 2, 0, 0, dbtest.Zone).UnixMilli()

	lastRead = msg.New(msg.Date, 0, 4, 27, msg.NoWeekday, "8:25")
)

// longWords are more than a letter says of somebody's words.
const longWords = "The interface to the tax bureau is being tested; the certificate comes on Friday, and then it is in use"

// The lines are items of the example list as they stand on 2026-04-27, a Monday.
var (
	code = letter.Line{Assignment: 1, No: 14, Content: "严格落实“一码通”，提高登记业务进度查询精准性和及时性，让群众能够随时掌握业务办理进度。",
		Role: checklist.Lead, Party: "技术服务部", Deadline: april30, Last: april30, Colour: letter.Amber, Left: 3, Step: "remind-3",
		Answered: []msg.Message{letter.OnDay("业务受理部", checklist.Date(2026, 4, 22))}, Missing: []msg.Message{msg.Words("权籍调查部")}}
	quality = letter.Line{Assignment: 2, No: 8, Content: "设置质量监管岗位，负责登记质量检查、监督和登记风险评估、控制工作。", Role: checklist.Lead, Party: "行政效能监督科",
		Deadline: checklist.Date(2026, 4, 23), Original: checklist.Date(2026, 4, 16), Last: checklist.Date(2026, 4, 23), Colour: letter.Red, Late: 2, Step: "overdue+2",
		Told: []msg.Message{letter.OnDay("分管副主任", checklist.Date(2026, 4, 24))}, Reminded: 5, LastSent: checklist.Date(2026, 4, 24), Reason: letter.LateTold(2, supervisor)}
	once = letter.Line{Assignment: 3, No: 29, Content: "按照“一件事一次办”要求，推动实现税费和不动产登记费一次收缴、后台自动清分入账（库）。", Role: checklist.Lead, Party: "技术服务部",
		Deadline: may31, Last: may29, Colour: letter.Green, Left: 21}
	joint = letter.Line{Assignment: 4, No: 12, Content: "严格落实信息和流程集成式不动产交易、缴税、登记“一窗受理、并行办理”，提升群众和企业办事体验。", Role: checklist.Joint, Party: "技术服务部", LeadParty: "业务受理部",
		Deadline: april30, Last: april30, Colour: letter.Amber, Left: 3}
	claimed = letter.Line{Assignment: 5, No: 17, Content: "在登记大厅显著位置设置咨询引导窗口。", Role: checklist.Lead, Party: "业务受理部", Colour: letter.Green,
		Deadline: april30, Last: april30, Claim: "已在一楼大厅设置2个咨询引导窗口", ClaimOn: checklist.Date(2026, 4, 26), Attachments: 2,
		Files: []letter.Enclosure{{File: reports[0]}, {File: reports[1]}}}
	doubted = but(claimed, func(l *letter.Line) {
		l.Assignment, l.No, l.Content, l.Party, l.Unproven = 7, 18, "规范窗口服务，落实首问负责、一次告知、限时办结。", "抵押登记部", true
		l.Claim, l.Attachments = "采取措施：组织窗口人员学习《窗口服务规范》，逐条对照自查；安排值班长每日巡查两次并登记；对群众反映的等候时间长问题，增设两个综合窗口。成效：平均等候时间由25分钟降至9分钟，本月未收到投诉，群众评价满意率98.6%。", 1
		l.Files = []letter.Enclosure{{File: letter.File{Name: "自查表.xls", Size: 40960}}}
		l.Before = []letter.Said{{On: checklist.Date(2026, 4, 13), Event: checklist.EventAskedExtend, Day: april30}, {On: checklist.Date(2026, 4, 20), Event: checklist.EventReturned, Words: msg.Words("材料不足，请补充巡查记录")}}
	})
	wanting = letter.Line{Assignment: 6, No: 28, Content: "简化不动产非公证继承手续。", Role: checklist.Lead, Party: "转移登记部", Colour: letter.Green,
		Deadline: may31, Last: may29, Asked: checklist.Date(2026, 6, 10), AskedWhy: "须等省厅文件"}
	filed   = letter.Filed{No: 14, Content: "严格落实“一码通”……", Outcome: msg.New("filed as done"), Record: "2026-0143", Text: "已完成查询功能升级"}
	reports = []letter.File{{Name: "整改报告.docx", Size: 223232, SHA256: "9f2c00000000000000000000000000000000000000000000000000000000aa41"},
		{Name: "现场照片.jpg", Size: 1258291, SHA256: "77ab00000000000000000000000000000000000000000000000000000000aa0e"}}
	red = letter.Digest{No: 5, Counts: letter.Counts{Total: 40, Accepted: 12, Review: 1, Green: 23, Amber: 3, Red: 1},
		Overdue: []letter.Line{quality}, Review: []letter.Line{claimed}, Asked: []letter.Line{wanting},
		Faults: []msg.Message{msg.New("a fault of somebody's", "权籍调查部负责人", bounces)}, Notes: []msg.Message{msg.New("an automatic reply", "转移登记部负责人", checklist.Date(2026, 4, 26).Said(), "外出至5月6日")},
		Depts:  []letter.Dept{{Name: "行政效能监督科", Lead: 3, Accepted: 1, OnTime: 1, Due: 2, Overdue: 1}, {Name: "综合部", Lead: 14}},
		Course: []letter.CoursePoint{{On: checklist.Date(2026, 4, 6), Done: 0, Due: 0}, {On: checklist.Date(2026, 4, 13), Done: 3, Due: 2}, {On: checklist.Date(2026, 4, 20), Done: 8, Due: 9}, {On: checklist.Date(2026, 4, 27), Done: 12, Due: 13}},
		Next:   checklist.Date(2026, 4, 28), Head: "9f2c41aa77ab0e1d55", Events: 1204, MailboxOK: lastRead}
)

// The last digest of a list: all of it done, and with what was waived and carried over.
var (
	ended = letter.Digest{No: 9, Closing: true, Counts: letter.Counts{Total: 40, Accepted: 40}, Head: red.Head, Events: 2048,
		Depts: []letter.Dept{{Name: "行政效能监督科", Lead: 4, Accepted: 4, OnTime: 2, Original: 1, Due: 4, Extended: 1, Returned: 1}, {Name: "业务受理部", Lead: 18, Accepted: 18, OnTime: 17, Original: 17, Due: 18, Extended: 1},
			{Name: "综合部", Lead: 14, Accepted: 14, OnTime: 14, Original: 14, Due: 14}, {Name: "技术服务部", Lead: 7, Accepted: 7, OnTime: 7, Original: 7, Due: 7}},
		Course: season(checklist.Date(2026, 3, 9), 0, 0, 3, 2, 12, 13, 19, 20, 24, 20, 27, 20, 35, 40, 40, 40)}
	closed = but(ended, func(d *letter.Digest) {
		d.Unfinished = []letter.Unfinished{{No: 21, Content: quality.Content, Party: "综合部", Why: msg.Words("机构改革后不再适用")},
			{No: 29, Content: once.Content, Party: "技术服务部", Why: checklist.CarriedTo("2028年实施清单", 41)}}
	})
)

// season is the course of weeks from a day on, each as two numbers: struck off, and due.
func season(from checklist.Day, counts ...int) (all []letter.CoursePoint) {
	for i := 0; i < len(counts); i += 2 {
		all = append(all, letter.CoursePoint{On: from + checklist.Day(7*i/2), Done: counts[i], Due: counts[i+1]})
	}
	return all
}

// but is a changed copy.
func but[T any](of T, change func(*T)) T {
	change(&of)
	return of
}

// period is a month's report that was not made.
func period(part string, month time.Month, late int) letter.Line {
	l := letter.Line{Assignment: 20 + int64(month), No: 18, Content: "每月报送窗口办件数据。", Role: checklist.Lead, Party: "技术服务部", Part: part, Every: checklist.EveryMonth,
		Deadline: checklist.MonthEnd(2026, month), Last: checklist.MonthEnd(2026, month), Colour: letter.Red, Late: late, Reminded: 9, LastSent: checklist.Date(2026, 4, 20)}
	if month == time.January {
		l.Told = []msg.Message{letter.OnDay("分管副主任", checklist.Date(2026, 2, 4)), letter.OnDay("中心主任", checklist.Date(2026, 2, 9))}
	}
	return l
}

func under(l letter.Line, h letter.Heading) letter.Line {
	l.Heading = h
	return l
}

// asked is a line of which its reader hears for the first time.
func asked(l letter.Line) letter.Line {
	l.Step, l.Told, l.Reminded, l.LastSent, l.Original = "assign", nil, 0, 0, 0
	return l
}

func on(day checklist.Day, l letter.Letter) letter.Letter {
	l.On = day
	return l
}

// bounced is a line whose party no letter reaches, before its deadline.
func bounced(l *letter.Line) {
	l.Party, l.Colour, l.Late, l.Left, l.Told, l.Fault = "权籍调查部", letter.Green, 0, 8, nil, bounces
	l.Deadline, l.Original, l.Last, l.Reminded, l.Reason = checklist.Date(2026, 5, 8), 0, checklist.Date(2026, 5, 8), 0, letter.Undelivered(bounces)
}

// asking is a line whose request for time waits for a decision.
func asking(l *letter.Line) {
	l.Asked, l.AskedOn, l.Reason = checklist.Date(2026, 5, 3), checklist.Date(2026, 4, 17), msg.Together(msg.Clauses, letter.LateTold(2, supervisor),
		msg.New("an extension asked for, undecided", checklist.Date(2026, 4, 17).Said(), checklist.Date(2026, 5, 3).Said()))
}

type letterCase struct {
	name, to string
	letter   letter.Letter
}

const (
	tech     = "技术服务部负责人"
	director = "中心主任"
	deputy   = "分管副主任"
	clerk    = "督办员"
)

func lead(kind letter.Kind, lines ...letter.Line) letter.Letter {
	return letter.Letter{Kind: kind, Checklist: 1, List: listTitle, Lines: lines}
}

func copied(l letter.Letter) letter.Letter { return copiedOf(tech, l) }

// report is the letter that a director can pass on when a list has ended.
func report(d letter.Digest) letter.Letter {
	if d.Ended == nil {
		d.Ended = &letter.Ended{OnTime: 35, Late: 3, Extended: 2, From: checklist.Date(2026, 3, 5), HeadMs: at}
	}
	return letter.Letter{Kind: letter.KindReport, Checklist: 1, List: listTitle, Digest: &d}
}

// copiedOf is a copy of a letter to somebody.
func copiedOf(to string, l letter.Letter) letter.Letter {
	l.Salutation = to
	return l.Copy(checklist.Person{ID: deputy, Title: deputy})
}

func outcome(all ...letter.Outcome) letter.Letter {
	return letter.Letter{Kind: letter.KindOutcome, Outcomes: all}
}

func digest(kind letter.Kind, change func(*letter.Digest)) letter.Letter {
	d := red
	change(&d)
	return letter.Letter{Kind: kind, Digest: &d}
}

func receipt(kind letter.Kind, r letter.Receipt, lines ...letter.Line) letter.Letter {
	r.ReceivedMs = at
	return letter.Letter{Kind: kind, InReplyTo: "<tencent_1@qq.com>", Receipt: &r, Lines: lines}
}

// letterCases hold every kind of letter, and every branch that changes what one
// says. docs/letters.md shows them.
var letterCases = []letterCase{
	{"assign-lead-and-joint", tech, lead(letter.KindAssign, code, once, joint)},
	{"assign-late", tech, on(checklist.Date(2026, 4, 27), lead(letter.KindAssign, asked(quality), code, once))},
	{"assign-late-alone", tech, on(checklist.Date(2026, 4, 27), lead(letter.KindAssign, asked(quality)))},
	{"assign-joint-only", tech, lead(letter.KindAssign, joint)},
	{"copy-of-assign", deputy, copied(on(checklist.Date(2026, 4, 27), lead(letter.KindAssign, asked(quality), code, joint)))},
	{"copy-of-remind", deputy, copied(lead(letter.KindRemind, quality, code, once))},
	{"copy-of-escalate", "党支部书记", copiedOf(deputy, lead(letter.KindEscalate, quality, but(code, func(l *letter.Line) {
		l.Colour, l.Late, l.Reason, l.Step = letter.Red, 2, letter.LateTold(2, supervisor), "escalate-1"
	}), but(once, func(l *letter.Line) { l.Step, l.Reason = "settled", checklist.Accepted.Message() })))},
	{"copy-of-overview", "党支部书记", copiedOf(deputy, lead(letter.KindOverview, quality, code, but(once, func(l *letter.Line) { l.Step, l.Reason = "settled", checklist.Accepted.Message() })))},
	{"copy-of-digest", "党支部书记", copiedOf(director, digest(letter.KindDigest, func(d *letter.Digest) {
		d.Own = []letter.Line{but(code, func(l *letter.Line) {
			l.Assignment, l.No, l.Content, l.Party, l.Answered, l.Missing = 9, 1, "加强组织领导。", director, nil, nil
		})}
		d.Review = []letter.Line{claimed, doubted}
		d.Raised = []letter.Line{but(quality, bounced)}
	}))},
	{"copy-of-remind-instructed", deputy, copied(lead(letter.KindRemind, but(once, instructedOn), but(joint, func(l *letter.Line) {
		l.Step, l.Deadline, l.Last, l.Left, l.Colour = "progress+1", 0, 0, 0, letter.Green
	})))},
	{"remind-late", tech, lead(letter.KindRemind, quality, code, joint, once)},
	{"remind-with-new-that-is-late", tech, on(checklist.Date(2026, 4, 27), lead(letter.KindRemind, asked(quality), code))},
	{"remind-one", tech, lead(letter.KindRemind, code)},
	{"remind-in-arrears", tech, lead(letter.KindRemind, period("1月", 1, 38), period("2月", 2, 23), but(period("3月", 3, 1), func(l *letter.Line) {
		l.Asked, l.AskedOn = checklist.Date(2026, 4, 30), checklist.Date(2026, 3, 30)
	}), but(period("4月", 4, 0), func(l *letter.Line) { l.Colour, l.Left, l.Step, l.Told = letter.Green, 3, "assign", nil }))},
	{"remind-one-late", tech, lead(letter.KindRemind, quality)},
	{"remind-one-joint", tech, lead(letter.KindRemind, joint)},
	{"remind-joint-only", tech, lead(letter.KindRemind, joint, but(joint, func(l *letter.Line) { l.No, l.LeadParty = 13, "" }))},
	{"remind-due-today", tech, lead(letter.KindRemind, but(code, func(l *letter.Line) {
		l.Deadline, l.Last, l.Left, l.Answered = checklist.Date(2026, 4, 27), checklist.Date(2026, 4, 27), 0, append(l.Answered, letter.OnDay("转移登记部", checklist.Date(2026, 4, 23)))
	}), joint)},
	{"remind-due-on-a-day-off", tech, lead(letter.KindRemind, but(once, func(l *letter.Line) {
		l.Deadline, l.Last, l.Left, l.Colour, l.Forecast = checklist.Date(2026, 5, 1), april30, 3, letter.Amber, true
	}), but(once, func(l *letter.Line) {
		l.No, l.Deadline, l.Last, l.Left, l.Colour = 30, checklist.Date(2026, 5, 2), checklist.Date(2026, 4, 27), 0, letter.Amber
	}))},
	{"remind-last-workday-before-a-day-off", tech, lead(letter.KindRemind, but(once, func(l *letter.Line) {
		l.Deadline, l.Last, l.Left, l.Colour = checklist.Date(2026, 5, 1), checklist.Date(2026, 4, 27), 0, letter.Amber
	}))},
	{"remind-new-and-caught-up", tech, lead(letter.KindRemind,
		but(once, func(l *letter.Line) { l.Planned, l.Answered = checklist.Date(2026, 4, 24), nil }), but(joint, func(l *letter.Line) { l.Step = "assign" }))},
	{"escalate-late", deputy, lead(letter.KindEscalate, quality, but(quality, func(l *letter.Line) {
		l.Party, l.Late, l.LastWord, l.WordOn = "业务受理部", 3, "正在起草岗位职责", checklist.Date(2026, 4, 22)
	}), but(code, func(l *letter.Line) {
		l.Colour, l.Late, l.Reason = letter.Red, 2, letter.Late(2)
	}))},
	{"escalate-long-words", deputy, lead(letter.KindEscalate, but(quality, func(l *letter.Line) {
		l.LastWord, l.WordOn = longWords, checklist.Date(2026, 4, 22)
	}))},
	{"escalate-in-arrears", deputy, lead(letter.KindEscalate, period("2月", 2, 38), but(period("3月", 3, 19), func(l *letter.Line) {
		l.Step, l.Reason = "escalate-1", letter.LateTold(19, supervisor)
	}), but(period("3月", 3, 19), func(l *letter.Line) { l.Party = "业务受理部" }))},
	{"remind-while-a-request-waits", tech, lead(letter.KindRemind, but(quality, asking))},
	{"escalate-undecided", deputy, lead(letter.KindEscalate, but(quality, asking))},
	{"escalate-unreachable", deputy, lead(letter.KindEscalate, but(quality, bounced))},
	{"overview", deputy, lead(letter.KindOverview, quality, code, but(once, func(l *letter.Line) { l.Step, l.Reason = "settled", checklist.Accepted.Message() }))},
	{"overview-settled-only", deputy, lead(letter.KindOverview, but(once, func(l *letter.Line) { l.Step, l.Reason = "settled", msg.New("handed over to", "综合部") }))},
	{"remind-yellow-slip", tech, letter.Letter{Kind: letter.KindRemind, Checklist: 1, List: listTitle, Lines: []letter.Line{quality},
		Slip: &letter.Slip{Colour: letter.SlipYellow, Year: 2026, No: 3}}},
	{"remind-without-a-day", tech, lead(letter.KindRemind, but(once, func(l *letter.Line) {
		l.Deadline, l.Last, l.Left, l.Step = 0, 0, 0, "ask+1"
	}), but(once, func(l *letter.Line) { l.No, l.Deadline, l.Last, l.Left, l.Part = 30, 0, 0, 0, checklist.PartOngoing }))},
	{"remind-for-an-absent-person", tech, lead(letter.KindRemind, but(code, func(l *letter.Line) {
		l.Party, l.For, l.Part = "权籍调查部", "权籍调查部负责人", "启动"
	}))},
	{"digest-red", director, digest(letter.KindDigest, func(*letter.Digest) {})},
	{"digest-one-item-many-parties", director, digest(letter.KindDigest, func(d *letter.Digest) {
		d.Overdue = []letter.Line{quality, but(quality, func(l *letter.Line) { l.Party, l.Late, l.Told = "业务受理部", 5, nil })}
		d.Review = []letter.Line{claimed, but(claimed, func(l *letter.Line) { l.Party, l.Claim, l.Attachments = "抵押登记部", "", 0 })}
		d.Asked, d.Faults, d.Notes = nil, nil, nil
	})},
	{"digest-late-and-waiting", director, digest(letter.KindDigest, func(d *letter.Digest) {
		d.Overdue = []letter.Line{but(quality, func(l *letter.Line) { l.No, l.Content = claimed.No, claimed.Content })}
		d.Review = []letter.Line{claimed, but(claimed, func(l *letter.Line) { l.No, l.Content = 18, "规范窗口服务。" }), but(claimed, func(l *letter.Line) { l.No, l.Content, l.Party = 18, "规范窗口服务。", "抵押登记部" })}
		d.Asked, d.Faults, d.Notes = nil, nil, nil
	})},
	{"digest-calm", director, digest(letter.KindDigest, func(d *letter.Digest) {
		*d = letter.Digest{No: 1, Counts: letter.Counts{Total: 40, Accepted: 2, Green: 38}, Depts: d.Depts, Head: d.Head, Events: 206}
	})},
	{"digest-calm-but-bounced", director, digest(letter.KindDigest, func(d *letter.Digest) {
		*d = letter.Digest{No: 2, Counts: letter.Counts{Total: 40, Green: 40}, Faults: d.Faults, Head: d.Head, Events: 1234567}
	})},
	{"digest-to-a-substitute", deputy, digest(letter.KindDigest, func(d *letter.Digest) {
		d.Instead, d.ReadOnly = msg.New("a digest to who stands in", director, april30.Said(), msg.New("only the director decides")), true
		d.Faults, d.Notes, d.Depts = nil, nil, nil
	})},
	{"digest-while-mail-is-unread", director, digest(letter.KindDigest, func(d *letter.Digest) {
		d.Unread = msg.New("no mail was read since", checklist.SaidMoment(time.Date(2026, 4, 25, 8, 25, 0, 0, dbtest.Zone), dbtest.Zone))
		d.Overdue = []letter.Line{but(quality, func(l *letter.Line) { l.Unread = true })}
		d.Review, d.Asked, d.Faults, d.Notes, d.Depts = nil, nil, nil, nil, nil
	})},
	{"digest-undecided-and-unreachable", director, digest(letter.KindDigest, func(d *letter.Digest) {
		late := but(quality, asking)
		d.Overdue, d.Review, d.Notes, d.Depts = []letter.Line{late}, nil, nil, nil
		d.Asked = []letter.Line{but(late, func(l *letter.Line) {
			l.AskedWhy, l.Waited, l.Remark = "设备未到货", 6, msg.New("a day off, counts as the workday before", checklist.Date(2026, 5, 3).Said(), april30.Said())
		})}
		d.Raised = []letter.Line{but(quality, bounced)}
	})},
	{"digest-wanting-a-look", director, digest(letter.KindDigest, func(d *letter.Digest) {
		handed := but(claimed, func(l *letter.Line) {
			l.Files = []letter.Enclosure{{Enclosed: true, File: reports[0]}, {Enclosed: true, File: reports[1]}, {File: letter.File{Name: "巡查录像.mp4", Size: 125829100}}}
			l.Attachments = 3
		})
		d.Review = []letter.Line{handed, but(handed, func(l *letter.Line) {
			l.Assignment, l.No, l.Content, l.Files, l.Attachments = 8, 19, "公开办事指南。", nil, 0
		}), doubted}
		d.Own = []letter.Line{but(code, func(l *letter.Line) {
			l.Assignment, l.No, l.Content, l.Party, l.Answered, l.Missing = 9, 1, "加强组织领导。", director, nil, nil
		})}
		d.Counts.Review, d.Asked, d.Faults, d.Notes, d.Depts = 3, nil, nil, nil, nil
	})},
	{"digest-only-raised", director, digest(letter.KindDigest, func(d *letter.Digest) {
		*d = letter.Digest{No: 1, Counts: letter.Counts{Total: 1, Green: 1}, Raised: []letter.Line{but(quality, bounced)}, Head: d.Head, Events: 12}
	})},
	{"digest-closing", director, digest(letter.KindDigest, func(d *letter.Digest) { *d = ended })},
	{"digest-closed", director, digest(letter.KindDigest, func(d *letter.Digest) { *d = closed })},
	{"report", director, report(closed)},
	{"report-all-in-time", director, report(but(ended, func(d *letter.Digest) {
		d.Depts, d.Course = []letter.Dept{{Name: "综合部", Lead: 14, Accepted: 14, OnTime: 14, Due: 14}}, nil
		d.Ended = &letter.Ended{OnTime: 40, From: checklist.Date(2026, 3, 5), HeadMs: at}
	}))},
	{"review", "审核组", digest(letter.KindReview, func(d *letter.Digest) { d.Overdue, d.Depts, d.Faults = nil, nil, nil })},
	{"clerk", clerk, letter.Letter{Kind: letter.KindClerk, Clerk: &letter.ClerkNews{Foot: msg.Together(msg.Clauses, msg.Words("今日已发14封，待发0封"), msg.New("mail last read", lastRead)), Todo: []letter.Todo{
		{What: msg.Words("退信：权籍调查部负责人（550 用户不存在）。改通讯录后："), Do: msg.Words("duban directory import 通讯录.xlsx")},
		{What: msg.Words("三次提醒无回复、无退信：转移登记部负责人。建议电话催办。")}}}}},
	{"clerk-at-once", clerk, letter.Letter{Kind: letter.KindClerk, Clerk: &letter.ClerkNews{Todo: []letter.Todo{{What: msg.New("asks for help", 7, "综合部", "缺人手"), Do: msg.Words("duban show 7")}}}}},
	{"receipt-one", tech, receipt(letter.KindReceipt, letter.Receipt{Filed: []letter.Filed{filed}, Text: "已完成查询功能升级", Files: reports, Cut: msg.New("the quoted mail")})},
	{"receipt-several", tech, receipt(letter.KindReceipt, letter.Receipt{Filed: []letter.Filed{filed,
		{No: 29, Content: "按照“一件事一次办”要求……", Outcome: msg.New("progress filed"), Record: "2026-0143", Text: "接口联调中", Hint: msg.New("how to report it done", "29")}, {No: 29, Outcome: msg.New("filed as acknowledged")}},
		Unread: []msg.Message{msg.Words("另外那个事下周弄")}, Text: "14 已完成查询功能升级\r\n29 接口联调中\n29 收到\n另外那个事下周弄",
		Files: []letter.File{{Name: "图1.png", Size: 512, SHA256: "短", Note: msg.New("a file that may be incomplete")}}})},
	{"receipt-nothing-filed", tech, receipt(letter.KindReceipt, letter.Receipt{Unread: []msg.Message{msg.New("not his item", 7)}, Text: "7 已完成"})},
	{"question-several", tech, receipt(letter.KindQuestion, letter.Receipt{Text: "已完成，见附件", Files: reports}, code, once, once)},
	{"question-asked", tech, receipt(letter.KindQuestion, letter.Receipt{Text: "基本完成", Why: msg.New("is the item done", "基本完成")}, code, once)},
	{"question-one", tech, receipt(letter.KindQuestion, letter.Receipt{Text: "已完成"}, code)},
	{"held", tech, receipt(letter.KindHeld, letter.Receipt{Why: msg.New("no tag"), Text: "已完成", Files: reports[:1]})},
	{"transcript", director, letter.Letter{Kind: letter.KindTranscript, Transcript: &letter.Transcript{ReceivedMs: at,
		Decided: []letter.Filed{{No: 17, Content: "设置咨询引导窗口", Party: "业务受理部", Outcome: msg.New("approved and struck off"), Record: "2026-0150", Text: "17 同意"}}, Text: "17 同意"}}},
	{"transcript-unread", director, letter.Letter{Kind: letter.KindTranscript, Transcript: &letter.Transcript{ReceivedMs: at, Unread: []msg.Message{msg.Words("抓紧")}, Text: "抓紧"}}},
	{"transcript-confirmed", director, letter.Letter{Kind: letter.KindTranscript, Transcript: &letter.Transcript{ReceivedMs: at, Confirmed: true,
		Decided: []letter.Filed{{No: 17, Content: "设置咨询引导窗口", Party: "业务受理部", Outcome: msg.New("approved and struck off"), Record: "2026-0150", Text: "17 同意"}}, Text: "17 同意"}}},
	{"transcript-void", director, letter.Letter{Kind: letter.KindTranscript, Transcript: &letter.Transcript{ReceivedMs: at, Void: true,
		Decided: []letter.Filed{{No: 17, Content: "设置咨询引导窗口", Party: "业务受理部", Outcome: msg.New("denied, not carried out"), Text: "17 同意"}}, Text: "不是本人"}}},
	{"confirm", director, letter.Letter{Kind: letter.KindConfirm, Confirm: &letter.Confirm{Judges: true, Until: april30, Words: []letter.InYourName{
		{Mail: 150, ReceivedMs: at, Text: "17 同意\n28 不同意延期", Why: msg.New("the receiving server wrote no results"), Filed: []letter.Filed{
			{No: 17, Content: "设置咨询引导窗口", Party: "业务受理部", Outcome: msg.New("approved and struck off"), Record: "2026-0150", Text: "17 同意"},
			{No: 28, Content: "简化不动产非公证继承手续", Party: "转移登记部", Outcome: msg.New("the extension is refused"), Record: "2026-0150", Text: "28 不同意延期"}}}}}}},
	{"inquiry-list", tech, letter.Letter{Kind: letter.KindInquiry, Inquiry: &letter.Inquiry{ReceivedMs: at, List: true},
		Lines: []letter.Line{under(quality, letter.HeadingOwed), under(code, letter.HeadingOwed), under(joint, letter.HeadingJoint), under(claimed, letter.HeadingTold)}}},
	{"inquiry-list-judge", director, letter.Letter{Kind: letter.KindInquiry, Inquiry: &letter.Inquiry{ReceivedMs: at, List: true, Limit: 5},
		Lines: []letter.Line{under(claimed, letter.HeadingWaiting), under(wanting, letter.HeadingAsked)}}},
	{"inquiry-list-empty", tech, letter.Letter{Kind: letter.KindInquiry, Inquiry: &letter.Inquiry{ReceivedMs: at, List: true}}},
	{"inquiry-story", director, letter.Letter{Kind: letter.KindInquiry, Lines: []letter.Line{under(claimed, letter.HeadingWaiting)}, Inquiry: &letter.Inquiry{ReceivedMs: at,
		Stories: []letter.Story{{No: 17, Content: claimed.Content, List: listTitle, Parts: []letter.StoryPart{
			{Party: "业务受理部", Role: checklist.Lead, State: checklist.Submitted, Deadline: april30, Earlier: 3, Reminded: 2, LastSent: checklist.Date(2026, 4, 24),
				Events: []letter.StoryEvent{{AtMs: time.Date(2026, 4, 26, 9, 12, 0, 0, dbtest.Zone).UnixMilli(), By: "业务受理部负责人", Kind: checklist.EventSubmitted, Words: msg.Words("已在一楼大厅设置2个咨询引导窗口"), Unproven: true}}},
			{Party: "综合部", Role: checklist.Joint, State: checklist.Submitted, Deadline: april30, Answered: checklist.Date(2026, 4, 22)}}}},
		Refused: []msg.Message{msg.New("no such item", 99)},
		Files: []letter.Enclosure{{Enclosed: true, File: letter.File{Name: "整改报告.docx", Size: 223232, SHA256: "9f2c00000000000000000000000000000000000000000000000000000000aa41"}},
			{File: letter.File{Name: "现场录像.mp4", Size: 125829100, SHA256: "77ab00000000000000000000000000000000000000000000000000000000aa0e"}}}}}},
	{"inquiry-refused", tech, letter.Letter{Kind: letter.KindInquiry, Inquiry: &letter.Inquiry{ReceivedMs: at, Refused: []msg.Message{msg.New("not an item that he may ask about", 8)}}}},
	{"inquiry-status", clerk, letter.Letter{Kind: letter.KindInquiry, Inquiry: &letter.Inquiry{ReceivedMs: at, Status: []msg.Message{msg.New("letters today", 14, 0, 0), msg.New("mail last came in", "lmtp", msg.New(msg.Date, 0, 4, 27, msg.NoWeekday, "8:25")), msg.New("leads by standing", 40, 24, 3, 4)}}}},
	{"receipt-by-phone", tech, receipt(letter.KindReceipt, letter.Receipt{By: checklist.ByPhone, Filed: []letter.Filed{filed}, Text: "查询功能已升级", Files: reports[:1]}, code)},
	{"receipt-unproven", tech, receipt(letter.KindReceipt, letter.Receipt{Filed: []letter.Filed{filed}, Text: "14 已完成查询功能升级", Unproven: true})},
	{"outcome-returned", tech, outcome(letter.Outcome{No: 15, Content: "规范完善登记业务流程。", Event: checklist.EventReturned, By: director, Why: msg.Words("材料不足，请补充会商记录"), Deadline: april30})},
	{"outcome-first-deadline", tech, outcome(letter.Outcome{No: 30, Content: "完善制度。", Event: checklist.EventExtended, By: director, Deadline: may29, First: true})},
	{"outcome-accepted", tech, outcome(letter.Outcome{No: 14, Content: code.Content, Event: checklist.EventAccepted, By: director})},
	{"outcome-extended", tech, outcome(letter.Outcome{No: 28, Content: wanting.Content, Event: checklist.EventExtended, By: director, Deadline: checklist.Date(2026, 6, 10)})},
	{"outcome-extended-forecast", tech, outcome(letter.Outcome{No: 28, Content: wanting.Content, Event: checklist.EventExtended, By: director, Deadline: checklist.Date(2028, 6, 10), Forecast: true})},
	{"outcome-refused", tech, outcome(letter.Outcome{No: 28, Content: wanting.Content, Event: checklist.EventRefused, By: director, Why: msg.Words("不影响省厅文件下发前的准备工作"), Deadline: may31})},
	{"outcome-moved", tech, outcome(letter.Outcome{No: 7, Content: "加强监督。", Event: checklist.EventReassigned, By: clerk, To: "综合部"})},
	{"outcome-moved-mailbox", tech, outcome(letter.Outcome{No: 7, Content: "加强监督。", Event: checklist.EventReassigned, By: "clerk", Why: msg.New("the directory has changed"), To: tech, Moved: true})},
	{"outcome-waived", tech, outcome(letter.Outcome{No: 7, Content: "加强监督。", Event: checklist.EventWaived, By: director, Why: msg.Words("已并入第8项")})},
	{"outcome-reopened", tech, outcome(letter.Outcome{No: 7, Content: "加强监督。", Event: checklist.EventReopened, By: director, Why: msg.Words("抽查发现未落实"), Deadline: may29})},
	{"outcome-several-accepted", tech, outcome(
		letter.Outcome{No: 14, Content: code.Content, Event: checklist.EventAccepted, By: director, Why: msg.Words("全部同意")},
		letter.Outcome{No: 15, Content: "规范完善登记业务流程。", Event: checklist.EventAccepted, By: director, Why: msg.Words("全部同意")})},
	{"outcome-several", tech, outcome(
		letter.Outcome{No: 14, Content: code.Content, Event: checklist.EventAccepted, By: director, Why: msg.Words("14 同意")},
		letter.Outcome{No: 15, Content: "规范完善登记业务流程。", Event: checklist.EventReturned, By: director, Why: msg.Words("15 退回：材料不足"), Deadline: april30},
		letter.Outcome{No: 28, Content: wanting.Content, Event: checklist.EventExtended, By: director, Why: msg.Words("28 同意延期"), Deadline: checklist.Date(2026, 6, 10)})},
	{"outcome-instructed", tech, outcome(letter.Outcome{No: 8, Content: quality.Content, Event: checklist.EventInstructed, By: director, Why: msg.Words("请4月30日前报进度"), Due: april30})},
	{"remind-instructed", tech, lead(letter.KindRemind, but(once, instructedOn), code)},
	{"escalate-instructed", deputy, lead(letter.KindEscalate, but(but(once, instructedOn), func(l *letter.Line) {
		l.Step, l.Reason = "instructed-31", letter.UnansweredOf(given)
	}))},
	{"digest-instructions", director, digest(letter.KindDigest, func(d *letter.Digest) {
		d.Instructions = []letter.Followed{
			{Instruction: given, No: 8, Content: quality.Content, Party: "综合部", Late: true},
			{Instruction: given, No: 14, Content: code.Content, Party: "技术服务部", On: checklist.Date(2026, 4, 24), Answer: "已落实，进度表已报送"}}
	})},
	{"digest-long-words", director, digest(letter.KindDigest, func(d *letter.Digest) {
		long := given
		long.Text = "请综合部会同技术服务部、业务受理部4月24日前把质量监管岗位的设置方案、人员名单、岗位职责、考核办法和第一季度的抽查台账一并报来，逾期的说明原因"
		d.Instructions = []letter.Followed{{Instruction: long, No: 8, Content: quality.Content, Party: "综合部", On: checklist.Date(2026, 4, 24), Answer: longWords}}
		d.Notes = []msg.Message{msg.New("an automatic reply", "转移登记部负责人", checklist.Date(2026, 4, 26).Said(), msg.Shortened(longWords, letter.MostQuoted))}
	})},
	{"outcome-remarked", tech, outcome(letter.Outcome{No: 8, Content: quality.Content, Event: checklist.EventRemarked, By: deputy, Why: msg.Words("请4月30日前报")})},
}

// instructedOn makes a line one whose day of an instruction has come.
func instructedOn(l *letter.Line) {
	l.Step = "instruct-31"
	l.Instructions = []letter.Instruction{{Seq: 31, By: director, On: checklist.Date(2026, 4, 20), Text: "请4月24日前报进度", Due: checklist.Date(2026, 4, 24)}}
}
