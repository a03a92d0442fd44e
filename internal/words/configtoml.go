package words

import (
	"bytes"
	"strings"
)

// configComments are the comments of config.toml in its order. The Chinese ones stand
// there as well, which is the description of the keys; a test holds both together.
var configComments = [][2]string{
	{"duban 的配置，也是它的说明书：每个键都在这里，写着含义、单位和默认值。",
		"The configuration of duban, and its manual: every key is here, with its meaning, unit and default."},
	{"相对路径以本文件所在的文件夹为准。改完可用 duban config check 检查；",
		"Relative paths start from the folder of this file. After a change, duban config check checks it;"},
	{"运行中的 duban serve 收到 SIGHUP 后重新读取。",
		"a running duban serve reads it anew upon SIGHUP."},
	{"数据库文件。第一次使用时自动建立。",
		"The database file. It is made upon first use."},
	{"几台机器一起运行的，写数据库服务器（PostgreSQL 14 以上）：postgres://duban@db.example:5432/duban",
		"Where several machines run together, a database server (PostgreSQL 14 or later): postgres://duban@db.example:5432/duban"},
	{"已有的数据用 duban move 迁过去。数据库服务器在别的机器上时必须加密（TLS）；确要不加密，写明 ?sslmode=disable。",
		"duban move takes existing data there. A server on another machine must be reached encrypted (TLS); if it really may not, write ?sslmode=disable."},
	{"数据库服务器的密码文件，只有本用户可读（chmod 600）",
		"password file of the database server, readable by this user only (chmod 600)"},
	{"一个数据库管几个机构的：每个机构写一个文件，列在这里，各有自己的编号、名称、督办信箱、通讯录等，",
		"Several offices in one database: a file for each, listed here, with its own number, name, mailbox, directory;"},
	{"没有写的键同本文件；本文件自己不再是一个机构。平常的命令加 --office 机构名称。",
		"what it leaves out is as in this file, which is then no office itself. Other commands take --office NAME."},
	{`例如 ["甲中心.toml", "乙中心.toml"]`,
		`for example ["a.toml", "b.toml"]`},
	{"通讯录另存为表格时，写它的文件名（.xlsx 或 .csv），并删去本文件末尾的 [[directory.*]]：",
		"A directory in a workbook: write its file name (.xlsx or .csv) and delete the [[directory.*]] at the end of this file:"},
	{"程序显示的语言：zh 或 en；空着按各人系统的语言。信总是中文的。命令行的 --lang、环境变量 DUBAN_LANG 优先。",
		"The language in which the program speaks: zh or en; empty: that of each user's system. Letters are Chinese. --lang and DUBAN_LANG come first."},
	{"机构",
		"the office"},
	{"机构编号：一个数据库里有几个机构时各不相同（1到9000000），以后不要改",
		"number of the office: another one for each in a database (1 to 9000000), never to be changed"},
	{"机构名称，有几个机构时必填",
		"name of the office, needed where there are several"},
	{"时区，完成时限按这里的日子算",
		"time zone; deadlines are days here"},
	{"信末落款",
		"signature below letters"},
	{"联系人",
		"contact"},
	{"联系电话",
		"telephone"},
	{"发信用的地址",
		"addresses for sending"},
	{"督办信箱：信从这里发出，回复也寄到这里",
		"the follow-up mailbox: letters come from here, answers go here"},
	{"发件人显示的名称",
		"the sender's name as shown"},
	{"回复地址，空着同 from",
		"where answers go; empty: as from"},
	{"服务器收“地址+编号@域名”的信时写 true，回复更不易对错",
		"true where the server takes mail for ADDRESS+TOKEN@DOMAIN: answers are matched more surely"},
	{"邮件编号用的域名，空着取 from 的域名",
		"domain of message identifiers; empty: that of from"},
	{"发信服务器",
		"the server that sends"},
	{"服务器名；空着时信存入 outbox 文件夹（Maildir），不外发",
		"server name; empty: letters go to the outbox folder (Maildir) and not out"},
	{"端口",
		"port"},
	{"加密方式：starttls（必须）、implicit（端口465）、none（不加密；要登录的只限本机）",
		"encryption: starttls (required), implicit (port 465), none (not encrypted; with a login to this machine only)"},
	{"本单位自建证书机构的证书（PEM），空着只信操作系统所信的",
		"certificate (PEM) of your own authority; empty: only what the system trusts"},
	{"登录名，空着不登录",
		"user; empty: no login"},
	{"存放密码的文件，只有本用户可读（chmod 600）；密码不写在配置里",
		"file with the password, readable by this user only (chmod 600); passwords do not stand here"},
	{"每分钟最多发几封，0 不限",
		"most letters a minute; 0: any number"},
	{"同时最多几个连接；服务商限制连接数的写 1",
		"most connections at once; 1 where the provider limits them"},
	{"一次收发最多等多久",
		"longest wait in a conversation"},
	{"一封信最多试几次（约三天），此后报督办员",
		"most attempts for a letter (about three days), then the clerk is told"},
	{"没有发信服务器时信存在这里",
		"where letters go without a server"},
	{"后备的发信服务器：前一个不通时依次改用，五分钟后再试前一个。有几个写几段，去掉各行前面的“# ”。",
		`Fallback servers, used in turn when the one before fails, which is tried again after five minutes. A block for each; take off the "# ".`},
	{"服务器",
		"server"},
	{"端口，不写同上",
		"port; left out: as above"},
	{"加密方式，不写同上",
		"encryption; left out: as above"},
	{"证书机构的证书，不写同上",
		"certificate of the authority; left out: as above"},
	{"登录名",
		"user"},
	{"存放密码的文件",
		"file with the password"},
	{"这一台每分钟最多发几封，不写同上",
		"most letters a minute by this one; left out: as above"},
	{"这一台同时最多几个连接，不写同上",
		"most connections to this one; left out: as above"},
	{"收信：本单位的邮件服务器把督办信箱的来信投递到这里（LMTP，RFC 2033）",
		"mail in: your mail server delivers the follow-up mailbox here (LMTP, RFC 2033)"},
	{`也可写 "unix:/run/duban/lmtp"；空着不收`,
		`"unix:/run/duban/lmtp" works as well; empty: nothing is taken`},
	{"一封信最大多少（KB、MB）",
		"largest mail (KB, MB)"},
	{"收信：本单位没有邮件服务器、督办信箱的域名直接指到这台机器时（MX 记录），由程序自己接收外来的信（SMTP，RFC 5321）",
		"mail in: where there is no mail server and the mailbox's domain points to this machine (MX record), duban takes mail itself (SMTP, RFC 5321)"},
	{`例如 "0.0.0.0:25"；空着不收。前面还有邮件网关的不要用它，用上面的 [lmtp]：经网关转来的信看不到来源地址，会误判为冒用`,
		`for example "0.0.0.0:25"; empty: nothing is taken. Behind a mail gateway use [lmtp] above: what it passes on hides the address it came from, and would be taken for forged`},
	{"这台机器在 MX 记录里的名字，核验结果也署这个名字；空着同 mail.domain",
		"name of this machine in the MX record, which also signs the results of checks; empty: as mail.domain"},
	{"证书（PEM），与 key_file 都写上时支持加密（STARTTLS）；更新证书文件后不必重启",
		"certificate (PEM); with key_file it allows encryption (STARTTLS); a renewed file needs no restart"},
	{"证书的私钥（PEM）",
		"key of the certificate (PEM)"},
	{"核验发件人：来源地址（SPF）、签名（DKIM）、域名的要求（DMARC），记在信头上，与 authserv_ids 同样对待。要查询域名系统（DNS），查不到的记为“未核验”，从不因此拒收；不联网的单位写 false",
		`check senders: address (SPF), signature (DKIM), the domain's wishes (DMARC), written into the header and treated as from authserv_ids. It asks the DNS; what it cannot find out is "not proven" and never refused; offline, write false`},
	{"一封信最大多少同 lmtp.max_size。只收寄给督办信箱的信，从不转发；收信人不对、两个发件人字段、循环投递的当场拒收。",
		"The largest mail is lmtp.max_size. Only mail for the follow-up mailbox is taken, nothing is relayed; wrong recipients, two From fields and loops are refused at once."},
	{"收信：也可以让程序自己登录信箱去取（IMAP）。几个信箱就写几段 [[imap]]，去掉各行前面的“# ”；",
		`Mail in: duban can also log in to mailboxes (IMAP). A [[imap]] block for each; take off the "# ";`},
	{"与 [lmtp]、[smtp] 可以并用，同一封信只登记一次。改了这里要重启 duban serve；duban config check --online 会逐个试一试。",
		"beside [lmtp] and [smtp] one mail is filed once. A change here wants a restart; duban config check --online tries each."},
	{"台账和日志里怎么称呼它，空着同 user",
		"what ledger and log call it; empty: as user"},
	{"端口，不写时 implicit 是 993，其余 143",
		"port; left out: 993 with implicit, else 143"},
	{"加密方式：implicit、starttls（必须）、none（只许到本机）；证书不可信就不登录",
		"encryption: implicit, starttls (required), none (this machine only); no login where the certificate is not trusted"},
	{"存放密码的文件，只有本用户可读（chmod 600）；163、QQ 等要用“授权码”",
		`file with the password, readable by this user only (chmod 600); 163, QQ and others want an "authorization code"`},
	{"读哪些文件夹；第一个来信即知（服务器支持 IDLE 时），其余至多迟 5 分钟。垃圾箱里常有误判的回复，按服务器的标记找（叫“垃圾邮件”也写 Junk）。只有 INBOX 读不到才暂缓提级",
		"folders to read; mail in the first is known at once (where the server has IDLE), in others within 5 minutes. Junk often holds real answers and is found by the server's mark (also where it has a Chinese name). Only INBOX unread makes escalations wait"},
	{`只看这一天（含）以后到的信，如 "2026-04-01"；信箱里有旧信时写上，空着全看`,
		`only mail from this day on, as "2026-04-01"; for mailboxes with old mail; empty: all`},
	{"登记过的信移到这个文件夹，空着不动信箱",
		"filed mail moves to this folder; empty: mailboxes are not touched"},
	{"要督办员处理的信移到这个文件夹，空着不动",
		"mail for the clerk moves to this folder; empty: not"},
	{"服务器不支持 IDLE 时（如 163）每隔多久查一次",
		"how often to look where the server lacks IDLE (as 163)"},
	{"工作日",
		"workdays"},
	{"放假安排的文件夹，duban holidays add 写在这里，里面的 .json 都读",
		"folder of the holidays: duban holidays add writes here, every .json is read"},
	{"文件夹以外的放假安排文件（每年一个 JSON），后读的为准；程序自带 2023 至 2026 年，其余年份未给出时按周末和法定节日推算并注明",
		"further files of holidays (a JSON for each year), the last one counts; 2023 to 2026 are built in, other years are computed from weekends and festivals, and marked so"},
	{"时限逢休息日：before 按此前最后一个工作日，after 顺延，none 不动",
		"a deadline on a day off: before, the workday before; after, the workday after; none, as it is"},
	{"完成时限怎么读",
		"how deadlines are read"},
	{"“立行立改”“立即”是下达后几个工作日",
		`"at once" in a list is so many workdays from the day of issue`},
	{`本单位自己的说法，例如 ["汛期前=4月15日前", "开学前=8月31日前"]`,
		`phrases of your own, as ["PHRASE=DATE"], both as the list writes them`},
	{"提醒节点，单位都是工作日",
		"when to remind, in workdays"},
	{"到期前几个工作日各提醒一次，0 是到期当天",
		"reminders before the deadline; 0 is the day itself"},
	{"逾期后每几个工作日催一次，0 不催",
		"when overdue, every so many workdays; 0: not"},
	{"逾期满几个工作日报上级，0 不报",
		"told to the supervisor when so many workdays overdue; 0: not"},
	{"逾期满几个工作日报主任",
		"told to the director when so many workdays overdue"},
	{`工作日的发信时间：提醒、提级、专报只在这段时间发，过了的改由下一工作日的信代替；回执、审核结果随时发。从前的 hour = "08:30" 仍作为开始时间`,
		`sending hours on workdays: reminders, escalations and digests go only then, later ones give way to the next workday's; receipts and verdicts go at any time. The former hour = "08:30" still works as the beginning`},
	{`信多时从发信时间开始起在多长时间内陆续发出，例如 "30m"；"0s" 不分散`,
		`spreads the letters of a round from the beginning of the hours over so long, as "30m"; "0s": not`},
	{"一轮最多几封信；超过就整轮暂停，先问督办员（duban release 放行），0 不限",
		"most letters of a round; above it the round stops and the clerk is asked (duban release); 0: any number"},
	{"三色督办单：临近蓝、逾期或退回黄、逾期满报主任的天数或两次退回红，每份清单编号；false 不用",
		"coloured notices: blue when due soon, yellow when overdue or returned, red when overdue as for the director or returned twice, numbered for each list; false: none"},
	{"另设的提醒节点，名称自取；让一项或整份清单换用：duban ladder 急件 --item 14",
		"Other ladders, under any name; for an item or a whole list: duban ladder NAME --item 14"},
	{"名称不是字母数字的要加引号",
		"a name that is not letters and digits wants quotes"},
	{"督办专报",
		"the director's digest"},
	{"每周专报的日子：1 是周一，5 是周五；有逾期或待审时每个工作日都发",
		"day of the weekly digest: 1 is Monday, 5 is Friday; while anything is overdue or to be judged it comes every workday"},
	{"true：没有临近、逾期和待审时，每周专报也不发",
		"true: no weekly digest while nothing is due soon, overdue or to be judged"},
	{"来信",
		"mail that came"},
	{`本单位收信服务器在信头 Authentication-Results 里署的名字，如 ["mx.djzx.example"]；只写确由本单位服务器加注、并会删去来信自带同名信头的。空着则发件人一律记为“未核验”`,
		`names under which your receiving servers write Authentication-Results, as ["mx.djzx.example"]; only those of servers that are yours and strip such headers from incoming mail. Empty: every sender is "not proven"`},
	{"收信服务器不写核验结果时，由程序自己核验来信的签名（DKIM，RFC 6376）；默认否，因为要向域名系统（DNS）查询公钥，不联网的单位办不到。经 LMTP 转交的信不知道来源地址，因此不核验 SPF；经 [smtp] 直接收到的信总是核验过的，不看这个键",
		"where the receiving server writes no results, verify signatures (DKIM, RFC 6376) here; off by default, since it asks the DNS for keys, which an office offline cannot. By LMTP the source address is unknown and SPF is not checked; mail by [smtp] is always checked, whatever this says"},
	{"发件人未经核验的来信怎么办。信头上的发件人谁都可以写，督办编号只说明答的是哪一封信，因此默认 confirm-verdicts：主任、审核人的批示（同意、退回、同意延期等）先寄一封确认信到通讯录里的邮箱，回复“确认”才执行，三个工作日内未确认的不执行；其余来信照样登记，在回执、专报和佐证里注明“未核验”。写上 authserv_ids（或 verify_dkim）、信能核验的，不再有确认信。confirm-all：办结、申请延期等也先确认；hold：一律先由督办员归档；believe：照样登记，批示即生效（谁知道编号和地址就能以主任名义批示，只适合封闭的内网）",
		`what to do with mail whose sender nothing proves. Anyone can write a From, and the token only says which letter is answered; so by default, confirm-verdicts: verdicts of director and judges are first confirmed by a letter to the mailbox in the directory and carried out when it is answered 确认; not within three workdays, not at all; all else is filed and marked "not proven" in receipts, digests and evidence. With authserv_ids (or verify_dkim) proven mail needs no confirmation. confirm-all: claims and requests are confirmed as well; hold: the clerk files everything; believe: filed and carried out as it is (whoever knows token and address can judge in the director's name: for closed networks only)`},
	{"主任、审核人可以回信审核（“14 同意”）；写 false 的，一律由督办员代为登记（duban judge）",
		"director and judges may judge by reply; false: only the clerk records verdicts (duban judge)"},
	{`这么久没有收信成功就暂缓提级，以免冤枉人；"0s" 不管`,
		`no mail read for so long: escalations wait, lest anybody be accused wrongly; "0s": never mind`},
	{"一个人一天最多收到几封自动答复，防止两个程序互相回信",
		"most automatic answers to a person a day, so that two programs do not answer each other"},
	{"导出",
		"exports"},
	{"“完成情况”单元格怎样写，用已销号的佐证；一项有几个牵头单位的，各写一段，前面加上单位名称。",
		"How the status cell is written, from accepted evidence; where an item has several leads, a paragraph for each, its name in front."},
	{"duban export --cell short 不用这里的写法，每个单位只写一句。",
		"duban export --cell short does not use this: it writes a sentence for each."},
	{"可用：{{.回复}} 回复全文（不含称呼、落款和别的事项），{{.采取措施}}、{{.成效}} 回复里写明的（没写明就是空的），{{.责任主体}}",
		"May use: {{.回复}} the whole answer (without salutation, signature and other items), {{.采取措施}} and {{.成效}} measures and effect where the answer names them (else empty), {{.责任主体}} the party"},
	{"给运维人员看的端口，只许本机访问",
		"for operators: a port for this machine only"},
	{"例如 127.0.0.1:2480；GET /healthz 答 200 说明运行正常。空着不开",
		"for example 127.0.0.1:2480; GET /healthz says 200 while all is well. Empty: not opened"},
	{"数据库在服务器上时，在 /river/ 看发信任务排队的情况（River 自带的页面，英文）",
		"with a database server: the queue of letters at /river/ (River's own page)"},
	{"运行日志",
		"the log"},
	{"debug、info、warn、error",
		"debug, info, warn, error"},
	{"text 或 json",
		"text or json"},
	{"日志的语言：zh 或 en；监控程序按固定的词查日志的用 en",
		"the language of the log: zh or en; en where programs search it for fixed words"},
	{"通讯录：部门（department）、岗位（post）、组（group）。",
		"The directory: departments, posts, groups."},
	{"name 名称；aliases 别名；holder 现任者姓名（可空）；mail 邮箱；other_mails 还可能用来回信的邮箱；",
		"name; aliases; holder, who holds the post (may be empty); mail; other_mails, from which answers may come as well;"},
	{"phone 电话；supervisor 上级（部门或岗位的名称）；members 组的成员；duties 职责：主任、审核、督办员。",
		"phone; supervisor, the name of a department or post; members of a group; duties: 主任 (director), 审核 (judge), 督办员 (clerk)."},
	{`外出时可写 substitute = "综合部"（代办）、away_from = "2027-05-01"、away_until = "2027-05-10"，到期自动恢复；也可用 duban away。`,
		`When away: substitute = NAME, away_from = "2027-05-01", away_until = "2027-05-10", ends by itself; or use duban away.`},
}

