package words

// Why something was not done.
var (
	NoItem     = Text{"没有第%d项；台账里的序号到%d为止，见 duban status", "there is no item %d; the numbers go up to %d, see duban status"}
	DidYouMean = Text{"%s；是不是“%s”？", "%s; did you mean %q?"}
	NoDatabase = Text{"还没有数据库（%s）；先用 duban import 导入清单。数据库在别的文件夹里的，到那里去运行，或用 --config 写明那里的 config.toml",
		"there is no database yet (%s); import a list first: duban import. If it is in another folder, run this there, or name the config.toml there with --config"}
	NoList           = Text{"没有这份清单；先用 duban import 导入", "there is no such checklist; import one first: duban import"}
	NoMail           = Text{"没有来信%d", "there is no mail %d"}
	NoParty          = Text{"“%s”不是通讯录里的一个部门或岗位", "%q is not a department or post in the directory"}
	NoPart           = Text{"第%d项没有可以这样处理的责任（%s）", "no part of item %d can be so decided (%s)"}
	NoPartUnreported = Text{"第%d项没有可以这样处理的责任（%s；未报办结而要销号的，加 --without-report 并写 --why）",
		"no part of item %d can be so decided (%s; to accept what nobody reported, add --without-report and --why)"}
	WhichOne       = Text{"%s（--list 清单、--part 期次（几期一并处理的写 --part 全部）、--party 责任主体）", "%s (--list checklist, --part occurrence (all of them: --part all), --party party)"}
	NoYearProposed = Text{"请用 --year 写明基准年份（表上写着%[1]d年，是的话请写 --year %[1]d）",
		"say the base year: --year (the list names %[1]d; if that is right, write --year %[1]d)"}
	NoYear = Text{"请用 --year 写明基准年份，例如 --year 2027：清单里的“4月底”没有写是哪一年",
		"say the base year, as --year 2027: an end of April in the list does not say of which year"}
	ShortYear      = Text{"--year %d：是不是 %d？请写四位", "--year %d: did you mean %d? write four digits"}
	ClosedChanged  = Text{"修订改动了已办结（销号、免办）事项的内容，是否重新办理？没有修改台账：", "the amended list changes the text of closed items; are they to be done again? Nothing was changed:"}
	ClosedItem     = Text{"  第%d项　%s", "  item %d  %s"}
	ClosedWhich    = Text{"要重新办理的写 --reopen 序号，仍算办结的写 --keep-closed 序号；几项用逗号隔开", "write --reopen NUMBERS for those to be done again, --keep-closed NUMBERS for those that stay closed, with commas between"}
	NotClosed      = Text{"第%d项不是修订改动了内容的已办结事项，--reopen、--keep-closed 不能写它，也不能两处都写", "item %d is not a closed item whose text changes; name it neither with --reopen nor with --keep-closed, nor with both"}
	SameList       = Text{"《%s》就是要结束的清单，请用 --into 写明另一份", "%q is the list to be closed; name another: --into"}
	NotOpen        = Text{"第%d项没有未办结的责任", "nothing of item %d is open"}
	StillOpen      = Text{"还有%d项未办结，没有改动台账：", "%d {1:item is|items are} open; nothing was changed:"}
	StillOpenWhich = Text{"转入另一份清单的写 --into 清单（只转几项的加 --carry 序号），免办的写 --waive 序号 --why 理由，一项只写一处",
		"carry them over: --into LIST (only some: --carry NUMBERS), or waive them: --waive NUMBERS --why REASON; each item in one place"}
	AwaitsVerdict = Text{"%s报了办结，还没有审核；请先审核（duban judge），再结束清单", "a claim of %s waits for a verdict; judge it first (duban judge), then close the list"}
	CloseWantsWhy = Text{"免办的要用 --why 写明理由", "what is waived wants a reason: --why REASON"}
	PastDeadlines = Text{"按%d年读，有%d处时限已过，没有导入：", "read by %d, %d deadlines have passed; nothing was imported:"}
	PastDeadline  = Text{"  第%d项%s　%s　%s", "  item %d%s  %s  %s"}
	PastMore      = Text{"  ……另有%d处", "  … and %d more"}
	PastWhich     = Text{"是别的年份的，请用 --year 写明，例如 --year %d；时限确实已过、仍要交办的，加 --late：先发交办信，宽限从交办之日算起",
		"if another year is meant, write it, as --year %d; if they have really passed and the items are to be given out all the same, add --late: the first letter goes first, and grace counts from it"}
	NoLadder      = Text{`config.toml 里没有 [ladders."%s"]`, `config.toml has no [ladders."%s"]`}
	NoLetter      = Text{"%s还没有收到过信，无从回复", "%s has got no letter yet and has nothing to answer"}
	NoPreview     = Text{"照现在的清单、通讯录和配置，不会有这种信：%s", "by list, directory and configuration as they are, no such letter would come: %s"}
	PausedAlready = Text{"发信已经暂停了；duban resume 恢复", "sending is paused already; duban resume lets letters go again"}
	NotPaused     = Text{"发信没有暂停", "sending is not paused"}
	OwnSubstitute = Text{"%s不能代办自己的事项", "%s cannot stand in for itself"}
	NoSubstitute  = Text{"%[1]s这一天没有人代办：%[2]s也外出或没有邮箱，或代办关系成环",
		"nobody stands in on %[1]s: %[2]s is away too or has no mailbox, or the substitutes form a circle"}
	PastDay       = Text{"%s已过（今天%s），延到这一天等于没有延期；请写今天以后的日期，确系补录的加 --past", "%s has passed (today is %s) and gives no time; write a day to come, or --past where it is recorded late"}
	WrongDays     = Text{"%s至%s不对：最后一天不能早于第一天，也不能超过一年", "%s to %s is wrong: the last day is not before the first, nor more than a year after it"}
	FileTaken     = Text{"文件%s已存在，不覆盖；请换一个文件名", "the file %s exists already and is left as it is; choose another name"}
	DatabaseTaken = Text{"数据库 %s 已存在，不覆盖；请先停掉 duban serve，并把它和同名的 -wal、-shm、.files 移开",
		"the database %s exists already and is left as it is; stop duban serve and move it away, with its -wal, -shm and .files"}
	BrokenBackup = Text{"%s 不是完好的备份，没有恢复：%s", "%s is not a sound backup, nothing was restored: %s"}
	ChainsDiffer = Text{"两边的记录链不同，迁移没有成功；原来的数据库没有动", "the chains of both databases differ, the move failed; the old database is as it was"}
	PartEnded    = Text{"%s%s", "%s: %s"}
	NoneFailed   = Text{"没有这样的未能发出的信；编号见 duban queue", "no such letter has failed; the numbers are those of duban queue"}
	AddressSound = Text{"“%s”没有不能送达的记录", "%q is not known to fail"}
	PartState    = Text{"%s%s", "%s %s"}
)
