package words

// What is said of the configuration and of servers.
var (
	ConfigWritten = Text{"已写出 config.toml，只有本用户能读写。\n接着：填好督办信箱（mail.from）、发信服务器（relay）和通讯录，再执行 duban config check",
		"wrote config.toml, which only this user can read\nnext: set mail.from, [relay] and the directory, then run duban config check"}
	ConfigExists = Text{"当前文件夹已有 config.toml，没有改动", "this folder has a config.toml already; it was left as it is"}
	OfficeColon  = Text{"%s：", "%s: "}
	ConfigRight  = Text{"配置和通讯录没有问题：%d人", "configuration and directory are right: %d {1:person|people}"}
	UnprovenMail = Text{"发件人未核验的来信：%s", "mail of unproven senders: %s"}
	ProveSenders = Text{"现在没有办法核验发件人，批示都要另发确认信：在 inbox.authserv_ids 写上收信服务器在信头署的名字即可核验（duban config check --online 看信提出），或写 verify_dkim = true",
		"nobody proves senders now, so every verdict is asked to be confirmed: name the server that writes Authentication-Results in inbox.authserv_ids (duban config check --online proposes it), or set verify_dkim = true"}
	Advice          = Text{"　　%s", "    %s"}
	TriedOutbox     = Text{"发信：没有配置发信服务器，信存入 %s", "sending: no relay is configured, letters go to %s"}
	TriedRelay      = Text{"发信（%s）：✓ 可以登录", "sending (%s): ✓ logged in"}
	TriedRelayFails = Text{"发信（%s）：✗ 不能登录：%s", "sending (%s): ✗ cannot log in: %s"}
	TriedListener   = Text{"收信（%s）：✓ %s", "receiving (%s): ✓ %s"}
	TriedMailbox    = Text{"收信（%s）：✓ %s", "receiving (%s): ✓ %s"}
	TriedFails      = Text{"收信（%s）：✗ %s", "receiving (%s): ✗ %s"}

	ReloadEach   = Text{"数据库在服务器上，可能有几台机器在运行；请在每台上执行 systemctl reload duban", "the database is on a server, several machines may run; on each: systemctl reload duban"}
	ReloadNobody = Text{"没有正在运行的 duban serve；下次启动时自会读取", "no duban serve is running; the next one reads its files at its start"}
	ReloadFailed = Text{"通知进程%d：%s", "telling process %d: %s"}
	Reloading    = Text{"已通知 duban serve 重新读取配置、通讯录和放假安排", "duban serve was told to read configuration, directory and holidays anew"}
)

// Unproven says what becomes of words whose sender nobody proved, by the key inbox.unproven.
var Unproven = map[string]Text{
	"confirm-verdicts": {"批示先请本人确认，其余登记并注明“未核验”", "verdicts wait until the judge has confirmed them, the rest is filed and marked"},
	"confirm-all":      {"改变事项状态的，先请本人确认", "what changes a state waits until its sender has confirmed it"},
	"hold":             {"一律先由督办员归档", "it waits for the clerk"},
	"believe":          {"照样登记，批示即生效", "it counts as it is, verdicts too"},
}
