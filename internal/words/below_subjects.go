package words

// belowSubjects are the subjects of letters, which are Chinese, for the reader of the
// demo who is not.
var belowSubjects = []Text{
	{"%d项还有%d个工作日到期（共%d项待办）", "%[1]d of %[3]d open {3:item|items} due in %[2]d {2:workday|workdays}"}, {"%d项今日到期（共%d项待办）", "%[1]d of %[2]d open {2:item|items} due today"},
	{"第%d项还有%d个工作日到期（共%d项待办）", "item %[1]d is due in %[2]d {2:workday|workdays} (%[3]d {3:item|items} open)"}, {"第%d项今日到期（共%d项待办）", "item %[1]d is due today (%[2]d {2:item|items} open)"},
	{"%d项还有%d个工作日到期", "%[1]d {1:item is|items are} due in %[2]d {2:workday|workdays}"}, {"%d项今日到期", "%d {1:item is|items are} due today"},
	{"%d项今天是到期前最后一个工作日", "today is the last workday for %d {1:item|items}"}, {"%d项今天是到期前最后一个工作日（共%d项待办）", "today is the last workday for %[1]d of %[2]d open {2:item|items}"},
	{"第%d项今天是到期前最后一个工作日（共%d项待办）", "today is the last workday for item %[1]d (%[2]d {2:item|items} open)"},
	{"延期申请%d项", "%d {1:request|requests} for more time"}, {"待审核%d项", "%d to be judged"}, {"逾期%d项（其中%d项待您审核）", "%[1]d overdue, %[2]d of them to be judged by you"},
	{"第%d项今天是到期前最后一个工作日", "today is the last workday for item %d"},
	{"第%d项还有%d个工作日到期", "item %[1]d is due in %[2]d {2:workday|workdays}"}, {"第%d项今日到期", "item %d is due today"}, {"逾期%d项，请今日回复", "%d {1:item|items} overdue, please answer today"},
	{"交办%d项，首项%s到期", "%[1]d {1:item|items} assigned, the first due on %[2]s"}, {"交办第%d项，%s到期", "item %d assigned, due on %s"},
	{"督办员日报（%s）：%d件事需要处理", "clerk's daily letter (%[1]s): %[2]d {2:matter wants|matters want} attention"}, {"督办专报第%d期（%s）：%s", "digest no. %d (%s): %s"},
	{"待您审核%d项", "%d to be judged by you"}, {"逾期%d项", "%d overdue"}, {"%d项进展正常", "%d {1:item|items} on time"}, {"%d项已全部销号", "all %d {1:item|items} accepted"}, {"《%s》督办情况报告", "report on “%s”"},
	{"请确认：%s以您的名义批示%d项", "please confirm: %[2]d {2:verdict|verdicts} in your name on %[1]s"}, {"未予确认，不予执行：%s", "not confirmed, not carried out: %s"},
	{"回执：%s已登记", "receipt: %s filed"}, {"回执：%s已签收", "receipt: %s acknowledged"}, {"回执：%s已办结，待审核", "receipt: %s reported done, to be judged"}, {"回执：%s", "receipt: %s"}, {"第%d项等%d项", "item %d and others, %d in all"},
	{"%s已审核通过，予以销号", "%s accepted and struck off"}, {"%s被退回", "%s returned"}, {"批示登记：%s", "verdicts recorded: %s"},
	{"分管情况（%s）：%s", "overview (%s): %s"}, {"已了结%d项", "%d settled"}, {"临近%d项", "%d due soon"}, {"您承办的%d项待办", "%d {1:item|items} of your own"}, {"送达异常%d处", "%d {1:mailbox is|mailboxes are} not reached"}, {"您分管的%d个部门有%d项需督促", "%[2]d {2:item|items} of your %[1]d {1:department needs|departments need} pushing"}, {"您分管的%d个部门有%d项逾期", "%[2]d {2:item|items} of your %[1]d {1:department is|departments are} overdue"},
	{"请写明是哪一项", "which item is meant?"},
}
