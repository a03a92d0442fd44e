package words

// What is said of the clerk's decisions.
var (
	ExtendWantsDay     = Text{"请用 --to 写明新的时限，例如 --to 2027-05-20", "write the new deadline, as --to 2027-05-20"}
	JudgeWants         = Text{"请写“同意”（销号）或“退回”", "write accept or return"}
	ReturnWantsWhy     = Text{"退回要用 --why 写明理由", "a return wants its reason: --why REASON"}
	WithoutReportWants = Text{"--without-report 只用于 accept，并要用 --why 写明理由", "--without-report is for accept only, and wants a reason: --why REASON"}
)

// Verdicts are the words of a verdict by hand, in either language: whether it accepts.
var Verdicts = map[string]bool{"accept": true, "同意": true, "销号": true, "同意销号": true, "通过": true, "return": false, "退回": false, "不同意": false}

// What came of them.
var (
	Mind               = Text{"请注意：%s", "note: %s"}
	DeedDone           = Text{"第%d项已登记，%d份责任；相关责任人会收到通知", "item %[1]d recorded, %[2]d {2:part|parts}; the people concerned will be told"}
	ReassignWantsParty = Text{"请用 --to 写明移交给谁，例如 --to 综合部", "write who it goes to: --to DEPARTMENT"}
	LadderWants        = Text{"请用 --item 写明哪一项，或用 --all 换整份清单", "write which item: --item NUMBER; or the whole list: --all"}
	LadderUsual        = Text{"默认", "default"}
	LadderSet          = Text{"《%s》已换用%s的提醒节点", "%s now follows the ladder %s"}
	FileWantsWay       = Text{"请用 --by 写明怎样报告的：电话、纸质或当面", "write how it came: --by phone, paper or person"}
	FileWantsText      = Text{"请用 --text 写明报告的内容", "write what was reported: --text WORDS"}
	ReportFiled        = Text{"第%d项 %s已登记：%s，督办员登记；%s。责任人会收到回执", "item %d, %s, recorded: %s, recorded by the clerk; %s. The person gets a receipt"}
	NowPaused          = Text{"发信已暂停；照常排程和收信。duban resume 恢复", "sending is paused; planning and receiving go on; duban resume lets letters go again"}
	Resumed            = Text{"发信已恢复，一分钟内接着发", "letters go again within a minute"}
	ListClosed         = Text{"《%s》已结束：转入另一份清单%d项，免办%d项；下一个工作日向主任送结束报告", "%[1]s is closed: %[2]d {2:item|items} carried over, %[3]d waived; the director gets its last report on the next workday"}
	ItemCarried        = Text{"  第%d项转入《%s》第%d项", "  item %[1]d is item %[3]d of %[2]s"}
	Released           = Text{"%s的信已放行，正在运行的 duban serve 一分钟内开始发", "the letters of %s are released; a running duban serve begins within a minute"}
)

// Ways name how a report came that the clerk has recorded.
var Ways = map[string]Text{"phone": {"电话报告", "report by phone"}, "paper": {"纸质报告", "report on paper"}, "person": {"当面报告", "report in person"}}

// LadderLine is one ladder: its name, and when it does what.
var LadderLine = Text{"%s　到期前%s个工作日提醒　逾期后第%s个工作日催，其后每%d个、满%d个以后每%d个　满%d个报上级　满%d个报主任",
	"%[1]s  reminds %[2]s workdays before and %[3]s after, then every %[4]d, from %[5]d on every %[6]d; supervisor after %[7]d, director after %[8]d"}
