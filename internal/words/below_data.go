package words

// belowData say what check finds, and what is wrong with a database.
var belowData = []Text{
	{"记录链缺第%d条", "the chain of records lacks no. %d"}, {"记录链第%d条的校验不符", "the hash of record no. %d is wrong"}, {"责任%d（第%d项 %s）的记录不能重演：%s", "the records of part %d (item %d, %s) cannot be replayed: %s"}, {"责任%d（第%d项 %s）重演得 %s，存的是 %s", "part %d (item %d, %s) replays to %s, what is stored is %s"},
	{"已发出的信没有留底或没有成功的发送记录：%s", "a sent letter has no copy, or no attempt that succeeded: %s"}, {"同一封信成功发送了不止一次而没有注明：%s", "a letter went out more than once and does not say so: %s"}, {"同一人同一天有两封催办：%s", "two reminders to one person on one day: %s"},
	{"办结待审、已销号或免办的责任还在催办之列：%s", "a closed or submitted part is still to be reminded: %s"}, {"催办信发出时所列责任已经办结：%s", "a reminder listed a part that was closed: %s"}, {"未办结的牵头责任没有下一个节点：%s", "an open lead has no next step: %s"}, {"节点记为已发而信不存在：%s", "a step is noted as sent and its letter is not there: %s"},
	{"为某日写的信在另一日发出：%s", "a letter written for one day left on another: %s"}, {"信在不上班的日子发出：%s", "a letter left on a day off: %s"}, {"信在发信时间以外发出：%s", "a letter left outside the hours of letters: %s"},
	{"来信尚未读到，信中已称有人未回复：%s", "a letter calls somebody silent while mail had not been read: %s"}, {"来信都已读到，却以收信不通为由暂缓提级：%s", "escalation waits for unread mail although all had been read: %s"}, {"逾期未办的牵头责任，时限过后没有任何信提到：%s", "an open lead is overdue, and no letter has named it since: %s"},
	{"交办被略过：%s", "a first letter was skipped: %s"}, {"交办记为已写，却没有发出，也没有信待发：%s", "a first letter is noted as written; none was sent and none is waiting: %s"}, {"交办尚未发出就报了上级：%s", "somebody above was told before the first letter was sent: %s"},
	{"自动来信立了佐证：%s", "an automatic mail became evidence: %s"}, {"佐证没有对应的来信记录：%s", "evidence without the record of its mail: %s"}, {"信没有发出的记录：%s", "a letter without the record of its sending: %s"},
	{"来信%d的原信与收到时的校验不符", "mail %d is not what came in: its hash differs"}, {"来信%d的原信文件不见了（%s）", "the file of mail %d is gone (%s)"}, {"来信%d的原信读不出来：%s", "mail %d cannot be read: %s"}, {"清单原件与其校验不符：%s", "a checklist's document differs from its hash: %s"}, {"外键缺失：%s", "a row that is referred to is missing: %s"},
	{"目标数据库里已有机构%d的记录", "the target database has records of office %d already"}, {"数据库里的机构%d是“%s”，不是“%s”；请核对 office.id 和 office.name", "office %d in the database is %q, not %q; check office.id and office.name"}, {"数据库里的机构%d已叫“%s”", "office %d in the database is called %q already"},
	{"这个数据库是尚未发布的早期版本建立的，请换一个文件名，重新导入清单", "an unreleased version of the program made this database; use another file and import the list again"},
}
