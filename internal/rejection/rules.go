package rejection

import "duban/internal/zh"

// rules are read from top to bottom. Words that name the reason come before statuses,
// which servers use loosely: 5.7.1 is a spam filter, a wrong sender or a closed group.
// What is about us comes before what is about the recipient, since "Sender address
// rejected: User unknown" is about the sender.
var rules = []rule{
	// 163 and 126 name the reason in a code of their own (https://help.mail.163.com).
	{words: zh.NewPattern(`\bmi:stc\b`), about: Relay, cause: Quota, holds: true},
	{words: zh.NewPattern(`\b(?:hl:(?:icc|ifc|mep|rep|itc)|mi:(?:cel|dmc|ccl|sfq)|rp:[a-z]{3})\b`), about: Relay, cause: Pace, holds: true},
	{words: zh.NewPattern(`\bmi:(?:imf|nhd)\b`), about: Relay, cause: Sender, holds: true},
	{words: zh.NewPattern(`\b(?:hl|mi|dt|wm|ex):[a-z]{3}\b`), about: Relay, cause: Spam},

	// Exchange: the group or the mailbox takes mail of its own people only. It says
	// "authentication required" and does not mean the login.
	{words: zh.NewPattern(`resolver\.rst\.(?:authrequired|notauthorized|restrictedtorecipients)`), about: Address, cause: Restricted, final: true},
	{status: zh.NewPattern(`^5\.7\.(?:12[0-9]|13[0-9])$`), about: Address, cause: Restricted, final: true},
	{words: zh.NewPattern(`permission to send (?:mail |messages? |e-?mail )?to|not (?:authori[sz]ed|allowed|permitted) to send (?:mail |messages? |e-?mail )?to\b|only accepts (?:mail|messages|e-?mail)|recipient.{0,24}(?:black ?list|refus|block)\w* (?:the |this |your )?sender|blocked by (?:the )?recipient|in (?:the )?recipient'?s? black|收件人.{0,8}(?:拒收|黑名单)`),
		about: Address, cause: Restricted, final: true},

	// our own account, not the recipient's
	{words: zh.NewPattern(`your (?:e-?mail )?(?:account|mail ?box)\b.{0,60}(?:suspend|block|lock|disab|restrict|clos)|(?:account|user|sender)\b.{0,40}(?:from sending|to send (?:mail|e-?mail|messages))`), about: Relay, cause: Login, holds: true},

	// the login and the encryption
	{code: zh.NewPattern(`^(?:526|530|534|535|538)$`), words: zh.NewPattern(`starttls|tls|encrypt`), about: Relay, cause: Encryption, holds: true},
	{code: zh.NewPattern(`^(?:454|523|538)$`), words: zh.NewPattern(`tls|encrypt`), about: Relay, cause: Encryption, holds: true},
	{code: zh.NewPattern(`^(?:526|530|534|535)$`), about: Relay, cause: Login, holds: true},
	{status: zh.NewPattern(`^[45]\.7\.(?:8|9|57)$`), about: Relay, cause: Login, holds: true},
	{words: zh.NewPattern(`authentication (?:is )?(?:required|failed|failure|needed|unsuccessful)|auth(?:entication)? first|client was not authenticated|not logged in|too many login|login fail|username and password not accepted|need(?:s)? (?:smtp )?auth|must authenticate|授权码|登录失败|认证失败|身份验证`),
		about: Relay, cause: Login, holds: true},

	// the sender: our address, and where it may write to
	{words: zh.NewPattern(`mail ?from (?:address )?(?:must|account|is not|not|doesn)|sender (?:address )?(?:is )?(?:rejected|denied|refused|invalid|not (?:allowed|owned|authori[sz]ed|exist)|verif\w+ failed|mismatch|domain)|` +
		`sender (?:mailbox|email) (?:is )?(?:invalid|not)|env[eo]lope sender mismatch|(?:invalid|bad|unknown|null|illegal) (?:outbound )?sender|not owned by|sendasdenied|permissions? to send as|not permitted to send (?:as|from)|not allowed to send (?:as|from)|` +
		`same as authori[sz]|equal authori[sz]|does(?:n't| not) conform with authentication|sender verify failed|verify sender|invalidsendingdomain|from address (?:is )?(?:not|invalid)|not (?:an )?authori[sz]ed (?:to use|sender)|` +
		`发件人(?:地址)?(?:与|必须|不|无|被拒|错误)|发信人`),
		about: Relay, cause: Sender, holds: true},
	{status: zh.NewPattern(`^[45]\.(?:1\.[78]|7\.(?:20|21|22|23|24|25|26|27|29|30|31|32|60|509|511|512|515|606|750))$`), about: Relay, cause: Sender, holds: true},
	{words: zh.NewPattern(`spf (?:check|fail|validation|record|authentication)|fail\w* spf|\bdmarc\b|\bdkim\b|no ptr|\bptr record|reverse (?:dns|lookup)|helo command rejected|ehlo|invalid helo|unauthenticated email`), about: Relay, cause: Sender, holds: true},
	{words: zh.NewPattern(`relay(?:ing)? (?:access )?(?:is )?(?:denied|not (?:permitted|allowed)|prohibited)|unable to relay|not allowed to relay|we do not relay|no relaying|non-accepted domain|rcpthosts`), about: Relay, cause: Sender, holds: true},

	// the relay's limit of a day, before the mailbox that is full: both say quota
	{words: zh.NewPattern(`(?:daily|per day|24 ?h(?:ou)?rs?|one day|a day|today|hourly|monthly)\b.{0,60}(?:quota|limit|exceed|max)|(?:quota|limit|exceed\w*|maximum|max)\b.{0,60}(?:daily|per day|24 ?h(?:ou)?rs?|one day|a day|today|hourly|monthly)|` +
		`sending (?:quota|limit)|quota .{0,20}sending|send(?:ing)? quota|outbound (?:quota|limit)|(?:当天|当日|每日|每天|今日).{0,16}(?:限|超|上限)|发信(?:数量|量|限额)`), about: Relay, cause: Quota, holds: true},
	{status: zh.NewPattern(`^[45]\.4\.5$`), about: Relay, cause: Quota, holds: true},

	// The mailbox that is written to too often or is full has these words too.
	{words: zh.NewPattern(`(?:user|recipient|mailbox|account)\S* (?:you are trying to contact )?is receiving (?:mail|email|messages) (?:at a rate|too)`), about: Address, cause: Busy},
	{status: zh.NewPattern(`^[45]\.2\.2$`), about: Address, cause: Full, final: true},
	{words: zh.NewPattern(`(?:mail ?box|account|user|recipient|inbox|maildir|mail folder)\b.{0,40}(?:is |has )?(?:over(?:\s|-)?quota|(?:over)?full|exceed\w* (?:the |its |his )?(?:storage|quota|disk|mailbox|allowed|size)|out of (?:storage|space|quota)|quota (?:is )?exceeded)|` +
		`full mail ?box|over ?quota|exceeded storage allocation|space shortage for|disk quota|quotaexceeded|(?:邮箱|收件人).{0,10}(?:已满|空间不足|容量)|空间已满`), about: Address, cause: Full, final: true},

	// the size of the letter
	{status: zh.NewPattern(`^5\.(?:3\.4|2\.3)$`), about: Letter, cause: TooLarge, final: true},
	{words: zh.NewPattern(`(?:message|mail|letter|data|content|body|attachment)s?\b.{0,30}(?:size|length).{0,30}(?:exceed|limit|large|big|max)|exceed\w* .{0,40}(?:message|mail|maximum|max|fixed) ?size|exceed\w* (?:the )?(?:maximum|max)?.{0,20}mail ?size|` +
		`(?:message|mail|letter)\b.{0,20}too (?:large|big|long)|size limit|too much (?:mail )?data|sendsizelimit|recvsizelimit|邮件过大|信太大|大小超|超过.{0,6}大小`), about: Letter, cause: TooLarge, final: true},
	{code: zh.NewPattern(`^(?:552|523)$`), status: zh.NewPattern(`^$`), words: zh.NewPattern(`size|large`), about: Letter, cause: TooLarge, final: true},

	// the relay's limits
	{words: zh.NewPattern(`(?:too many|maximum number of|max\w*|number of|limit\w* (?:on|of|for)|concurrent|simultaneous).{0,30}(?:connections?|sessions?)|connections? (?:limit|count)|concurren\w* (?:connection\w* )?(?:limit|exceed)|` +
		`(?:too many|max\w*|number of|limit\w*).{0,20}(?:messages|mails|emails|letters|transactions)\b.{0,20}(?:connection|session)|(?:messages|mails|emails) (?:per|in (?:this|one|a)) (?:connection|session)|sender thread limit|连接数|并发`), about: Relay, cause: Connections, holds: true},
	{words: zh.NewPattern(`frequen\w+ (?:is )?limit|too (?:frequent|often|fast)|(?:rate|throttl\w*|frequency|speed)\b.{0,30}(?:limit|exceed|control|restrict)|(?:limit|exceed\w*).{0,30}\b(?:rate|frequency)|unusual rate|throttl|slow down|` +
		`too (?:much|many) (?:mail|e-?mails|messages|recipients|commands|requests|errors)|submission rate|try again in \d+ (?:second|minute)|频率|过于频繁|太频繁|限速|发送过快`), about: Relay, cause: Pace, holds: true},
	{words: zh.NewPattern(`gr[ae]y[ -]?list`), about: Relay, cause: Greylisted},

	// the recipient
	{words: zh.NewPattern(`no such (?:user|mail ?box|recipient|account|address|person|local user)|(?:user|recipient|mail ?box|account|address)\S* (?:is |was )?(?:unknown|not (?:found|exist\w*|known|valid|listed|local)|invalid)|bad (?:recipient |destination )?(?:e-?mail |mail ?box )?address|(?:recipient|rcpt|mail ?box) syntax|malformed (?:recipient|address)|(?:unknown|invalid|nonexist\w+|non-exist\w+) (?:user|recipient|mail ?box|account|local|address|rcptto|rcpt)|` +
		`(?:user|recipient|mail ?box|account|address|rcpt)\b.{0,60}(?:does(?:n't| not) exist|do not exist|not exist|do(?:es)?n't have an? )|(?:that you tried to reach|specified user).{0,20}(?:does not|doesn't) exist|not found in|recipientnotfound|no mail ?box|mail ?box (?:is )?unavailable|unrout(?:e)?able (?:mail )?address|` +
		`rcpt \S+ unknown|user_?(?:not_?found|unknown)|not (?:our|a local) (?:user|customer)|undeliverable address|recipient address rejected: access denied|recipient (?:address )?(?:no longer|has left)|` +
		`(?:用户|收件人|邮箱|邮箱地址|地址|帐号|账号|账户|帐户)(?:地址)?(?:不存在|无效|错误)|不存在(?:的|该)|无此(?:用户|收件人|邮箱)|查无此`), about: Address, cause: NoMailbox, final: true, marks: true},
	{words: zh.NewPattern(`(?:user|mail ?box|account|recipient|address)\b.{0,40}(?:disabled|suspended|inactive|deactivated|locked|closed|expired|blocked from receiving|frozen)|(?:帐号|账号|账户|邮箱|用户).{0,8}(?:冻结|停用|禁用|注销)`), about: Address, cause: NoMailbox, final: true, marks: true},
	{words: zh.NewPattern(`(?:host|domain)(?: name)?\b.{0,40}not (?:found|exist)|no such (?:host|domain)|couldn't find any host|find the recipient domain|all relevant mx records point to non-existent|域名(?:不存在|无法解析|解析失败)|找不到\S{0,4}域名`), about: Address, cause: NoDomain, final: true, marks: true},

	// what we are thought of; a filter's words on the content are the letter's
	{words: zh.NewPattern(`potential security|virus|malware|infected|attachment (?:type )?(?:is )?(?:not allowed|blocked|rejected|forbidden)|illegal attachment|病毒|附件.{0,8}(?:不允许|拒)`), about: Letter, cause: Content, final: true},
	{words: zh.NewPattern(`spam|unsolicited|block(?:ed|list|ing)|black ?list|reputation|\brbl\b|dnsbl|spamhaus|barracuda|content (?:is )?(?:denied|rejected|filter)|denied by content|mail (?:is )?(?:rejected|refused|denied)|behavio(?:u)?r|bounce attacks|banned|access denied|traffic not accepted|` +
		`policy|prohibit|suspicious|垃圾|拒收|黑名单|敏感|内容`), about: Relay, cause: Spam},
	{words: zh.NewPattern(`retry time(?:out)? exceeded|delivery (?:time )?expired|message expired|could not be delivered for`), about: Letter, cause: GivenUp, final: true},

	// the status where the words tell nothing
	{status: zh.NewPattern(`^[45]\.1\.(?:[0136]|10|20)$`), about: Address, cause: NoMailbox, final: true, marks: true},
	{status: zh.NewPattern(`^[45]\.2\.1$`), about: Address, cause: NoMailbox, final: true, marks: true},
	{status: zh.NewPattern(`^[45]\.(?:1\.2|4\.4)$`), about: Address, cause: NoDomain, final: true, marks: true},
	{status: zh.NewPattern(`^[45]\.(?:1|2)\.\d+$`), about: Address, cause: Restricted, final: true},
	{status: zh.NewPattern(`^[45]\.4\.7$`), about: Letter, cause: GivenUp, final: true},
	{status: zh.NewPattern(`^[45]\.6\.\d+$`), about: Letter, cause: Content, final: true},
	{status: zh.NewPattern(`^5\.7\.\d+$`), about: Relay, cause: Spam},
	{status: zh.NewPattern(`^5\.[35]\.\d+$`), about: Relay, cause: Unavailable},
	{code: zh.NewPattern(`^450$`), stages: []Stage{AtRecipient, AtData, AtEnd}, about: Relay, cause: Greylisted},
	{status: zh.NewPattern(`^4\.7\.\d+$`), stages: []Stage{AtRecipient, AtData, AtEnd}, about: Relay, cause: Greylisted},

	// the code where there is nothing else
	{code: zh.NewPattern(`^421$`), about: Relay, cause: Busy, holds: true},
	{code: zh.NewPattern(`^4`), about: Relay, cause: Busy},
}
