package words

// Yes are the ways to agree.
var Yes = []string{"y", "yes", "是", "好"}

// What set-up asks and says.
var (
	SetupBegins   = Text{"开办督办：一项一项地问，回车用方括号里的。随时可以停下（Ctrl+C），再运行 duban setup 接着办。\n", "Setting the office up. Enter takes what stands in brackets. Stop at any time (Ctrl+C); duban setup goes on from there.\n"}
	SetupResumed  = Text{"接着上次的办，已经答过的不再问。\n", "Going on from where it was left.\n"}
	SetupThere    = Text{"这里已经有 %s，setup 只用于新的机构；检查现有的用 duban config check", "%s is here already; set-up is for a new office. To check what is there: duban config check"}
	SetupDatabase = Text{"这里已经有数据库 %s，setup 只用于新的机构；请换一个空文件夹", "there is a database here already, %s; set-up is for a new office: use an empty folder"}
	SetupEnded    = Text{"停在这里，答过的都记下了；再运行 duban setup 接着办", "stopped here; what was answered is remembered, duban setup goes on"}
	SetupEmpty    = Text{"这一项不能空着", "this cannot be left empty"}
	SetupWrong    = Text{"  ✗ %s", "  ✗ %s"}
	SetupNotADay  = Text{"“%s”不是日期，请写成 2027-04-01", "%q is not a date; write it as 2027-04-01"}
	SetupNotAYear = Text{"“%s”不是年份，请写成 2027", "%q is not a year; write it as 2027"}

	SetupName = Text{"机构名称", "Name of the office"}
	SetupSign = Text{"信末落款", "Signature below letters"}

	SetupLetters    = Text{"信件的语言（zh、en）", "Language of the letters (zh, en)"}
	SetupNoLanguage = Text{"没有“%s”这种语言，请写 zh 或 en", "there is no language %q; write zh or en"}

	SetupMail         = Text{"督办信箱的地址（信从这里发出，回复也寄到这里）", "Address of the mailbox (letters come from it, answers go to it)"}
	SetupNotAnAddress = Text{"“%s”不是邮箱地址，请写成 duban@djzx.example", "%q is not a mail address; write it as duban@djzx.example"}
	SetupWhichService = Text{"这个信箱在哪里？", "Where is this mailbox?"}
	SetupChoice       = Text{"  %d  %s", "  %d  %s"}
	SetupService      = Text{"写数字", "Number"}
	SetupNoService    = Text{"没有“%s”这一家，请写1到%d之间的数字", "there is no %q; write a number from 1 to %d"}
	SetupSMTP         = Text{"发信服务器（SMTP）", "Server that sends (SMTP)"}
	SetupIMAP         = Text{"收信服务器（IMAP）", "Server that is read (IMAP)"}
	SetupNotAServer   = Text{"“%s”不是服务器，请写成 mail.djzx.example:%d", "%q is not a server; write it as mail.djzx.example:%d"}
	SetupServers      = Text{"  %s：发信 %s，收信 %s", "  %s: sends by %s, is read at %s"}
	SetupPassword     = Text{"信箱密码（邮箱要授权码的，填授权码）", "Password (or the code for mail programs, where the service wants one)"}
	SetupTrying       = Text{"  正在登录……", "  logging in ..."}
	SetupMend         = Text{"没有都登录成功：1 换密码再试，2 改信箱地址或服务器", "Not all logged in: 1 try another password, 2 change address or servers"}
	SetupSending      = Text{"  给 %s 寄一封试信，等它回来……", "  sending a letter to %s, waiting for it ..."}
	SetupCameBack     = Text{"  ✓ 试信收到了（%s）", "  ✓ the letter came back (%s)"}
	SetupNotSent      = Text{"试信没有发出：%s", "the letter was not sent: %s"}
	SetupNotBack      = Text{"试信%d秒没有收到", "the letter did not come back within %d s"}
	SetupEchoAgain    = Text{"1 再寄一封，2 不等了，往下办", "1 send another one, 2 go on without"}

	SetupList       = Text{"清单文件（.docx、.xlsx、.csv、.txt 等）", "File of the list (.docx, .xlsx, .csv, .txt ...)"}
	SetupYear       = Text{"基准年份（“4月底”是哪一年的）", "Base year (an end of April is of which year)"}
	SetupStart      = Text{"下达日期", "Day of issue"}
	SetupRead       = Text{"  ✓ 读懂了《%s》%d项", "  ✓ understood %[1]s: %[2]d {2:item|items}"}
	SetupLate       = Text{"这些时限确实已过，仍照样交办吗（y/n）？n 重新写年份", "They have really passed and are to be given out all the same (y/n)? n asks for the year again"}
	SetupNames      = Text{"\n清单里有%d个名称：%s", "\nThe list names %d: %s"}
	SetupFill       = Text{"已写入 %s。请用 Excel 或 WPS 打开，每行填上邮箱；组填上成员；核对上级和职责（主任、督办员）；存盘。", "They were written to %s. Open it in Excel or WPS: fill in each mailbox, the members of groups, check the columns of supervisors and duties (one judges, one follows up), and save."}
	SetupFilled     = Text{"填好存盘后按回车", "Press Enter when it is saved"}
	SetupNoMailbox  = Text{"  ！ %d人没有邮箱，信送不到，他们的事会报到上级：%s", "  ! %d without a mailbox; no letter reaches them and their supervisors are told: %s"}
	SetupIncomplete = Text{"就这样开始吗（y/n）？n 回去填", "Begin like this (y/n)? n goes back to fill it in"}

	SetupStored = Text{"  ✓ 清单%[1]d项已导入，配置已写入 %[2]s", "  ✓ %[1]d {1:item|items} stored, the configuration is %[2]s"}
	SetupDone   = Text{"\n办好了。启动：\n\n    %s serve\n\n第一批交办信%s上班后发出；duban plan 看会发哪些信，duban doctor 体检。", "\nAll is set. Start it:\n\n    %s serve\n\nThe first letters go on %s in the office's hours; duban plan shows them, duban doctor examines all parts."}
)

