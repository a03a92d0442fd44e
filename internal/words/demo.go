package words

// What the demo tells.
var (
	DemoNotEmpty = Text{"文件夹 %s 里已有内容；请用 --dir 换一个，或先删去", "the folder %s is not empty; name another one with --dir, or delete it first"}
	DemoForgery  = Text{"　　督办员核实后作废了一封冒名来信", "  the clerk makes sure and puts a forged mail aside"}
	DemoMended   = Text{"　　督办员按日报改正了房产登记部的邮箱", "  the clerk mends an address that bounced, as his daily letter asked"}
	DemoLetters  = Text{"%s%d封", "%[2]d × %[1]s"}
	DemoLocale   = Text{"zh-CN", "en"}
	DemoTitle    = Text{"督办演示：%d封信", "duban demo: %d letters"}
	DemoReplied  = Text{"有回复", "answered"}
	DemoIntro    = Text{"一份40项的清单，从4月1日下达到6月12日全部销号：左边按日子排着%d封信，点开看信，旁边是收信人的%d封回复怎样写。结果：", "A list of 40 items, from its issue on 1 April until all are struck off: %d letters in the order of their days; beside each what its reader wrote back (%d replies). The result:"}
	DemoMore     = Text{"……另有%d行", "... and %d more {1:line|lines}"}
	DemoAgain    = Text{"文件夹 %s 里是上次的演示，删去重来吗（y/n）[n]：", "the folder %s holds an earlier demo; delete it and begin anew (y/n) [n]: "}
	DemoOriginal = Text{"原信", "the letter as sent, in Chinese"}
	DemoTable    = Text{"完成情况", "filled"}
	DemoEvidence = Text{"佐证", "evidence"}
	DemoEnd      = Text{"共%[1]d封信，%[2]d份佐证，填好%[3]d项。结果在 %[4]s：\n  index.html　逐封看信\n  完成情况.xlsx　填好的原表\n  佐证　每项一个文件夹\n  duban.db　数据库（核对：%[5]d处不符）",
		"%[1]d letters, %[2]d pieces of evidence, %[3]d items filled. In %[4]s:\n  index.html   every letter\n  filled.xlsx  the list, its last column filled\n  evidence     a folder for each item\n  duban.db     the database (check: %[5]d {5:fault|faults})"}
)
