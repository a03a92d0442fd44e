package words

// belowHealth say why a letter was refused.
var belowHealth = []Text{
	{"连不上发信服务器", "no connection to the relay"},
	{"与发信服务器的加密没有谈成", "no encryption was agreed on with the relay"},
	{"发信服务器不认登录名或密码（授权码）", "the relay does not accept the login"},
	{"发信服务器不接受本单位的发件地址", "the relay does not accept the office's sender address"},
	{"同时的连接或一次连接里的信太多", "too many connections, or letters in one"},
	{"发信太快，被限速", "letters come too fast for the relay"},
	{"超过发信服务器的当日限额", "the relay's limit of the day is reached"},
	{"被当作垃圾邮件拒收", "taken for spam"},
	{"对方要求过一会儿再投（灰名单）", "greylisted"},
	{"发信服务器暂时不收", "the relay takes nothing for now"},
	{"发信服务器拒收，没有说明原因", "the relay refuses and does not say why"},
	{"不论寄给谁，发信服务器的回答都一样", "the relay answers the same whoever is written to"},
	{"地址不存在或已停用", "the address does not exist or is closed"},
	{"地址的域名不存在", "the domain of the address does not exist"},
	{"收件邮箱已满", "the mailbox is full"},
	{"收件邮箱不收本单位的来信", "the mailbox takes no mail from this office"},
	{"信太大", "the letter is too large"},
	{"信的内容被拒收", "the content of the letter is refused"},
	{"对方服务器多日没有收下", "the other server has not taken it for days"},
	{"被拒收，没有说明原因", "refused, no reason given"},
}