// ServiceNames are the services that hold mailboxes, as config.Services names them.
var ServiceNames = map[string]Text{
	"exmail": {"腾讯企业邮箱", "Tencent exmail"}, "aliyun": {"阿里企业邮箱", "Alibaba Mail for business"}, "netease": {"网易企业邮箱", "NetEase business mail"},
	"coremail": {"Coremail 云邮箱", "Coremail cloud"}, "microsoft365": {"Microsoft 365", "Microsoft 365"},
	"own": {"本单位自己的邮件服务器（Coremail、Exchange、Postfix 等）", "a server of your own (Coremail, Exchange, Postfix ...)"},
	"qq":  {"QQ 邮箱", "QQ Mail"}, "163": {"网易邮箱", "NetEase Mail"}, "aliyun-personal": {"阿里邮箱", "Alibaba Mail"}, "sina": {"新浪邮箱", "Sina Mail"},
	"outlook": {"Outlook", "Outlook"}, "139": {"139 邮箱", "139 Mail"}, "189": {"189 邮箱", "189 Mail"}, "gmail": {"Gmail", "Gmail"},
}

// appCode and webSwitch are what most services want to be done first.
var (
	appCode   = Text{"  先在网页邮箱的设置里开启 IMAP/SMTP 服务，生成授权码；下面填授权码，不是登录密码。", "  First enable IMAP/SMTP in the settings of the web mail and make a code for mail programs; type that code below, not your password."}
	webSwitch = Text{"  先在网页邮箱的设置里开启 IMAP/SMTP 服务；开了安全登录的，下面填客户端专用密码。", "  First enable IMAP/SMTP in the settings of the web mail; where safe login is on, type the password for mail programs below."}
	modern    = Text{"  微软已陆续停用密码登录。登录被拒绝的，请管理员允许这个信箱用密码（IMAP、SMTP AUTH），或换一个信箱。", "  Microsoft has been ending logins by password. If it is refused, ask the administrator to allow IMAP and SMTP AUTH for this mailbox, or use another one."}
)

// ServiceHints are what is to be done first for a mailbox of a service.
var ServiceHints = map[string]Text{
	"exmail": webSwitch, "aliyun": webSwitch, "netease": webSwitch, "coremail": webSwitch, "microsoft365": modern, "outlook": modern,
	"qq": appCode, "163": appCode, "sina": appCode, "139": appCode, "189": webSwitch, "aliyun-personal": webSwitch,
	"gmail": {"  先开启两步验证并生成应用专用密码；下面填它。", "  First turn on 2-step verification and make an app password; type that below."},
}
