package rejection

var causeNames = map[Cause]string{
	Unreachable: "连不上发信服务器", Encryption: "与发信服务器的加密没有谈成", Login: "发信服务器不认登录名或密码（授权码）",
	Sender: "发信服务器不接受本单位的发件地址", Connections: "同时的连接或一次连接里的信太多", Pace: "发信太快，被限速",
	Quota: "超过发信服务器的当日限额", Spam: "被当作垃圾邮件拒收", Greylisted: "对方要求过一会儿再投（灰名单）",
	Busy: "发信服务器暂时不收", Unavailable: "发信服务器拒收，没有说明原因", Alike: "不论寄给谁，发信服务器的回答都一样",
	NoMailbox: "地址不存在或已停用", NoDomain: "地址的域名不存在", Full: "收件邮箱已满", Restricted: "收件邮箱不收本单位的来信",
	TooLarge: "信太大", Content: "信的内容被拒收", GivenUp: "对方服务器多日没有收下", Unexplained: "被拒收，没有说明原因",
}

// Chinese is the cause in words.
func (c Cause) Chinese() string {
	if name, ok := causeNames[c]; ok {
		return name
	}
	return string(c)
}