// ConfigIn is a config.toml with its comments in a language; keys and values are the same.
func ConfigIn(l Language, toml []byte) []byte {
	if l != English {
		return toml
	}
	english := map[string]string{}
	for _, c := range configComments {
		english[c[0]] = c[1]
	}
	var out bytes.Buffer
	for line := range strings.Lines(string(toml)) {
		code, comment := splitComment(strings.TrimSuffix(line, "\n"))
		if said, ok := english[comment]; ok {
			comment = said
		}
		out.WriteString(code + comment + "\n")
	}
	return out.Bytes()
}

// splitComment parts a line where the words of its comment begin. A key that is commented
// out keeps its #, and may have a comment of its own.
func splitComment(line string) (code, comment string) {
	rest, off := strings.CutPrefix(line, "# ")
	if off && !isCode(rest) {
		return "# ", rest
	}
	for at := 0; ; {
		i := strings.Index(rest[at:], " # ")
		if i < 0 {
			return line, ""
		}
		at += i + len(" # ")
		if strings.Count(rest[:at], `"`)%2 == 0 {
			return line[:len(line)-len(rest)+at], rest[at:]
		}
	}
}

// isCode reports whether a line that is commented out is a key or a table.
func isCode(line string) bool {
	key, _, has := strings.Cut(line, " = ")
	return strings.HasPrefix(line, "[[") || has && strings.Trim(key, "abcdefghijklmnopqrstuvwxyz_") == ""
}
