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
