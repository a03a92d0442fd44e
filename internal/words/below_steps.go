package words

// belowSteps say why a letter is written or not, and what the record of an item says.
var belowSteps = []Text{
	{"首次交办", "first letter"}, {"时限尚远，每月请报进展", "due far ahead, asked once a month how it stands"}, {"距%s还有%d个工作日", "%[2]d {2:workday|workdays} before %[1]s"}, {"逾期%d个工作日", "%d {1:workday|workdays} overdue"},
	{"逾期%d个工作日，报%s", "%[1]d {1:workday|workdays} overdue, told to the %[2]s"}, {"今日到期", "due today"}, {"%s到期，今天是此前最后一个工作日", "due on %s, today is the last workday before it"},
	{"%s（暂按周末推算）", "%s (computed from weekends)"}, {"%s〔暂按周末推算〕", "%s [computed from weekends]"},
	{"批示要求今日前答复", "an instruction asks for an answer by today"}, {"批示到期未答复", "instruction not answered on its day"},
	{"批示有答复或到期未答复%d件", "%d {1:instruction|instructions} answered, or past their day"},
	{"时限待定，请报拟完成日期", "no date yet, asks for one"}, {"没有定日的事项，每月请报进展", "no day set, asks for progress every month"}, {"长期任务，每季度请报进展", "standing task, asks for progress every quarter"},
	{"错过，只补发最近的一次（%s）", "missed, only the latest is made up for (%s)"},
	{"%s；%s等%d种", "%[1]s; %[2]s and others, %[3]d reasons"}, {"%s，信未发出", "%s, no letter went out"}, {"%s，将报上级", "%s, will be told to the supervisor"},
	{"%s，暂缓提级", "%s, escalation waits"}, {"%s，通知无法送达，报上级", "%s, no letter can arrive, told to the supervisor"}, {"%s，越过", "%s, passed over"},
	{"上无可报之人，报督办员", "nobody above, told to the clerk"},
	{"%s外出至%s，由%s代办", "%s away until %s, %s stands in"}, {"%s外出至%s，越过", "%s away until %s, passed over"},
	{"收信（%s）从未成功", "receiving (%s) has never worked"}, {"收信（%s）自%s起不成功", "receiving (%s) fails since %s"},
	{"通讯录中没有责任人", "nobody responsible in the directory"}, {"邮箱缺失", "no mailbox"}, {"邮箱退信（%s）", "mailbox bounces (%s)"},
	{"%s通讯录中没有责任人", "%s: nobody responsible in the directory"}, {"%s邮箱缺失", "%s: no mailbox"}, {"%s邮箱退信（%s）", "%s: mailbox bounces (%s)"},
	{"%d项待审", "%d {1:item|items} to judge"}, {"全部销号", "all accepted"}, {"新逾期%d份", "%d newly overdue"}, {"来信未经本人确认%d件", "%d {1:mail|mails} not confirmed"}, {"新报办结%d份", "%d newly claimed"}, {"新申请延期%d份", "%d newly asked for time"}, {"交办、审定、了结%d件", "%d assigned, decided or settled"}, {"本人承办事项到节点", "steps of what its reader owes"},
	{"%d项时限的最后一个工作日", "last workday for %d {1:item|items}"}, {"每周专报", "weekly digest"}, {"提级报主任", "escalation to the director"},
	{"本日要发%d封信，超过一轮%d封的上限，已全部暂停", "%d letters in one round, more than %d: all are stopped"},
	{"分管的责任：逾期%d份，临近%d份，报过的已了结%d份", "in charge of: %d overdue, %d due soon, %d reported ones settled"},
	{"%d件事需要处理", "%d {1:matter wants|matters want} attention"}, {"清单修订", "amended list"},
	{"前期（%s）未报，一并催办", "reminded with the period before it that was not reported (%s)"},
	{"清单已写明延期", "extended by the list"}, {"审核结果", "verdict"}, {"答复来信%s", "answer to mail %s"},
	{"没有写明清单", "no checklist named"}, {"第%d项有%d个%s：%s，请写明是哪一个", "item %d has %d of a kind (%s): %s; say which is meant"},
	{"%s是休息日，此前最后一个工作日是%s", "%s is a day off, the last workday before it is %s"},
	{"牵头部门已报办结，不再催办", "the leads have reported it done, not urged any more"},

	{"期次", "occurrence"}, {"清单", "checklist"}, {"清单%d《%s》", "checklist %d %s"}, {"清单%d", "checklist %d"},
	{"第%d项（%s）%s，不能%s", "item %d (%s) is %s and cannot be: %s"},
}
