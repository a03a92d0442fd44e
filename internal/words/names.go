package words

// The names of things, as every command says them.
var (
	StepPlanned = Text{"发信", "letter"}
	StepSkipped = Text{"略过", "skipped"}
	StepHeld    = Text{"未发", "held"}

	PartHead    = Text{"%s　%s　%s　时限 %s", "%s  %s, %s, due %s"}
	LastWorkday = Text{"%s，末个工作日 %s", "%s, last workday %s"}
	Forecast    = Text{"〔放假安排未公布，暂按周末推算〕", " [holidays not published, computed from weekends]"}

	ProblemMark = Text{"问题　%s", "problem: %s"}
	HintMark    = Text{"提示　%s", "note: %s"}
	Where       = Text{"%s：%s", "%s: %s"}
	WithMend    = Text{"%s；%s", "%s; %s"}
	PleaseLook  = Text{"〔请核对〕", " [please check]"}
)

// Actors name who did something and is not a person of the directory.
var Actors = map[string]Text{
	"clerk": {"督办员", "clerk"},
	"duban": {"程序", "duban"},
	"robot": {"自动来信", "automatic mail"},
}

// Words of which others are made.
var (
	ItemNo    = Text{"第%d项", "item %d"}
	Nobody    = Text{"无", "nobody"}
	NoMailbox = Text{"（没有邮箱）", "(no mailbox)"}
	Added     = Text{"增", "added"}
	Removed   = Text{"删", "removed"}
	Changed   = Text{"改", "changed"}
)

// The heads of tables; | parts the columns.
var (
	OfficesHead   = Text{"编号|机构|事项|已销号|待审核|正常|临近|逾期|来信|待发", "no.|office|items|accepted|to judge|on time|soon|overdue|mail|letters"}
	DirectoryHead = Text{"名称|姓名|邮箱|上级|职责", "name|person|mailbox|supervisor|duties"}
	ReportHead    = Text{"名次|部门|牵头|到期|按时|按时率|按原定时限|逾期|延期|退回", "rank|department|leads|due|in time|share|original|late|ext.|ret."}
)
