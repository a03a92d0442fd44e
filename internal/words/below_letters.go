package words

// belowLetters are what letters say in sentences that are stored with them: why a line
// stands there, what the clerk is told, what was filed and what was not.
var belowLetters = []Text{
	{"收信（%s）从未成功", "receiving (%s) has never worked"}, {"收信（%s）自%s起不成功", "receiving (%s) fails since %s"},
	{"通讯录中没有责任人", "nobody responsible in the directory"}, {"邮箱缺失", "no mailbox"}, {"邮箱退信（%s）", "mailbox bounces (%s)"},
	{"%s通讯录中没有责任人", "%s: nobody responsible in the directory"}, {"%s邮箱缺失", "%s: no mailbox"}, {"%s邮箱退信（%s）", "%s: mailbox bounces (%s)"},
	{"本日要发%d封信，超过一轮%d封的上限，已全部暂停", "%d letters in one round, more than %d: all are stopped"}, {"所列事项已办结或已反馈", "what it lists is done or answered"},
	{"当日未能发出，由今天的信代替", "could not go out on its day, replaced by a letter of the next"}, {"%s未能发出，由以后的信代替", "could not go out on %s, replaced by a later letter"},
	{"%s不上班，由以后的信代替", "nobody works on %s, replaced by a later letter"}, {"当天过了发信时间，由以后的信代替", "past the hours for letters of its day, replaced by a later letter"},
	{"是为%s写的", "written for %s"}, {"已并入后来的确认信", "part of a later letter that asks to confirm"}, {"时钟超前时所排，作废", "planned while the clock ran ahead, void"},

	// why a line stands in a letter, and what is known of its party
	{"邮箱退信", "mailbox bounces"}, {"信不能送达", "no letter arrives"}, {"通知无法送达，报上级", "no letter arrives, told to the supervisor"},
	{"%s申请延期至%s，尚未审定", "extension to %[2]s asked for on %[1]s, undecided"},
	{"%s批示（%s）：“%s”，%s前未答复", "instruction of %s (%s): “%s”, not answered by %s"}, {"%s批示（%s）：“%s”", "instruction of %s (%s): “%s”"},
	{"%s正代办本项，越过", "%s stands in for this item, passed over"},
	{"已同意延期至%s", "extended to %s"}, {"已转由%s办理", "handed over to %s"},
	{"收信从未成功，来信尚未读到", "no mail has ever been read"}, {"%s以来未能收信，其间的来信尚未读到", "no mail has been read since %s"}, {"从未", "never"},
	{"电话报告", "report by phone"}, {"纸质报告", "report on paper"}, {"当面报告", "report in person"}, {"电话报告，督办员登记", "by phone, recorded by the clerk"}, {"纸质报告，督办员登记", "on paper, recorded by the clerk"}, {"当面报告，督办员登记", "in person, recorded by the clerk"},
	{"蓝色", "blue"}, {"黄色", "yellow"}, {"红色", "red"}, {"抄送", "copy"}, {"查询答复", "answer"},
	{"%s晚于原定时限%s，没有多出工作日", "%s is after the deadline %s, but gains no workday"},

	{"通讯录已更改", "the directory has changed"}, {"%s（新的邮箱）", "%s (at the new mailbox)"},
	{"以%s名义发来的%d件来信，本人没有确认，已作废", "%[2]d {2:mail|mails} in the name of %[1]s {2:was|were} not confirmed and {2:is|are} void"}, {"以%s名义发来的%d件来信，确认登记之后又收到不是确认的答复，请与本人核实", "%[2]d {2:mail|mails} in the name of %[1]s {2:was|were} confirmed and filed, and then an answer came that confirms nothing: please ask them"},
	{"%s要撤回一封来信，所报办结的%s仍待审核", "%s wants a mail back; %s, reported done in it, still waits for a verdict"}, {"请与其核实；确要撤回的：duban judge %d return --why 来信人撤回", "please ask them; if it is so: duban judge %d return --why WITHDRAWN"},
	{"%s批示：“%s”", "%s instructs: “%s”"}, {"%s（抄送）来信：%s", "%s, who had a copy, writes: %s"}, {"第%s项“%s”", "item %s “%s”"}, {"%s代阅专报时写了%s，无权审定，未作处理", "%s, who reads the digest in the director's place, wrote %s and may not judge: nothing was done"}, {"请主任或审核人审定", "please have the director or a judge decide"},
	{"第%d项 %s申请转交%s", "item %d, %s: asks to have it handed over to %s"}, {"第%d项 %s请求帮助：%s", "item %d, %s: asks for help: %s"}, {"第%d项 %s（配合）申请延期", "item %d, %s (taking part): asks for an extension"}, {"第%d项 %s（配合）申请延期到%s", "item %d, %s (taking part): asks for an extension to %s"}, {"配合事项的时限随牵头部门，请商牵头部门答复", "who takes part has the lead's deadline: please settle it with the lead"},
}
