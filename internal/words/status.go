package words

// What status says.
var (
	StatusCounts = Text{"%s　%d项：已销号%d　待审核%d　正常%d　临近%d　逾期%d\n",
		"%[1]s  %[2]d {2:item|items}: %[3]d accepted, %[4]d to judge, %[5]d on time, %[6]d due soon, %[7]d overdue\n"}
	StatusHead        = Text{"序号|时限|进度|牵头|事项", "no.|due|standing|lead|item"}
	StatusList        = Text{"清单%d《%s》", "list %d, %s"}
	StatusEmpty       = Text{"还没有导入清单：duban import 清单 --year 年份", "no checklist yet: duban import LIST --year YEAR"}
	StandingLate      = Text{"%s%d个工作日", "%[1]s %[2]d {2:workday|workdays}"}
	StandingLeft      = Text{"%s，%d个工作日", "%[1]s, %[2]d {2:workday|workdays}"}
	StandingMissed    = Text{"%s，欠报%d期", "%[1]s, %[2]d {2:period|periods} not reported"}
	StandingAsked     = Text{"%s（延期待批）", "%s (extension undecided)"}
	StatusLeads       = Text{"%s等%d个", "%s (%d)"}
	StatusLetters     = Text{"信：一天内已发%d封，未能发出%d封，待发%d封", "letters within a day: %d sent, %d failed, %d waiting"}
	StatusSending     = Text{"正在发信：最近一分钟发了%d封，还有%d封，约%s发完", "sending: %d in the last minute, %d to go, done about %s"}
	StatusPaused      = Text{"发信已于%s暂停（%s）：duban resume 恢复", "sending is paused since %s (%s): duban resume"}
	StatusHeld        = Text{"待归档来信%d封：duban quarantine list", "%d {1:mail waits|mails wait} to be filed: duban quarantine list"}
	StatusUnjudged    = Text{"收下超过5分钟仍未处理的来信%[1]d封，最早的是来信%[2]d（%[3]s）：duban replay %[2]d", "%[1]d {1:mail|mails} not processed for more than 5 minutes, the oldest is mail %[2]d (%[3]s): duban replay %[2]d"}
	StatusUnpublished = Text{"* %d年放假安排未导入，日期暂按周末推算：duban holidays add", "* the holidays of %d are not imported, days are computed from weekends: duban holidays add"}
	SourceOK          = Text{"收信（%s）：最近成功 %s", "receiving (%s): last worked %s"}
	SourceNever       = Text{"收信（%s）：从未成功", "receiving (%s): has never worked"}
	ServerSays        = Text{"%s；服务器说：%s", "%s; the server says: %s"}
)

// Letters that wait or have failed, and addresses that none reaches.
var (
	QueueTable       = Text{"编号|信|收件人|写于|已试|再试|缘由", "no.|letter|to|written|tried|next|why"}
	QueueFailedTable = Text{"编号|信|收件人|写于|缘由", "no.|letter|to|written|why"}
	QueueUnderWay    = Text{"正在发", "under way"}
	QueueCount       = Text{"待发%d封", "%d {1:letter waits|letters wait}"}
	QueueHeld        = Text{"发信自%[1]s起停下：%[2]s；已试%[3]d次，%[4]s再试一封；服务器说：%[5]s", "no letter goes since %[1]s: %[2]s; tried %[3]d {3:time|times}, one letter is tried next at %[4]s; the server says: %[5]s"}
	QueueFailed      = Text{"\n未能发出的信（近30天）：duban resend 编号，或 duban resend --all", "\nletters that failed (within 30 days): duban resend NUMBER, or duban resend --all"}
	NotALetter       = Text{"“%s”不是信的编号，编号见 duban queue", "%q is not the number of a letter; see duban queue"}
	ResendWants      = Text{"请写明是哪一封信（编号见 duban queue），或用 --to 写部门，或用 --all 重发全部", "write the number of a letter, or --to DEPARTMENT, or --all"}
	Resent           = Text{"重发%d封；另有%d封是前几日的，所列事项写进今天的信", "%[1]d {1:letter goes|letters go} again; %[2]d of earlier days {2:is|are} replaced by letters of today"}
	AddressesSound   = Text{"没有不能送达的邮箱", "letters reach all addresses, as far as is known"}
	AddressFails     = Text{"%s　%s　自%s起不能送达（%s）", "%s  %s  not reached since %s (%s)"}
	Revived          = Text{"%s照常发信，欠发的信今天补上", "letters go to %s again; what was held goes today"}
)
