package words

// belowLetters are what letters say in sentences that are stored with them: why a line
// stands there, what the clerk is told, what was filed and what was not.
var belowLetters = []Text{
	{"收信（%s）从未成功", "receiving (%s) has never worked"}, {"收信（%s）自%s起不成功", "receiving (%s) fails since %s"},
	{"通讯录中没有责任人", "nobody responsible in the directory"}, {"邮箱缺失", "no mailbox"}, {"邮箱退信（%s）", "mailbox bounces (%s)"},
	{"%s通讯录中没有责任人", "%s: nobody responsible in the directory"}, {"%s邮箱缺失", "%s: no mailbox"}, {"%s邮箱退信（%s）", "%s: mailbox bounces (%s)"},
	{"本日要发%d封信，超过一轮%d封的上限，已全部暂停", "%d letters in one round, more than %d: all are stopped"}, {"所列事项已办结或已反馈", "what it lists is done or answered"},
	{"当日未能发出，由今天的信代替", "could not go out on its day, replaced by a letter of the next"}, {"%s未能发出，由以后的信代替", "could not go out on %s, replaced by a later letter"},
	{"%s不上班，由以后的信代替", "nobody works on %s, replaced by a later letter"}, {"当天过了发信时间，由以后的信代替", "past the hours for letters of its day, replaced by a later letter"},
	{"是为%s写的", "written for %s"}, {"已并入后来的确认信", "part of a later letter that asks to confirm"}, {"时钟超前时所排，作废", "planned while the clock ran ahead, void"},

	// why a line stands in a letter, and what is known of its party
	{"邮箱退信", "mailbox bounces"}, {"信不能送达", "no letter arrives"}, {"通知无法送达，报上级", "no letter arrives, told to the supervisor"},
	{"%s申请延期至%s，尚未审定", "extension to %[2]s asked for on %[1]s, undecided"},
	{"%s批示（%s）：“%s”，%s前未答复", "instruction of %s (%s): “%s”, not answered by %s"}, {"%s批示（%s）：“%s”", "instruction of %s (%s): “%s”"},
	{"%s正代办本项，越过", "%s stands in for this item, passed over"},
	{"已同意延期至%s", "extended to %s"}, {"已转由%s办理", "handed over to %s"},
	{"收信从未成功，来信尚未读到", "no mail has ever been read"}, {"%s以来未能收信，其间的来信尚未读到", "no mail has been read since %s"}, {"从未", "never"},
	{"电话报告", "report by phone"}, {"纸质报告", "report on paper"}, {"当面报告", "report in person"}, {"电话报告，督办员登记", "by phone, recorded by the clerk"}, {"纸质报告，督办员登记", "on paper, recorded by the clerk"}, {"当面报告，督办员登记", "in person, recorded by the clerk"},
	{"蓝色", "blue"}, {"黄色", "yellow"}, {"红色", "red"}, {"抄送", "copy"}, {"查询答复", "answer"},
	{"%s晚于原定时限%s，没有多出工作日", "%s is after the deadline %s, but gains no workday"},

	// files
	{"Word文档", "Word document"}, {"Excel表格", "Excel workbook"}, {"演示文稿", "presentation"}, {"版式文件", "OFD document"}, {"图片", "picture"}, {"视频", "video"}, {"录音", "recording"}, {"压缩包", "archive"}, {"文本", "text"}, {"邮件", "mail"},
	{"引用原文中的图片", "picture of the quoted mail"}, {"签名图片", "picture of a signature"}, {"图片已损坏", "damaged picture"}, {"图片过大", "picture too large"}, {"与已存附件相同", "the same as a file kept before"},
	{"附件可能不完整", "may be incomplete"}, {"附件是空文件", "an empty file"}, {"Outlook 专用格式（winmail.dat），其中的附件无法读取，请以普通附件重发", "in Outlook's own format (winmail.dat), its files cannot be read: please send them as plain attachments"},
	{"可执行文件，请勿直接打开", "a program: do not open it"}, {"含有宏，请谨慎打开", "holds macros: open it with care"}, {"已加密，无法查看内容", "encrypted, cannot be looked at"}, {"网页或矢量图文件，只可下载，不可在浏览器中直接打开", "a page or a drawing: download it, do not open it in a browser"},
	{"内容是 %s，与声明的 %s 不符", "its content is %s, not %s as it says"}, {"附件%d个", "%d {1:file|files}"},

	// what the digest says of a mail
	{"三个工作日内未经本人确认，不予执行", "not confirmed within three workdays, not carried out"}, {"本人未予确认，不予执行", "not confirmed, not carried out"}, {"逾期确认，不予执行", "confirmed too late, not carried out"},

	// what the clerk is told of a mail
	{"通讯录已更改", "the directory has changed"}, {"%s（新的邮箱）", "%s (at the new mailbox)"},
	{"以%s名义发来的%d件来信，本人没有确认，已作废", "%[2]d {2:mail|mails} in the name of %[1]s {2:was|were} not confirmed and {2:is|are} void"}, {"以%s名义发来的%d件来信，确认登记之后又收到不是确认的答复，请与本人核实", "%[2]d {2:mail|mails} in the name of %[1]s {2:was|were} confirmed and filed, and then an answer came that confirms nothing: please ask them"},
	{"%s要撤回一封来信，所报办结的%s仍待审核", "%s wants a mail back; %s, reported done in it, still waits for a verdict"}, {"请与其核实；确要撤回的：duban judge %d return --why 来信人撤回", "please ask them; if it is so: duban judge %d return --why WITHDRAWN"},
	{"%s批示：“%s”", "%s instructs: “%s”"}, {"%s（抄送）来信：%s", "%s, who had a copy, writes: %s"}, {"第%s项“%s”", "item %s “%s”"}, {"%s代阅专报时写了%s，无权审定，未作处理", "%s, who reads the digest in the director's place, wrote %s and may not judge: nothing was done"}, {"请主任或审核人审定", "please have the director or a judge decide"},
	{"来信%d：%s", "mail %d: %s"}, {"第%d项 %s申请转交%s", "item %d, %s: asks to have it handed over to %s"}, {"第%d项 %s请求帮助：%s", "item %d, %s: asks for help: %s"}, {"第%d项 %s（配合）申请延期", "item %d, %s (taking part): asks for an extension"}, {"第%d项 %s（配合）申请延期到%s", "item %d, %s (taking part): asks for an extension to %s"}, {"配合事项的时限随牵头部门，请商牵头部门答复", "who takes part has the lead's deadline: please settle it with the lead"},

	// what was not filed, or not read
	{"引用原文1段", "the quoted mail"}, {"其中有拿不准之处（%s），如有遗漏请再回复一次", "it is not quite sure (%s): if something is missing, please reply once more"},

	{"不能凭此信审核（%s），请督办员核实后代为登记", "nothing can be judged by this mail (%s): the clerk makes sure and records it"}, {"本单位不以邮件审核（judge_by_mail = false），请督办员代为登记", "this office does not judge by mail (judge_by_mail = false): the clerk records it"}, {"%s不是主任或审核人，不能审核", "%s is neither director nor judge and cannot judge"},
	{"来信已签名，正文包在签名之内（smime.p7m），无法读取，请以普通邮件或明文签名重发", "your mail is wrapped in its signature (smime.p7m) and cannot be read: please send it plain, or with a detached signature"}, {"来信是 Outlook 专用格式（winmail.dat），无法读取，请以纯文本和普通附件重发", "your mail is in Outlook's own format (winmail.dat) and cannot be read: please send plain text and plain attachments"},
	{"同一来源今日多次写错督办编号，未再核对编号，请督办员看过", "wrong tags came from there several times today, so this one was not looked up: the clerk should look"}, {"通知所列事项已移交，不再由%s负责", "what the letter lists was handed over, it is no longer with %s"},
	{"所附的是会过期的超大附件链接，不能作为佐证，请以普通附件重发", "links to large files that expire are no evidence: please send plain attachments"}, {"所附的是会过期的超大附件链接（%s），不能作为佐证，请以普通附件重发", "links to large files that expire (%s) are no evidence: please send plain attachments"}, {"%s，%s到期", "%s, until %s"},
	{"%s，不是发件人本域名", "%s, not the sender's own domain"}, {"信头所载核验结果为%s", "by the header: %s"}, {"%s，所问的事仍待确认，请直接回复“确认”或“不是本人”", "%s; what was asked still waits: please simply reply “I confirm” or “not me”"},
	{"来信带有自动程序的标记", "the mail has the marks of a program"}, {"同一来源今日多次写错督办编号", "wrong tags came from there several times today"}, {"来信的纯文本与网页两部分说法不一", "the plain text and the HTML of the mail say different things"}, {"来信没有您本人写的文字", "the mail has no words of your own"}, {"分不清来信中哪些是您本人写的", "no telling which words of the mail are yours"}, {"来信是转发的", "the mail was passed on"},

	// why it is not sure which words are the writer's own
	{"本系统来信的原文", "our own letter"}, {"引用之上没有文字", "nothing above the quote"}, {"引用之上没有文字，全部保留", "nothing above the quote, all is kept"}, {"引用之上只有称呼，答复可能写在引用之中", "only a greeting above the quote, the answer may stand inside it"}, {"称答复在引用之中，请看全文", "it says that the answer stands in the quote"},
	{"仅有转发的本系统来信", "nothing but our letter, passed on"}, {"仅有转发内容，全部保留", "nothing but a forwarded mail, all is kept"}, {"只有一行以“>”开头，按原话保留", "a single line behind a >, kept as it is"}, {"引用容器之外没有文字", "nothing outside the quote"}, {"网页部分含隐藏文字，未计入", "the HTML holds hidden text, left out"},
	{"答复写在原信各行之间，与原信对照取出", "the answers stood between the lines of our letter and were taken out by comparing"}, {"取引用中的彩色文字为答复", "coloured words in the quote were taken for the answers"}, {"纯文本与网页两部分说法不一", "the plain text and the HTML say different things"}, {"正文没有文字，取主题中的答复", "no words in the text, the subject was taken for the answer"}, {"有类似信头的几行，按原话保留", "some lines look like a header, kept as they are"}, {"有“%s”而无发件人等字样，按原话保留", "“%s” without a sender, kept as it is"},
}
