package words

// What import says.
var (
	PreviewHead    = Text{"《%s》%d项（%s）", "%[1]s: %[2]d {2:item|items} (%[3]s)"}
	PreviewColumn  = Text{"  %s “%s” → %s（%s）%s", "  %s %q → %s (%s)%s"}
	PreviewLabel   = Text{"（原序号%s）", " (numbered %s in the list)"}
	PreviewParty   = Text{"       %s　%s", "       %s  %s"}
	PreviewDue     = Text{"       时限　%s → %s", "       due  %s → %s"}
	PreviewMore    = Text{"       ……共%d次，最后 %s", "       … %d times, the last %s"}
	PreviewUnknown = Text{"%s（通讯录中没有）", "%s (not in the directory)"}
	PreviewGroup   = Text{"%s → %d人：%s", "%[1]s → %[2]d {2:person|people}: %[3]s"}
	PreviewNoMail  = Text{"%s（没有邮箱）", "%s (no mailbox)"}
	PreviewJoined  = Text{"\n第%d行没有序号，接在第%d项之后", "\nline %d has no number and continues item %d"}
	PreviewNote    = Text{"\n不是事项的行，原样留在表里：%s", "\nnot an item, stays in the table as it is: %s"}
	PreviewFilled  = Text{"\n原表空白、按合并单元格补上的%d格：", "\n%d {1:cell|cells} blank in the list, filled as merged cells:"}
	PreviewFill    = Text{"  第%d项 %s（第%d行）← 第%d行“%s”：%s%s", "  item %d, %s (line %d) ← line %d %q: %s%s"}
)

// What an amended list changes.
var (
	AmendHead       = Text{"与已导入的《%s》（%d年，%d项）相比：", "compared with the imported %[1]s (%[2]d, %[3]d {3:item|items}):"}
	AmendStored     = Text{"台账已按修订后的清单修改；相关责任人会收到通知", "the ledger was changed to the amended list; the people concerned will be told"}
	AmendNotStored  = Text{"台账没有改动。核对无误后加 --apply 修改；如果这是另一份清单，加 --new 导入", "nothing was changed; add --apply to change the ledger, or --new if this is another list"}
	AmendAdded      = Text{"增　第%d项　%s（%s，%s）", "added    item %d  %s (%s, %s)"}
	AmendRemoved    = Text{"删　原第%d项　%s（免办，记录保留）", "removed  former item %d  %s (waived, its records stay)"}
	AmendNo         = Text{"第%d项（原第%d项）", "item %d (was %d)"}
	AmendRenumbered = Text{"号　%s　%s", "number   %s  %s"}
	AmendChanged    = Text{"改　%s　%s", "changed  %s  %s"}
	AmendCell       = Text{"%s：%s → %s", "%s: %s → %s"}
	AmendSame       = Text{"事项没有不同", "the items are the same"}
	AmendCount      = Text{"增%d项，删%d项，改%d项，只改号%d项", "%d added, %d removed, %d changed, %d only renumbered"}
)

// What came of reading and storing a list.
var (
	ReadingList     = Text{"读清单：%s", "reading the list: %s"}
	ListWrong       = Text{"清单有%d个问题，没有导入", "the list has %d {1:problem|problems} and was not imported"}
	Imported        = Text{"已导入《%s》%d项，%d份责任；%s起发信", "imported %[1]s: %[2]d {2:item|items}, %[3]d {3:part|parts}; letters begin on %[4]s"}
	SkeletonWritten = Text{"通讯录缺的%[1]d个名称已写入 %[2]s；填好邮箱后用 duban directory import %[2]s 读入，config.toml 已写明这个文件的不必再读",
		"wrote the %[1]d {1:name|names} that the directory lacks to %[2]s; fill in the mailboxes, then read it: duban directory import %[2]s (not needed where config.toml names this file)"}
)
