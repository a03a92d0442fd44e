package words

// What the doctor says.
var (
	DoctorIll = Text{"体检查出故障，见上面标 ✗ 的各行", "there are faults, see the lines marked ✗"}
)

// FindingWords frame a finding by how bad it is.
var FindingWords = map[string]Text{"ok": {"✓ %s：%s", "✓ %s: %s"}, "warning": {"！ %s：%s", "! %s: %s"}, "fault": {"✗ %s：%s", "✗ %s: %s"}}

// belowDoctor are the parts that it examines.
var belowDoctor = []Text{
	{"配置", "configuration"}, {"通讯录", "directory"}, {"发信", "relay"}, {"信箱", "mailbox"}, {"放假安排", "holidays"}, {"磁盘", "disk"}, {"权限", "permissions"}, {"数据库", "database"}, {"运行", "running"}, {"回路", "loop"}, {"证书", "certificate"}, {"服务器", "servers"},
	{"备份", "backup"}, {"时钟", "clock"}, {"发信（%s）", "relay (%s)"}, {"收信（%s）", "receiving (%s)"}, {"信箱（%s）", "mailbox (%s)"}, {"收信", "receiving"},
}
