package words

// What a bundle of evidence says, in the language of its office. First what its files and
// folders are called.
var (
	EvidenceRecord   = Text{"00 记录.txt", "00 record.txt"}
	EvidenceVerifier = Text{"校验.py", "verify.py"}
	EvidencePage     = Text{"索引.html", "index.html"}
	EvidenceBook     = Text{"索引.xlsx", "index.xlsx"}
	EvidenceChain    = Text{"记录链.txt", "chain.txt"}
	EvidenceList     = Text{"清单%d %s", "list %d %s"}
	EvidenceNameless = Text{"附件", "attachment"}
	EvidenceForward  = Text{"转发的邮件", "forwarded mail"}
	EvidencePicture  = Text{"图片", "picture "}
	EvidenceRemoved  = Text{"（已删去）", " (removed)"}
	EvidenceNumbered = Text{"（%d）", " (%d)"}
	EvidenceUnnamed  = Text{"未命名", "unnamed"}
	EvidenceLetters  = Text{"信件", "letters"}
	EvidenceVerdicts = Text{"批示", "verdicts"}
	EvidenceMails    = Text{"来信", "mails"}
)

// Of which kind a file is, whose, and of which items.
var (
	EvidenceOfItem     = Text{"第%d项", "item %d"}
	EvidenceOfList     = Text{"%s第%d项", "%s, item %d"}
	EvidenceOfItems    = Text{"第%s项", "items %s"}
	EvidenceStory      = Text{"记录", "record"}
	EvidenceReplyMail  = Text{"回复原信", "reply, as it came"}
	EvidenceReplyText  = Text{"回复正文", "reply, its text"}
	EvidenceAttachment = Text{"附件", "attachment"}
	EvidenceVerdict    = Text{"批示原信", "verdict, as it came"}
	EvidenceVerdictIs  = Text{"批示正文", "verdict, its text"}
	EvidenceMail       = Text{"来信原信", "mail, as it came"}
	EvidenceMailText   = Text{"来信正文", "mail, its text"}
	EvidenceChained    = Text{"记录链", "chain of records"}
	EvidenceVerifies   = Text{"校验程序", "verifier"}
	EvidenceIndex      = Text{"索引", "index"}
	EvidenceUnproven   = Text{"（发件人未核验）", " (sender not proven)"}
	EvidenceOwned      = Text{"（发件人未核验，经本人确认）", " (sender not proven, confirmed by its sender)"}
	EvidenceDisowned   = Text{"（发件人未核验，本人未确认）", " (sender not proven, not confirmed by its sender)"}
	EvidenceRecorded   = Text{"（%s）", " (%s)"}
	EvidenceClerk      = Text{"督办员", "clerk"}
	EvidenceProgram    = Text{"督办系统", "duban"}
	EvidenceCounted    = Text{"%s%d", "%s %d"}
)

// The history of an item.
var (
	StoryHead   = Text{"第%d项　%s\n", "item %d  %s\n"}
	StoryStatus = Text{"\n完成情况（与填好的清单一致）\n%s\n", "\nstatus (as in the filled list)\n%s\n"}
	StoryParty  = Text{"\n%s　%s%s　时限%s（原定%s）　%s　第%d轮\n", "\n%s  %s%s  due %s (originally %s)  %s  round %d\n"}
	StoryEvent  = Text{"　%s　%s　%s%s　%s（记录链第%d条）\n", "  %s  %s  %s%s  %s (chain of records no. %d)\n"}
)

