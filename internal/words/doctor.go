package words

// What the doctor says.
var (
	DoctorIll = Text{"体检查出故障，见上面标 ✗ 的各行", "there are faults, see the lines marked ✗"}
)

// FindingWords frame a finding by how bad it is.
var FindingWords = map[string]Text{"ok": {"✓ %s：%s", "✓ %s: %s"}, "warning": {"！ %s：%s", "! %s: %s"}, "fault": {"✗ %s：%s", "✗ %s: %s"}}

// belowDoctor are the findings themselves.
var belowDoctor = []Text{
	{"配置", "configuration"}, {"通讯录", "directory"}, {"发信", "relay"}, {"信箱", "mailbox"}, {"放假安排", "holidays"}, {"磁盘", "disk"}, {"权限", "permissions"}, {"数据库", "database"}, {"运行", "running"}, {"回路", "loop"}, {"证书", "certificate"}, {"服务器", "servers"},
	{"没有问题", "in order"}, {"%d人没有邮箱", "%d without a mailbox"}, {"%d人，都有邮箱", "%d people, all with a mailbox"}, {"可以登录", "logged in"}, {"今年的齐全", "published for this year"}, {"%d年的没有导入，按推算", "%d is not imported, days are computed"},
	{"只剩%dMB", "only %d MB left"}, {"还剩%dMB", "%d MB left"}, {"还剩%dGB", "%d GB left"}, {"核对无误", "checked, nothing is wrong"}, {"核对出%d处不符", "%d violations"}, {"%d个邮箱退信", "%d mailboxes bounce"}, {"试信%d秒后收到", "the letter came back after %d s"},
	{"还没有数据库", "there is no database yet"}, {"试信两分钟没有收到", "the letter did not come back within two minutes"}, {"没有配置发信服务器，不能试", "no relay is configured, nothing to try"},
	{"备份", "backup"}, {"还没有备份过", "there is no backup yet"}, {"最近一次在%s，已有%d天", "the newest is of %s, %d days ago"}, {"最近一次在%s", "the newest is of %s"},
	{"时钟", "clock"}, {"还没有来信可以比对", "there is no mail yet to compare it with"}, {"比邮件服务器至少慢%d分钟", "at least %d {1:minute|minutes} behind the mail server"}, {"比邮件服务器至少快%d分钟", "at least %d {1:minute|minutes} ahead of the mail server"},
	{"不比邮件服务器慢；快不快用 --loop 看", "not behind the mail server; --loop shows whether it is ahead"}, {"与邮件服务器一致", "agrees with the mail server"},
	{"别的用户也能读写 %s（%s）", "other users can read or write %s (%s)"}, {"只有本用户能读", "only this user can read the files"}, {"最近成功 %s", "last read at %s"}, {"试信没有发出：%s", "the letter was not sent: %s"},
	{"没有配置发信服务器，信存入文件夹，不外发", "no relay is configured, letters go to a folder and not out"}, {"%s 的证书%s到期", "the certificate of %s ends on %s"},
	{"发信（%s）", "relay (%s)"}, {"收信（%s）", "receiving (%s)"}, {"信箱（%s）", "mailbox (%s)"}, {"收信", "receiving"},

	// the mends
	{"请看上面的原因；文件损坏的用最近的备份恢复", "see the reason above; where the file is damaged, restore the newest backup"}, {"导入清单（duban import）时自动建立", "duban import makes it"}, {"用 duban config check 看全部问题", "duban config check lists all faults"},
	{"在通讯录里补上；他们的事报到上级", "add them to the directory; until then their supervisors are told"}, {"写 [relay] 的 host", "set host under [relay]"}, {"用 duban config check --online 再试", "try again by duban config check --online"}, {"请管服务器的人换证书", "ask whoever runs the server to renew it"},
	{"请腾出空间，满了就存不下来信", "make room: on a full disk no mail can be stored"}, {"请腾出空间", "make room"}, {"停掉 duban serve，用最近的备份恢复", "stop duban serve and restore the newest backup"}, {"duban check 列出每一处", "duban check lists each"}, {"用 duban check 核对", "look with duban check"},
	{"原因解决后自动恢复", "it goes on by itself once the cause is gone"}, {"核对通讯录里的邮箱", "check the mailboxes in the directory"}, {"看 duban serve 是否在运行，信箱是否读得到", "see whether duban serve runs and the mailbox can be read"},
	{"duban backup 文件名；最好每天定时执行", "duban backup FILE, best by a timer every day"}, {"校准本机时间，例如 timedatectl set-ntp true", "set this machine's clock right, for example by timedatectl set-ntp true"},
}
