package words

// belowConfig say what is wrong with a configuration, a directory or a server.
var belowConfig = []Text{
	{"没有写数据库文件", "no database file"}, {"例如 duban-data/duban.db", "for example duban-data/duban.db"}, {"数据库服务器的地址不完整", "the address of the database server is not complete"},
	{"请写成 postgres://用户@服务器:5432/库名", "write postgres://USER@SERVER:5432/NAME"}, {"密码不写在配置里", "a password has no place in the configuration"},
	{"请放进只有本用户可读的文件，写在 database_password_file", "put it into a file that only this user can read, named by database_password_file"},
	{"%d不是机构编号", "%d is not the number of an office"}, {"请写1到%d之间的整数", "write a whole number from 1 to %d"}, {"“%s”不是时区", "%q is not a time zone"}, {"例如 Asia/Shanghai", "for example Asia/Shanghai"},
	{"“%s”不是邮箱地址", "%q is not a mail address"}, {"请写成 duban@example.com", "write duban@example.com"}, {"至少要试1次", "at least 1 attempt"}, {"%d不是星期", "%d is not a weekday"}, {"1是周一，7是周日", "1 is Monday, 7 is Sunday"},
	{"“%s”不是日志级别", "%q is not a level"}, {"请写 debug、info、warn 或 error", "write debug, info, warn or error"}, {"没有“%s”这种语言", "there is no language %q"}, {"请写 zh 或 en，或空着", "write zh or en, or leave it empty"}, {"请写 zh 或 en", "write zh or en"},
	{"模板不对：%s", "the template is wrong: %s"}, {"照 config.toml 里的例子写", "write it as the example in config.toml"}, {"%d不对", "%d is wrong"}, {"请写1到250之间的工作日数，不写是5", "write 1 to 250 workdays; 5 if left out"},
	{"“%s”读不懂", "%q cannot be read"}, {"请写成 汛期前=4月15日前", "write PHRASE=DATE"}, {"请写一轮最多几封信，0 不限", "write how many letters a round may have; 0: any number"},
	{"“%s”不是日期，请写成 2027-05-10", "%q is not a date; write 2027-05-10"}, {"“%s”不是时长，请写成 30s、15m 或 26h", "%q is not a duration; write 30s, 15m or 26h"},
	{"“%s”不是大小，请写成 800KB 或 50MB", "%q is not a size; write 800KB or 50MB"}, {"“%s”不是钟点，请写成 08:30", "%q is not a time of day; write 08:30"}, {"%s：%s", "%s: %s"},
	{"%s的邮箱就是督办自己的邮箱（%s）", "the mailbox of %s is that of the follow-up itself (%s)"}, {"请给督办单独的邮箱：从这个邮箱发来的答复会被当作督办自己的信", "give the follow-up a mailbox of its own: answers from this one would be taken for its own letters"},
	{"读通讯录：%s", "reading the directory: %s"}, {"读放假安排：%s", "reading the holidays: %s"}, {"读配置：%s", "reading the configuration: %s"}, {"读机构的配置：%s", "reading the office's configuration: %s"}, {"读密码文件：%s", "reading the password file: %s"}, {"读证书：%s", "reading the certificate: %s"},
	{"没有通讯录文件 %s", "there is no directory file %s"}, {"改成它的文件名，或把通讯录写在本文件末尾", "write its name, or the directory at the end of this file"}, {"证书或私钥读不出：%s", "certificate or key cannot be read: %s"}, {"没有密码文件 %s", "there is no password file %s"},
	{"请把密码写在里面，再 chmod 600", "write the password into it, then chmod 600"}, {"证书读不出：%s", "the certificate cannot be read: %s"}, {"%s 里没有 PEM 格式的证书", "%s holds no certificate in PEM"}, {"找不到 %s", "%s does not exist"}, {"没有权限：%s", "no permission: %s"},
	{"%s 还是示例地址", "%s is still the example"}, {"改成本单位的督办信箱", "write your own follow-up mailbox"}, {"%d个邮箱还是示例地址（%s）", "%[1]d {1:mailbox is|mailboxes are} still examples (%[2]s)"}, {"改成各人的邮箱", "write everybody's own"},
	{"“%s”不是监听地址", "%q is not an address to listen on"}, {"请写成 0.0.0.0:25", "write 0.0.0.0:25"}, {"与 lmtp.listen 相同", "the same as lmtp.listen"}, {"两处各用一个端口", "use a port for each"}, {"“%s”不是主机名", "%q is not a host name"}, {"例如 mx.djzx.example", "for example mx.djzx.example"},
	{"写了证书，没有写私钥", "a certificate without its key"}, {"写了私钥，没有写证书", "a key without its certificate"}, {"两个都写，或都空着", "write both, or neither"}, {"请写成 127.0.0.1:2480", "write 127.0.0.1:2480"}, {"这个端口没有登录，只许本机访问", "this port has no login and is for this machine only"},
	{"请写成 127.0.0.1:2480，要从别处看的用 ssh 转接", "write 127.0.0.1:2480; to see it from elsewhere, forward it by ssh"}, {"“%s”这个名字已经有了", "the name %q is taken"}, {"每个信箱用各自的 name", "give each mailbox a name of its own"},
	{"没有写服务器", "no server"}, {"例如 imap.djzx.example", "for example imap.djzx.example"}, {"例如 smtp2.djzx.example", "for example smtp2.djzx.example"}, {"没有写登录名", "no user"}, {"通常是整个邮箱地址", "usually the whole mail address"}, {"没有写存放密码的文件", "no password file"},
	{"密码写在一个 chmod 600 的文件里", "the password stands in a file of mode 600"}, {"%d不是端口", "%d is not a port"}, {"通常是993或143", "usually 993 or 143"}, {"通常是587或465", "usually 587 or 465"}, {"“%s”不是加密方式", "%q is not a way of encryption"}, {"请写 implicit、starttls 或 none", "write implicit, starttls or none"},
	{"请写 starttls、implicit 或 none", "write starttls, implicit or none"}, {"不加密的连接只许到本机", "an unencrypted connection only to this machine"}, {"请写 implicit 或 starttls", "write implicit or starttls"}, {"%s太频繁", "%s is too often"}, {"不少于 10s，通常 1m", "at least 10s, usually 1m"}, {"“%s”不是日期", "%q is not a date"}, {"请写成 2026-04-01", "write 2026-04-01"},
	{"“%s”写了两次", "%q stands there twice"}, {"删去一个", "delete one"}, {"“%s”又收信又存放处理过的信", "%q is both read and filed into"}, {"processed 和 failed 用另外的文件夹", "use other folders for processed and failed"},
	{"没有写机构名称", "no name of the office"}, {"几个机构共用一个数据库时必填", "needed where offices share a database"}, {"%d已是%s的编号", "%d is the number of %s already"}, {"每个机构用各自的编号", "give each office a number of its own"}, {"“%s”已是%s的名称", "%q is the name of %s already"}, {"每个机构用各自的名称", "give each office a name of its own"},
	{"%s已是%s的督办信箱", "%s is the mailbox of %s already"}, {"每个机构用各自的督办信箱，来信才分得清", "give each office a mailbox of its own, or mail cannot be told apart"}, {"和%s不是同一个数据库", "not the database of %s"}, {"删去这一行，用总配置里的", "delete this line: the main file says it"},
	{"没有“%s”这个键", "there is no key %q"}, {"是不是 %s？", "is it %s?"}, {"%s：值的类型不对", "%s: a value of the wrong kind"}, {"照 config.toml 里的例子写：文字加引号，数字和 true/false 不加", "write it as the example in config.toml: texts in quotes, numbers and true/false without"},
	{"不加密的连接不能登录，密码会被别人看见", "no login over an unencrypted connection: others would see the password"}, {"请写 starttls 或 implicit；证书是本单位自己签的，写 ca_file", "write starttls or implicit; where the certificate is your own, name ca_file"}, {"%s不合适", "%s does not fit"}, {"写1s到10m，通常30s", "write 1s to 10m, usually 30s"},
	{"有后备服务器，没有写首选的", "a fallback without a first server"}, {"把后备的那一个写在 [relay] 里", "write the fallback under [relay]"}, {"%d个连接不合适", "%d connections do not fit"}, {"写1到64", "write 1 to 64"}, {"请写每分钟最多几封，0 不限", "write how many letters a minute; 0: any number"},
	{"密码文件 %s 别人也能读；请先 chmod 600 %s", "others can read the password file %s; first chmod 600 %s"}, {"配置里没有列出机构“%s”", "the configuration lists no office %q"}, {"请用 --office 写明是哪个机构：%s", "say which office is meant, by --office: %s"},
	{"用了中文标点：%s", "Chinese punctuation: %s"}, {"引号、逗号、等号、方括号都用英文的", "use ASCII quotes, commas, equals signs and brackets"}, {"写法不对（%s）", "not TOML (%s)"}, {"常见的是少了引号、方括号没有配对、同一个键写了两次", "often a quote is missing, a bracket is not closed, or a key stands there twice"},
	{"逾期%d个工作日报主任，不晚于报上级的%d个工作日", "told to the director after %d workdays, not later than to the supervisor, after %d"}, {"请写得比supervisor_after大；没有上级一层时supervisor_after写0", "write more than supervisor_after; without supervisors set supervisor_after = 0"},
	{"“%s”不是顺延方式", "%q is not a way to shift"}, {"请写before（提前到前一工作日）、after（顺延到后一工作日）或none（不动）", "write before (to the workday before), after (to the workday after) or none"}, {"“%s”不是间隔", "%q is not an interval"}, {"请写\"month\"（每月问一次进展）或\"\"（不问）", "write \"month\" (progress is asked once a month) or \"\" (it is not)"},
	{"删去这一行；逾期后哪几个工作日催、其后隔几个工作日再催，写 overdue = [1, 2, 3, 5]、then_every = 5、later_after = 20、later_every = 20（默认）", "delete the line; on which workdays after a deadline to remind, and how often then: overdue = [1, 2, 3, 5], then_every = 5, later_after = 20, later_every = 20 (the default)"},
	{"%d写了两次", "%d stands there twice"}, {"请只留一个", "leave one"}, {"请写%d到%d之间的工作日数", "write %d to %d workdays"},

	// alarms
	{"写10m到168h，通常30m；0s 不管", "write 10m to 168h, usually 30m; 0s: never mind"}, {"不是网址", "not a web address"}, {"例如 https://…", "for example https://…"}, {"“%s”不是消息格式", "%q is not a format of messages"}, {"请写 %s", "write %s"},
	{"只有钉钉和飞书的机器人用签名密钥", "only the robots of DingTalk and Feishu use a signing key"}, {"空着", "leave it empty"}, {"机器人有自己的格式，不用模板", "a robot has a format of its own and takes no template"}, {"format 写 json，或空着 template", "set format to json, or leave template empty"},
	{"没有 %s 这个程序，或不能运行", "there is no program %s, or it cannot be run"}, {"写程序的完整路径和各个参数", "write the whole path of the program, and its arguments"},

	// the directory
	{"名称为空", "the name is empty"}, {"请填写单位、岗位或组的名称", "write the name of a department, post or group"}, {"“%s”与第%d行重名", "%q has the name of line %d"}, {"同名的岗位请写成“分管副主任（李四）”这样可以区分的名称", "give posts of one name names that tell them apart"},
	{"请写成 name@example.com", "write name@example.com"}, {"“%s”已属于%s", "%q belongs to %s"}, {"一个地址只能属于一个人", "an address belongs to one person"}, {"“%s”不在通讯录中", "%q is not in the directory"}, {"上级应写通讯录里一个部门或岗位的名称", "a supervisor is the name of a department or post in the directory"},
	{"上级关系成环：%s", "supervisors form a circle: %s"}, {"请改正其中一行的上级", "mend the supervisor of one of them"}, {"组“%s”没有成员", "the group %q has no members"}, {"请列出成员，以顿号分隔", "list the members"}, {"组“%s”的成员“%s”不是通讯录中的部门或岗位", "the member %[2]q of the group %[1]q is not a department or post in the directory"},
	{"请先为它增加一行，或改正名称", "add it first, or mend the name"}, {"不认识职责“%s”", "there is no duty %q"}, {"可写：主任、审核、督办员", "the duties are 主任 (director), 审核 (judge), 督办员 (clerk)"}, {"通讯录没有%s", "the directory has no %s"}, {"请在一行的“职责”写“%s”，%s", "write the duty %s in a line: %s"}, {"督办专报发给他", "the digest goes to him"}, {"需要人工处理的事发给他", "what wants a person goes to him"},
	{"组“%s”不能外出", "the group %q cannot be away"}, {"请写在成员各自的行里", "write it in the lines of its members"}, {"“%s”的外出起止日不全，或先后颠倒", "the days of absence of %q are not complete, or not in order"}, {"外出自、外出至都写成 2027-05-10 这样的日期；没有外出就都留空", "write both days as 2027-05-10, or neither"},
	{"代办应写通讯录里一个部门或岗位的名称", "a substitute is the name of a department or post in the directory"}, {"%s不能代办自己的事项", "%s cannot stand in for itself"}, {"请写另一个部门或岗位", "write another department or post"},
	{"“%s”还有%d份未办结的责任，新的通讯录里没有", "%q has %d open parts and is not in the new directory"}, {"改了名称的，请把旧名写进别名；撤销的，请先用 duban reassign 移交", "if it was renamed, write the old name among the aliases; if it was dissolved, first duban reassign"},

	// servers
	{"不加密（没有证书）", "not encrypted (no certificate)"}, {"证书不是%s的", "the certificate is not that of %s"}, {"证书已于%s到期", "the certificate expired on %s"}, {"加密（STARTTLS），证书有效至%s", "encrypted (STARTTLS), certificate valid until %s"},
	{"收信出错", "receiving failed"}, {"%s：服务器不应答", "%s: the server does not answer"}, {"没有连接", "not connected"}, {"连不上", "cannot connect"}, {"不能建立加密连接", "no encrypted connection"}, {"登录被拒绝", "login refused"}, {"服务器不许这样登录（LOGINDISABLED）", "the server does not allow this login (LOGINDISABLED)"},
	{"服务器不认这个客户端", "the server does not accept this client"}, {"文件夹%s打不开", "the folder %s cannot be opened"}, {"✓ 可以登录；%s", "✓ logged in; %s"}, {"新信即知（IDLE）", "new mail is known at once (IDLE)"}, {"每%s查一次新信", "looks for new mail every %s"}, {"%s %d封", "%s: %d"},
	{"信没有取全", "the mail was not fetched whole"}, {"查不到有没有新信", "no telling whether there is new mail"}, {"信没有存下", "the mail was not stored"}, {"等候新信时中断", "interrupted while waiting for mail"},
	{"连不上：%s", "cannot connect: %s"}, {"登录被拒绝：%s", "login refused: %s"}, {"不能建立加密连接：%s", "no encrypted connection: %s"},
}
