package words

// What is said of the way in which the program was called, and the frame of its help.
var (
	HelpUsage      = Text{"用法：%s", "Usage: %s"}
	HelpCommands   = Text{"命令：", "Commands:"}
	HelpFlags      = Text{"选项：", "Flags:"}
	HelpExample    = Text{"例如：", "Example:"}
	HelpAnyCommand = Text{"命令", "COMMAND"}
	HelpAnyFlag    = Text{"[选项]", "[FLAGS]"}
	HelpStatuses   = Text{"退出状态：0 完成　1 失败　2 用法不对　3 已完成但列出了问题　4 另一个 duban 正在使用数据库",
		"Exit status: 0 done, 1 failed, 2 wrong usage, 3 done with problems listed, 4 another duban holds the database"}
	FlagDefault = Text{"（默认 %s）", " (default %s)"}

	Usage           = Text{"用法：%s", "usage: %s"}
	NoCommand       = Text{"没有“%s”这个命令；duban help 列出全部命令", "no command %q; duban help lists them all"}
	NoCommandNear   = Text{"没有“%s”这个命令；是不是 duban %s？", "no command %q; did you mean duban %s?"}
	NoFlag          = Text{"没有这个选项：%s", "no such flag: %s"}
	NoShell         = Text{"“%s”：可以是 bash、zsh、fish、powershell", "%q: it is bash, zsh, fish or powershell"}
	NoShellNear     = Text{"“%s”：是不是 %s？", "%q: did you mean %s?"}
	Version         = Text{"duban %s　提交 %s（%s）\n%s %s，SQLite %s", "duban %s  commit %s (%s)\n%s %s, SQLite %s"}
	VersionUnknown  = Text{"不详", "unknown"}
	VersionChanged  = Text{"源码在这次提交之后有改动", "the source was changed after this commit"}
	Busy            = Text{"正在处理，%d秒", "working, %d s"}
	FlagWantsValue  = Text{"选项 %s 要写值", "the flag %s wants a value"}
	FlagWantsNumber = Text{"选项 %s 要写整数，不能是“%s”", "the flag %s wants a whole number, not %q"}
	FlagWantsNone   = Text{"选项 %s 不用写值（写了“%s”）", "the flag %s takes no value (it has %q)"}
	FlagMissing     = Text{"缺少必须写的选项：%s", "a flag that must be set is missing: %s"}
	NoLanguage      = Text{"--lang “%s”：请写 zh 或 en", "--lang %q: write zh or en"}
	NotADay         = Text{"%s “%s”不是日期，请写成 2027-04-23", "%s %q is not a date; write 2027-04-23"}
	NotANumber      = Text{"“%s”不是序号", "%q is not the number of an item"}
	WriteWhy        = Text{"请用 --why 写明理由", "write the reason: --why REASON"}
	Program         = Text{"duban：%s", "duban: %s"}
	ShippedConfig   = Text{"当前文件夹没有 config.toml，用程序自带的默认配置（duban config init 可写出一份）",
		"no config.toml in this folder; using the built-in defaults (duban config init writes one)"}
)

// FlagKinds name what a flag wants, by the type that pflag has for it.
var FlagKinds = map[string]Text{"string": {"文字", "TEXT"}, "int": {"数", "NUMBER"}, "int64": {"数", "NUMBER"}}
