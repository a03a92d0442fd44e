package words

// What is said of the data as a whole: backups, moves, exports.
var (
	BackedUp = Text{"已备份到 %s（%d字节），核对无误", "backed up to %[1]s (%[2]d {2:byte|bytes}) and verified"}

	EvidenceWantsOutput = Text{"请用 -o 写明输出文件夹或 .zip", "write the output folder or .zip: -o FOLDER"}
	EvidenceBound       = Text{"已导出%d份佐证到 %s；从 %s 看起，里面写着怎样校验", "exported %d {1:piece|pieces} of evidence to %s; begin with %s, which says how to verify it"}

	ExportForms       = Text{"“%s”：可以导出 .docx、.xlsx、.csv、.md、.json、.pdf、.doc 或 .xls", "%q: the forms are .docx, .xlsx, .csv, .md, .json, .pdf, .doc and .xls"}
	ExportCell        = Text{"--cell “%s”：请写 full（全文）或 short（一句）", "--cell %q: write full or short"}
	ExportRebuilt     = Text{"重建了表格", "the table was rebuilt"}
	ExportAddedColumn = Text{"在原件的表格右侧加了“完成情况”栏，其余未动", "a status column was added to the document, nothing else was touched"}
	ExportInPlace     = Text{"在原件上填写，其余未动", "filled in the document itself, nothing else was touched"}
	Exported          = Text{"已导出 %s，填好%d项（%s）", "exported %[1]s, %[2]d {2:item|items} filled (%[3]s)"}
	ExportNotice      = Text{"请留意：%s", "note: %s"}
)

// What is said of the data's proofs.
var (
	Violation      = Text{"不变式%d：%s", "invariant %d: %s"}
	BrokenAt       = Text{"%s　%s", "%s  %s"}
	CheckClean     = Text{"核对无误：记录、状态、来信、发信一一相符", "nothing is wrong: records, states, mails and letters agree"}
	ChainHead      = Text{"记录链第%d条，校验 %s", "chain of records: no. %d, hash %s"}
	MoveStore      = Text{"%s　机构%d　记录%d条，记录链末尾 %s，核对：%d处不符", "%[1]s  office %[2]d  %[3]d {3:record|records}, head of the chain %[4]s, check: %[5]d {5:fault|faults}"}
	Moved          = Text{"两边一致。请在 config.toml 里写 database = %q，office.id = %d，再启动 duban serve", "both are the same; write database = %q and office.id = %d in config.toml, then start duban serve"}
	Restored       = Text{"已恢复到 %s，核对：%d处不符", "restored to %[1]s, check: %[2]d {2:fault|faults}"}
	RestoredWhy    = Text{"从备份恢复，请核对备份以后发过的信", "restored from a backup: see which letters have gone since"}
	RestoredPaused = Text{"发信已暂停：备份止于%s，此后按计划约有%d封信，可能已经发出，核对后执行 duban resume，提醒和专报只发当日的",
		"sending is paused: the backup ends at %[1]s; by the plan about %[2]d {2:letter has|letters have} been due since and may have gone. duban resume lets letters go; reminders and reports are those of that day"}
)
