package words

// What the demo tells.
var (
	DemoNotEmpty = Text{"文件夹 %s 里已有内容；请用 --dir 换一个，或先删去", "the folder %s is not empty; name another one with --dir, or delete it first"}
	DemoForgery  = Text{"　　督办员核实后作废了一封冒名来信", "  the clerk makes sure and puts a forged mail aside"}
	DemoMended   = Text{"　　督办员按日报改正了房产登记部的邮箱", "  the clerk mends an address that bounced, as his daily letter asked"}
	DemoLetters  = Text{"%s%d封", "%[2]d × %[1]s"}
	PageLocale   = Text{"zh-CN", "en"}
	DemoTitle    = Text{"督办演示：%d封信", "duban demo: %d letters"}
	DemoReplied  = Text{"有回复", "answered"}
	DemoIntro    = Text{"一份40项的清单，只靠邮件从下达管到全部销号：%d封信（左边，按日子），%d封回复", "A list of 40 items, by mail alone from its issue until all are struck off: %d letters (at the left, by day), %d replies"}
	DemoResult   = Text{"结果：", "What is left:"}
	DemoMore     = Text{"……另有%d行", "... and %d more {1:line|lines}"}
	DemoAgain    = Text{"文件夹 %s 里是上次的演示，删去重来吗（y/n）[n]：", "the folder %s holds an earlier demo; delete it and begin anew (y/n) [n]: "}
	DemoOriginal = Text{"原信", "the letter as sent"}
	DemoTable    = Text{"完成情况", "filled"}
	DemoEvidence = Text{"佐证", "evidence"}
	DemoEnd      = Text{"共%[1]d封信，%[2]d份佐证，填好%[3]d项。结果在 %[4]s：\n  index.html　逐封看信\n  完成情况.xlsx　填好的原表\n  佐证　每项一个文件夹\n  duban.db　数据库（核对：%[5]d处不符）",
		"%[1]d letters, %[2]d pieces of evidence, %[3]d items filled. In %[4]s:\n  index.html   every letter\n  filled.xlsx  the list, its last column filled\n  evidence     a folder for each item\n  duban.db     the database (check: %[5]d {5:fault|faults})"}
)

// What happened in the demo's season, each with the letter that shows it.
var (
	DemoAssigned  = Text{"交办：每人一封，写明他牵头、配合的事项和时限；回一句“收到”就算签收", "Assigned: one letter a person, with the items he leads or takes part in and their deadlines; a plain \"received\" acknowledges it"}
	DemoBounced   = Text{"退信：一个邮箱写错了，督办员次日就知道，改正以后补发交办", "A bounce: one address was wrong; the clerk learns of it the next workday, mends it, and the letter goes again"}
	DemoReported  = Text{"提醒：只在该提醒的工作日来信；直接回复，每行一个序号，附上佐证材料", "Reminded, on the workdays that matter only; the answer is a plain reply, a line for each item, the evidence attached"}
	DemoFiled     = Text{"回执：登记在哪几项、收到哪些附件，当即告诉本人", "Filed: a receipt says at once under which items, with which attachments"}
	DemoForged    = Text{"冒名：有人以主任名义“全部退回”，先寄信问主任本人；主任答“不是本人”，没有生效", "Forged: somebody returns everything in the director's name; he is asked by a letter to his own address, answers \"not me\", and nothing happens"}
	DemoReturned  = Text{"审核：主任直接回复督办专报，“15 退回：材料不足……”，该项重新办理", "Judged: the director answers his digest, \"15 returned: not enough material\", and the item begins anew"}
	DemoNamed     = Text{"不回复：逾期后报分管领导，还不回复，督办专报点名", "Silent: once overdue, the supervisor is told, then the director's digest names the department"}
	DemoExtended  = Text{"延期：一项申请延到6月10日，主任同意，原定时限仍留存", "Extended: one item asks for 10 June, the director consents, the original deadline stays on record"}
	DemoStruckOff = Text{"销号：40项全部销号，最后一期专报列出各部门的按时率", "Struck off: all 40 items; the last digest shows each department's share done on time"}
)
