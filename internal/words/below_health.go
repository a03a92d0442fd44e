package words

// belowHealth say why letters or mails do not move.
var belowHealth = []Text{
	{"发信自%s起不通，%d封在等：%s", "no letter has gone since %s, %d wait: %s"}, {"收信从未成功（%d个信箱）：%s", "no mail was ever read (mailboxes: %d): %s"},
	{"收信自%s起不通（%d个信箱）：%s", "no mail was read since %s (mailboxes: %d): %s"}, {"自%s起，%s", "since %s: %s"},
	{"没有去读（duban serve 没有运行，或连接没有应答）", "nobody reads it (duban serve does not run, or the connection does not answer)"},
	{"没有在发（duban serve 没有运行，或正忙）", "nobody sends (duban serve does not run, or is busy)"},
	{"查不到发信服务器的地址", "the relay's address is not found"}, {"发信服务器没有开（拒绝连接）", "the relay refuses the connection"}, {"到不了发信服务器", "there is no way to the relay"},
	{"发信服务器的证书不可信", "the relay's certificate is not trusted"}, {"与发信服务器不能建立加密连接", "no encrypted connection to the relay"}, {"发信服务器没有应答", "the relay does not answer"},
	{"发信服务器不让登录", "the relay refuses the login"}, {"发信服务器断开了连接", "the relay closed the connection"}, {"发信没有成功", "sending failed"}, {"磁盘满了", "the disk is full"}, {"没有写文件的权限", "no permission to write the file"},
	{"发信服务器不让登录（%s）", "the relay refuses the login (%s)"}, {"发信服务器暂时不收（%s）", "the relay takes nothing for now (%s)"}, {"发信服务器拒收（%s）", "the relay refuses (%s)"},
	{"没有排出日程，原因见运行日志", "nothing was planned; the log says why"}, {"数据库没有应答", "the database does not answer"}, {"告警没有送到（%s）：%s", "the alarm was not delivered (%s): %s"},
	{"发信服务器的证书%s到期", "the relay's certificate ends on %s"}, {"收信服务器的证书%s到期", "the mailbox server's certificate ends on %s"}, {"本机收信的证书%s到期", "the listener's certificate ends on %s"},
}