// What its index says: Headings part at the bars.
var (
	IndexTitle        = Text{"佐证索引", "Index of the evidence"}
	IndexWhat         = Text{"共%d项，%d份回复，%d个文件。每项一个文件夹：办理记录、回复原信（.eml，可用任何邮件程序打开）、正文和附件。\n“信件”是发出的信，“批示”是领导的回复，都是原样。“完成情况”与填好的清单最后一栏一致。同样的内容另见%s。", "%d {1:item|items}, %d {2:reply|replies}, %d {3:file|files}. Each item has a folder: its record, the replies as they came (.eml, which any mail program opens), their texts and attachments.\nThe letters that were sent are in “letters”, the replies of those who judge in “verdicts”, as they were. “Status” says what the last column of the filled list says. The same as a workbook: %s."}
	IndexItems        = Text{"事项", "Items"}
	IndexItemHeadings = Text{"清单|序号|事项|牵头|完成时限|状态|完成情况|回复|附件|文件夹", "List|No.|Item|Leads|Due|Standing|Status|Replies|Attachments|Folder"}
	IndexFiles        = Text{"文件", "Files"}
	IndexFileHeadings = Text{"文件|事项|种类|来自或发给|时间|字节|SHA-256", "File|Items|Kind|From or to|Time|Bytes|SHA-256"}
	IndexFoot         = Text{"&C第 &P 页，共 &N 页", "&Cpage &P of &N"}
	IndexVerify       = Text{"怎样校验", "How to verify it"}
	IndexManifest     = Text{"所有文件的 SHA-256 在 %s：在本文件夹运行 %s 即可核对。", "The SHA-256 of every file is in %s: run %s in this folder to check them."}
	IndexChain        = Text{"办理过程的每条记录在 %s，每行是“校验值 记录”，校验值 = SHA-256（上一行的校验值 + 换行 + 记录），第一行之前是\n%s。改动、增删任何一条，其后全部不符。本次链尾是第%d条：%s\n每期督办专报的信末也印着当时的链尾，已送到收件人手中，可与其中任何一期对照。", "Every record of what was done is in %s. A line is “hash record”, where hash = SHA-256 (hash of the line before + line feed + record); before the first line it is\n%s. Whoever changes, adds or removes a record makes all behind it wrong. This chain ends with no. %d: %s\nEvery digest, too, has at its end the hash with which the chain ended then. Those have reached their readers: compare with any of them."}
	IndexPython       = Text{"装有 Python 3 的，运行 %s 一次核对以上两样；程序只有三十几行，可先自行审阅。", "With Python 3, %s checks both at once; it is some thirty lines long, read it first if you like."}
)

// What its verifier says. Facts are verbs of Python.
var (
	VerifierHead     = Text{"# 校验本文件夹：在这里运行 python3 %[1]s，只用 Python 自带的功能，不联网。\n# 1. manifest.txt 里每个文件的 SHA-256 与文件相符，没有多出或缺少的文件。\n# 2. %[2]s 每行是“校验值 记录”：校验值 = SHA-256(上一行的校验值 + 换行 + 记录)，\n#    第一行之前的校验值是 duban/1。改动、增删任何一条，其后全部不符。", "# Verifies this folder: run python3 %[1]s in it. It needs nothing but Python and no network.\n# 1. The SHA-256 of every file is that of manifest.txt; no file is missing, and none is there beside them.\n# 2. A line of %[2]s is “hash record”: hash = SHA-256(hash of the line before + line feed + record),\n#    and duban/1 before the first line. Whoever changes, adds or removes a record makes all behind it wrong."}
	VerifierFault    = Text{"不符：", "wrong: "}
	VerifierMissing  = Text{" 缺少", " is missing"}
	VerifierDiffers  = Text{" 与清单不同", " is not what manifest.txt says"}
	VerifierUnlisted = Text{" 不在清单里", " is not in manifest.txt"}
	VerifierRecord   = Text{"记录链第%s条", "record no. %s"}
	VerifierEnd      = Text{"文件%s个，记录%s条，链尾 %s，不符%s处", "files: %s, records: %s, the chain ends with %s, wrong: %s"}
)

// What the filled table says beside the words that were accepted.
var (
	CellShortened = Text{"（节选，全文见佐证）", " (shortened, all of it is in the evidence)"}
	CellEffect    = Text{"成效：%s", "results: %s"}
	CellLead      = Text{"%s：%s", "%s: %s"}
	CellNew       = Text{"%s：", "%s: "}
	CellFile      = Text{"%s（填报%s）%s", "%s (filled %s)%s"}
)
