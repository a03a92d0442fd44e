package words

// What is said of the configuration and of servers.
var (
	ConfigExists    = Text{"当前文件夹已有 config.toml，没有改动", "this folder has a config.toml already; it was left as it is"}
	OfficeColon     = Text{"%s：", "%s: "}
	ConfigRight     = Text{"配置和通讯录没有问题：%d人", "configuration and directory are right: %d {1:person|people}"}
	Advice          = Text{"　　%s", "    %s"}
	TriedOutbox     = Text{"发信：没有配置发信服务器，信存入 %s", "sending: no relay is configured, letters go to %s"}
	TriedRelay      = Text{"发信（%s）：✓ 可以登录", "sending (%s): ✓ logged in"}
	TriedRelayFails = Text{"发信（%s）：✗ 不能登录：%s", "sending (%s): ✗ cannot log in: %s"}
	TriedListener   = Text{"收信（%s）：✓ %s", "receiving (%s): ✓ %s"}
	TriedMailbox    = Text{"收信（%s）：%s", "receiving (%s): %s"}
	TriedFails      = Text{"收信（%s）：✗ %s", "receiving (%s): ✗ %s"}

	ReloadEach   = Text{"数据库在服务器上，可能有几台机器在运行；请在每台上执行 systemctl reload duban", "the database is on a server, several machines may run; on each: systemctl reload duban"}
	ReloadNobody = Text{"没有正在运行的 duban serve；下次启动时自会读取", "no duban serve is running; the next one reads its files at its start"}
	ReloadFailed = Text{"通知进程%d：%s", "telling process %d: %s"}
	Reloading    = Text{"已通知 duban serve 重新读取配置、通讯录和放假安排", "duban serve was told to read configuration, directory and holidays anew"}
)
