package words

// What is said of items: show, why, plan, simulate, report.
var (
	ItemHead   = Text{"第%d项　%s\n《%s》", "item %d  %s\n%s"}
	Arrears    = Text{"欠报：%s　%d期（%s）", "not reported: %s, %d {2:period|periods} (%s)"}
	EntryAt    = Text{"  %s　%s", "  %s  %s"}
	Entry      = Text{"%s　%s　%s", "%s  %s  %s"}
	ActorProof = Text{"%s（%s）", "%s (%s)"}
	ActorOwned = Text{"%s，经本人确认", "%s, confirmed by himself"}
	NextStep   = Text{"  下一步　%s　%s", "  next  %s  %s"}
	NextWith   = Text{"  下一步　与前期（%s）一并催办", "  next  with the period before it (%s)"}

	NothingComes = Text{"  此后　不再发信：%s", "  then no more letters: %s"}
	ComesOn      = Text{"  此后 %s　%s　%s　%s", "  then %s  %s  %s  %s"}
	ListedToo    = Text{"一并列出", "listed as well"}
	LetterLine   = Text{"%s　%s　%s　%s　%s", "%s  %s  %s  %s  %s"}
	SentAt       = Text{"%s已发出", "sent %s"}
	SentAttempt  = Text{"%s已发出（第%d次）", "sent %s (attempt %d)"}
	NotSent      = Text{"未能发出：%s", "could not be sent: %s"}
	NotWanted    = Text{"没有发：%s", "not sent: %s"}
	WillRetry    = Text{"待重发：%s", "will be tried again: %s"}
	ToBeSent     = Text{"待发", "waiting"}

	PlanItem         = Text{"　第%s项", "  item %s"}
	PlanItems        = Text{"　第%s项", "  items %s"}
	PlanLetter       = Text{"%s　%s　%s%s　%s", "%s  %s  %s%s  %s"}
	PlanNone         = Text{"%s没有要发的信", "no letters on %s"}
	SimulateNone     = Text{"到%s为止没有要发的信", "no letters up to %s"}
	SimulateSame     = Text{"两份配置发的信相同（%d封）", "both configurations send the same letters (%d)"}
	SimulateOrder    = Text{"--to %s 早于 --from %s", "--to %s is before --from %s"}
	SimulateWantsDay = Text{"请用 --to 写明推演到哪一天", "write the last day to simulate: --to 2027-06-15"}
	ReadingAnswers   = Text{"读回复：%s", "reading the answers: %s"}
	NoKind           = Text{"没有“%s”这种信；有：%s", "there is no letter of kind %q; the kinds are %s"}
	NoKindNear       = Text{"没有“%s”这种信，是不是“%s”？有：%s", "there is no letter of kind %q; is it %q? the kinds are %s"}
	Previewed        = Text{"预览，没有发出：%s，写给%s，按%s的情形", "preview, not sent: %s to %s, as of %s"}
	PreviewWritten   = Text{"已写出 %s", "wrote %s"}
	PreviewSample    = Text{"没有清单，或现有的清单不会有这种信：用的是示例事项", "there is no list, or none that would bring such a letter: the items are samples"}
	PreviewForms     = Text{"“%s”：请写 .eml、.html 或 .txt 结尾的文件名", "%q: end the file's name in .eml, .html or .txt"}
	ReportWants      = Text{"请写 --by department（按部门）", "write --by department"}
	ReportAsOf       = Text{"截至%s", "as of %s"}
	ReportOfList     = Text{"《%s》，%s", "%s, %s"}
)
