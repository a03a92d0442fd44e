package words

// What is said of mails that came.
var (
	ExplainWantsFile = Text{"请写明要看的信件文件", "name the files of the mails"}
	NotAnInstant     = Text{"“%s”不是时刻，请写成 2027-04-27 09:00", "%q is not a time; write 2027-04-27 09:00"}
	Explained        = Text{"%s\n  类别　%s（%s）\n  发件人　%s　%s（%s）\n  主题　%s\n  编号　%s\n  正文　%s",
		"%s\n  kind     %s (%s)\n  from     %s  %s (%s)\n  subject  %s\n  token    %s\n  text     %s"}
	ExplainedPart    = Text{"  %s　%s", "  %s  %s"}
	OtherPart        = Text{"另一部分", "other part"}
	CutQuote         = Text{"略去的引用", "quote left out"}
	CutSignature     = Text{"略去的签名", "signature left out"}
	CutWhy           = Text{"略去的依据", "left out by"}
	AwayPart         = Text{"外出", "away"}
	ExplainUnsure    = Text{"  拿不准，请人看过", "  not certain, somebody should look"}
	ExplainRead      = Text{"  读作　%s %s（%s）%s", "  read as  %s %s (%s) %s"}
	ExplainFile      = Text{"  附件　%s　%s　%d字节　%s　%s", "  file     %[1]s  %[2]s  %[3]d {3:byte|bytes}  %[4]s  %[5]s"}
	ExplainLink      = Text{"  超大附件　%s　%s到期，不能作为佐证", "  link     %s  expires %s, is no evidence"}
	ExplainFault     = Text{"  缺陷　%s", "  fault    %s"}
	ExplainState     = Text{"  处理　%s（%s）", "  outcome  %s (%s)"}
	ExplainAct       = Text{"  登记　第%d项%s %s：%s%s", "  files    item %d%s %s: %s%s"}
	ExplainTo        = Text{"至%s", " to %s"}
	ExplainConfirm   = Text{"  以上先寄确认信，本人回复“确认”后才执行", "  all this waits until its sender has answered a letter that asks whether it is his"}
	ExplainAskedItem = Text{"  追问　第%d项：%s", "  asks     item %d: %s"}
	ExplainAsked     = Text{"  追问　%s", "  asks     %s"}
	ExplainUnread    = Text{"  未登记　%s", "  unfiled  %s"}

	Ingested       = Text{"%s　来信%d　%s　%s", "%s  mail %d  %s  %s"}
	IngestKnown    = Text{"%s　已登记过（来信%d）", "%s  known already (mail %d)"}
	IngestTaken    = Text{"%s　来信%d　已收妥，由 duban serve 登记", "%s  mail %d  stored, duban serve will file it"}
	IngestTooLarge = Text{"来信超过大小上限，没有登记", "the mail is larger than the limit and was not taken"}
	StandardInput  = Text{"标准输入", "standard input"}
)

// Acts are what an answer does.
var Acts = map[string]Text{
	"done": {"办结，待审核", "done, to be judged"}, "coop": {"配合情况", "taking part"}, "progress": {"进展", "progress"}, "ack": {"签收", "acknowledged"},
	"extend": {"申请延期", "asks for more time"}, "move": {"申请转交", "asks to be relieved"}, "help": {"求助", "asks for help"}, "withdrawn": {"撤回", "withdrawn"},
	"accept": {"销号", "accepted"}, "return": {"退回", "returned"}, "grant": {"同意延期", "grants the extension"}, "refuse": {"不同意延期", "refuses the extension"},
	"remark": {"批示", "remark"}, "instruct": {"批示，须答复", "instruction, to be answered"}, "followed": {"答复批示", "answers an instruction"}, "ask": {"查询情况，已答复", "asks what happened, answered"},
}

// Mail that waits for the clerk.
var (
	VerbDone     = Text{"完成", "done"}
	VerbProgress = Text{"进展", "progress"}
	HeldNone     = Text{"没有待归档的来信", "no mail waits to be filed"}
	HeldRest     = Text{"%s来信共%d封：duban quarantine list --all", "%[1]s: %[2]d {2:mail|mails}: duban quarantine list --all"}
	HeldMail     = Text{"%d　%s　%s　%s　%s", "%d  %s  %s  %s  %s"}
	HeldCount    = Text{"　共%d封，所列为最新一封", "  the latest of %d {1:mail|mails}"}
	HeldShown    = Text{"来信%d　%s\n发件人　%s %s　%s（%s）\n主题　%s\n缘由　%s\n\n%s", "mail %d  %s\nfrom     %s %s  %s (%s)\nsubject  %s\nreason   %s\n\n%s"}
	HeldFile     = Text{"附件　%s　%d字节　%s　%s", "file  %[1]s  %[2]d {2:byte|bytes}  %[3]s  %[4]s"}
	HeldFiled    = Text{"来信%d已归到第%d项（%s）", "mail %d filed under item %d (%s)"}
	FileWants    = Text{"请写 --item 序号（几项写 14=完成,29=进展），--as 完成 或 --as 进展", "write --item NUMBER (several as 14=done,29=progress), --as done or --as progress"}
	DiscardWants = Text{"请写一个来信号，或用 --from 写发件人的邮箱", "write the number of a mail, or the sender's address: --from ADDRESS"}
	Discarded    = Text{"%s的来信已作废%d封", "%[2]d {2:mail|mails} of %[1]s put aside"}
	DiscardLeft  = Text{"另有%d封写明了所答的信，或可能是其本人所写，请逐封处理", "%d {1:mail|mails} more name the letter they answer or may be genuine; see to them one by one"}
	NotAMail     = Text{"“%s”不是来信号", "%q is not the number of a mail"}

	ReplayWants   = Text{"请写来信号，或写 --all", "name mails, or write --all"}
	ReplayChanged = Text{"来信%d　%s → %s　%s", "mail %d  %s → %s  %s"}
	ReplaySame    = Text{"来信%d　%s　没有变化", "mail %d  %s  unchanged"}
	Replayed      = Text{"重判%d封，%d封有变化", "%[1]d {1:mail|mails} judged anew, %[2]d changed"}
)

// MailKinds name what a mail is.
var MailKinds = map[string]Text{
	"loop": {"自己发出的信", "our own letter"}, "bounce": {"退信", "bounce"}, "auto-reply": {"自动回复", "automatic reply"}, "read-receipt": {"已读回执", "read receipt"},
	"calendar": {"日程答复", "answer to an invitation"}, "recall": {"撤回通知", "recall"}, "reaction": {"表情回应", "reaction"}, "ack": {"收件确认", "acknowledgement by a program"},
	"list": {"群发邮件", "list mail"}, "complaint": {"垃圾邮件举报", "spam complaint"}, "null-sender": {"无发件人", "no sender"}, "oversize": {"超过上限", "oversize"},
	"reply": {"来信", "mail of a person"},
}
