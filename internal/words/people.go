package words

// What is said of people and of workdays.
var (
	AwayBack      = Text{"%s已返回，此后的信仍发给本人", "%s is back and gets the letters again"}
	AwayWantsLast = Text{"请用 --to 写明最后一天，例如 --to 2027-05-10", "write the last day, as --to 2027-05-10"}
	AwayLine      = Text{"%s　%s至%s外出　代办：%s　%s", "%s  away from %s to %s  substitute: %s  %s"}
	AwayNobody    = Text{"没有人登记外出", "nobody is recorded as away"}

	DirectoryFile      = Text{"通讯录.xlsx", "directory.xlsx"}
	DirectoryWritten   = Text{"通讯录%d条已写入 %s；改好后用 duban directory import 读回", "wrote %[1]d {1:entry|entries} of the directory to %[2]s; edit it and read it back: duban directory import"}
	ReadingDirectory   = Text{"读通讯录：%s", "reading the directory: %s"}
	DirectoryNotStored = Text{"没有改动通讯录；核对无误后加 --apply", "the directory was not changed; add --apply to change it"}
	DirectoryFirst     = Text{"通讯录已更新，此后以 %[2]s 为准，%[1]s 已写明（原来的另存为 .bak）；运行中的程序请用 duban reload 读入",
		"the directory was changed; it is %[2]s from now on, as %[1]s says (the former one is kept as .bak); a running daemon reads it upon duban reload"}
	DirectoryStored = Text{"通讯录已更新，原来的在 %s；运行中的程序请用 duban reload 读入", "the directory was changed, the former one is %s; a running daemon reads it upon duban reload"}
	DirectorySame   = Text{"通讯录没有不同", "the directory is the same"}
	EntryLine       = Text{"  %s　%s　%s　%s", "  %s  %s  %s  %s"}

	HolidaysForecast = Text{"　〔未公布，暂按周末推算〕", "  [not published, computed from weekends]"}
	HolidaysYear     = Text{"%d　%s　放假%d天，调休上班%d天%s", "%[1]d  %[2]s  %[3]d {3:day|days} off, %[4]d make-up {4:workday|workdays}%[5]s"}
	HolidaysNoFolder = Text{"config.toml 的 calendar.folder 空着，不知道存在哪里", "calendar.folder in config.toml is empty, there is nowhere to store it"}
	HolidaysWrong    = Text{"通知有%d处不符，没有收入", "the notice disagrees with itself in %d {1:place|places}, nothing was taken"}
	HolidaysStored   = Text{"已存入 %s。正在运行的 duban serve 请用 duban reload 换上，此后的日期按新日历重排",
		"stored in %s; a running duban serve takes it upon duban reload and dates what comes by the new calendar"}
	ReadingNotice = Text{"读放假通知：%s", "reading the notice: %s"}
	HolidaysNews  = Text{"%d年：放假%d天，调休上班%d天，与原来不同的%d天", "%[1]d: %[2]d {2:day|days} off, %[3]d make-up {3:workday|workdays}, %[4]d other than before"}
	HolidaysDay   = Text{"  %s　%s　%s", "  %s  %s  %s"}
	DayAtWork     = Text{"上班", "workday"}
	DayOff        = Text{"放假", "day off"}
)
