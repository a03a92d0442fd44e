package words

// codedNames name kinds, states and other things of which there is a list.
var codedNames = map[string]Text{
	// how a report came that the clerk recorded
	"report by phone":  {"电话报告", "report by phone"},
	"report on paper":  {"纸质报告", "report on paper"},
	"report in person": {"当面报告", "report in person"},

	// how an assignment, or an item, stands
	"is open":         {"办理中", "open"},
	"is to be judged": {"待审核", "to be judged"},
	"is accepted":     {"已销号", "accepted"},
	"is waived":       {"免办", "waived"},
	"waived":          {"免办", "waived"},
	"overdue":         {"逾期", "overdue"}, "due soon": {"临近", "due soon"}, "on time": {"正常", "on time"},
	"a standing while an extension is undecided": {"%s（延期待批）", "%s (extension undecided)"},
	"lead": {"牵头", "lead"}, "joint": {"会同", "joint"},

	// what happened to it
	"assigned":             {"下达", "assigned"},
	"acknowledged":         {"签收", "acknowledged"},
	"progress":             {"进展", "progress"},
	"reported done":        {"报办结", "reported done"},
	"withdrawn":            {"撤回", "withdrawn"},
	"accepted":             {"销号", "accepted"},
	"returned":             {"退回", "returned"},
	"settled":              {"结清", "settled"},
	"reopened":             {"重新办理", "reopened"},
	"reassigned":           {"移交", "reassigned"},
	"extension asked":      {"申请延期", "extension asked"},
	"extension granted":    {"同意延期", "extension granted"},
	"extension refused":    {"不同意延期", "extension refused"},
	"instruction":          {"批示", "instruction"},
	"instruction answered": {"答复批示", "instruction answered"},
	"help asked":           {"求助", "help asked"},
	"transfer asked":       {"申请转交", "transfer asked"},
	"rescheduled":          {"改期", "rescheduled"},
	"note":                 {"记录", "note"},

	// what words say, beside these
	"done":         {"完成", "done"},
	"acknowledges": {"收到", "acknowledged"},
	"extension":    {"延期", "extension"},
	"transfer":     {"转交", "transfer"},
	"withdraws":    {"撤回", "withdrawn"},
	"help":         {"帮助", "help"},
	"question":     {"查询", "question"},
	"consent":      {"同意", "consent"},
	"return":       {"退回", "returned"},

	// letters
	"assignment letter":   {"交办", "assignment"},
	"reminder letter":     {"提醒", "reminder"},
	"escalation letter":   {"提级", "escalation"},
	"overview letter":     {"分管情况", "overview"},
	"report letter":       {"督办报告", "report on the list"},
	"review letter":       {"待审", "review"},
	"digest letter":       {"督办专报", "digest"},
	"clerk letter":        {"督办员日报", "clerk's daily letter"},
	"receipt letter":      {"回执", "receipt"},
	"question letter":     {"询问", "question"},
	"held letter":         {"待登记", "held"},
	"transcript letter":   {"批示登记", "transcript"},
	"confirmation letter": {"请确认", "confirmation"},
	"answer letter":       {"查询答复", "answer"},
	"copy letter":         {"抄送", "copy"},
	"verdict letter":      {"审核结果", "verdict"},

	// what became of a mail
	"mail to be processed":          {"待处理", "to be processed"},
	"mail filed":                    {"已登记", "filed"},
	"mail asked about":              {"已询问序号", "asked which item"},
	"mail noted":                    {"已记录", "noted"},
	"mail not filed":                {"不予登记", "not filed"},
	"mail that waits for the clerk": {"待督办员归档", "waits for the clerk"},
	"mail put aside":                {"已作废", "put aside"},
}
