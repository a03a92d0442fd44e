package words

// belowNames name kinds, states and other words that a lower layer has a list of.
var belowNames = []Text{
	{"已销号", "accepted"}, {"免办", "waived"}, {"已登记", "filed"}, {"签收", "acknowledged"}, {"进展", "progress"}, {"撤回", "withdrawn"}, {"退回", "returned"}, {"求助", "help asked"},
	{"发件人已核验", "sender proven"}, {"发件人系冒用", "sender forged"}, {"发件人未核验", "sender not proven"},
	{"部门", "department"}, {"岗位", "post"}, {"组", "group"}, {"主任", "director"}, {"审核", "judge"}, {"督办员", "clerk"}, {"上级", "supervisor"},
	{"完成", "done"}, {"延期", "extension"}, {"转交", "transfer"}, {"收到", "acknowledged"}, {"帮助", "help"}, {"同意", "consent"}, {"反馈进展", "progress"},
	{"默认", "default"}, {"无", "nobody"}, {"时限待定", "no date yet"}, {"长期坚持", "standing task"}, {"按进度办理", "by progress"}, {"启动", "start"},
	{"全年", "whole year"},

	// columns of lists and of the directory
	{"类别", "kind"}, {"名称", "name"}, {"别名", "aliases"}, {"姓名", "holder"}, {"邮箱", "mailbox"}, {"其他邮箱", "other mailboxes"}, {"电话", "phone"}, {"成员", "members"},
	{"职责", "duties"}, {"代办", "substitute"}, {"外出自", "away from"}, {"外出至", "away until"}, {"通讯录", "directory"},
	{"序号", "number"}, {"主要任务", "task"}, {"小节", "section"}, {"具体内容", "content"}, {"工作目标", "goal"}, {"责任主体", "responsible"}, {"牵头单位", "lead"},
	{"配合单位", "joint"}, {"责任领导", "leader in charge"}, {"完成时限", "deadline"}, {"完成情况", "status"}, {"备注", "remarks"}, {"照录", "kept as it is"}, {"待定", "undecided"},
	{"不用", "not used"}, {"内容", "content"}, {"任务", "task"}, {"责任", "responsible"}, {"配合", "joint"}, {"领导", "leader"}, {"时限", "deadline"}, {"情况", "status"}, {"其他", "other"},
	{"栏名", "column"}, {"责任人/部门", "responsible"}, {"完成情况（采取措施及成效）", "status"},
	{"%s列", "column %s"}, {"表%d", "table %d"}, {"第%d行", "line %d"}, {"第%d列", "column %d"}, {"第%d项", "item %d"}, {"第%d项等%d项", "item %d and others (%d in all)"},
	{"imap（第%d个）.%s", "imap (no. %d).%s"}, {"relay.fallback（第%d个）.%s", "relay.fallback (no. %d).%s"},
	{"邮箱：%s → %s", "mailbox: %s → %s"}, {"姓名：%s → %s", "holder: %s → %s"}, {"职责：%s → %s", "duties: %s → %s"}, {"别名：%s → %s", "aliases: %s → %s"},
	{"其他邮箱：%s → %s", "other mailboxes: %s → %s"}, {"电话：%s → %s", "phone: %s → %s"}, {"上级：%s → %s", "supervisor: %s → %s"}, {"成员：%s → %s", "members: %s → %s"},
	{"代办：%s → %s", "substitute: %s → %s"}, {"外出自：%s → %s", "away from: %s → %s"}, {"外出至：%s → %s", "away until: %s → %s"},

	// where a calendar comes from
	{"内置", "built in"}, {"导入", "imported"}, {"推算", "computed"}, {"工作日", "workday"},
	{"元旦", "New Year"}, {"春节", "Spring Festival"}, {"清明节", "Qingming"}, {"劳动节", "Labour Day"}, {"端午节", "Dragon Boat Festival"}, {"中秋节", "Mid-Autumn"}, {"国庆节", "National Day"},
}
