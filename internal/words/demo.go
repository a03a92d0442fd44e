package words

// What the demo tells.
var (
	DemoNotEmpty = Text{"文件夹 %s 里已有内容；请用 --dir 换一个，或先删去", "the folder %s is not empty; name another one with --dir, or delete it first"}
	DemoForgery  = Text{"　　督办员核实后作废了一封冒名来信", "  the clerk makes sure and puts a forged mail aside"}
	DemoMended   = Text{"　　督办员按日报改正了房产登记部的邮箱", "  the clerk mends an address that bounced, as his daily letter asked"}
	DemoLetters  = Text{"%s%d封", "%[2]d × %[1]s"}
	DemoLocale   = Text{"zh-CN", "en"}
	DemoTitle    = Text{"督办演示：%d封信", "duban demo: %d letters"}
	DemoOriginal = Text{"原信", "the letter as sent, in Chinese"}
	DemoTable    = Text{"完成情况", "filled"}
	DemoEvidence = Text{"佐证", "evidence"}
	DemoEnd      = Text{"共%[1]d封信，%[2]d份佐证，填好%[3]d项。结果在 %[4]s：\n  index.html　逐封看信\n  完成情况.xlsx　填好的原表\n  佐证　每项一个文件夹\n  duban.db　数据库（核对：%[5]d处不符）",
		"%[1]d letters, %[2]d pieces of evidence, %[3]d items filled. In %[4]s:\n  index.html   every letter\n  filled.xlsx  the list, its last column filled\n  evidence     a folder for each item\n  duban.db     the database (check: %[5]d {5:fault|faults})"}
)
