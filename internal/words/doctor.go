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
	{"还没有数据库", "there is no database yet"}, {"试信两分钟没有收到", "the letter did not come back within two minutes"}, {"没有配置发信服务器，不能试", "no relay is configured, nothing to try"}, {"愿意收督办员的信", "would take a letter to the clerk"},
}
