package words

// belowLetters are what letters say in sentences that are stored with them: why a line
// stands there, what the clerk is told, what was filed and what was not.
var belowLetters = []Text{
	// why a line stands in a letter, and what is known of its party

	{"电话报告", "report by phone"}, {"纸质报告", "report on paper"}, {"当面报告", "report in person"}, {"电话报告，督办员登记", "by phone, recorded by the clerk"}, {"纸质报告，督办员登记", "on paper, recorded by the clerk"}, {"当面报告，督办员登记", "in person, recorded by the clerk"},
	{"蓝色", "blue"}, {"黄色", "yellow"}, {"红色", "red"}, {"抄送", "copy"}, {"查询答复", "answer"},
	{"%s晚于原定时限%s，没有多出工作日", "%s is after the deadline %s, but gains no workday"},

	{"通讯录已更改", "the directory has changed"}, {"%s（新的邮箱）", "%s (at the new mailbox)"},
	{"以%s名义发来的%d件来信，本人没有确认，已作废", "%[2]d {2:mail|mails} in the name of %[1]s {2:was|were} not confirmed and {2:is|are} void"}, {"以%s名义发来的%d件来信，确认登记之后又收到不是确认的答复，请与本人核实", "%[2]d {2:mail|mails} in the name of %[1]s {2:was|were} confirmed and filed, and then an answer came that confirms nothing: please ask them"},
	{"%s要撤回一封来信，所报办结的%s仍待审核", "%s wants a mail back; %s, reported done in it, still waits for a verdict"}, {"请与其核实；确要撤回的：duban judge %d return --why 来信人撤回", "please ask them; if it is so: duban judge %d return --why WITHDRAWN"},
	{"%s批示：“%s”", "%s instructs: “%s”"}, {"%s（抄送）来信：%s", "%s, who had a copy, writes: %s"}, {"第%s项“%s”", "item %s “%s”"}, {"%s代阅专报时写了%s，无权审定，未作处理", "%s, who reads the digest in the director's place, wrote %s and may not judge: nothing was done"}, {"请主任或审核人审定", "please have the director or a judge decide"},
	{"第%d项 %s申请转交%s", "item %d, %s: asks to have it handed over to %s"}, {"第%d项 %s请求帮助：%s", "item %d, %s: asks for help: %s"}, {"第%d项 %s（配合）申请延期", "item %d, %s (taking part): asks for an extension"}, {"第%d项 %s（配合）申请延期到%s", "item %d, %s (taking part): asks for an extension to %s"}, {"配合事项的时限随牵头部门，请商牵头部门答复", "who takes part has the lead's deadline: please settle it with the lead"},
}
