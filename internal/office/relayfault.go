package office

import (
	"strings"

	"duban/internal/msg"
	"duban/internal/zh"
)

// replyCode is the code at the head of a relay's answer.
var replyCode = zh.NewPattern(`(?:^|: )(\d{3} ?(?:[245]\.\d{1,3}\.\d{1,3})?)`)

// causes are what stood in the way of a connection, by what the system says of it.
var causes = []struct{ sign, zh string }{
	{"no such host", "查不到发信服务器的地址"}, {"server misbehaving", "查不到发信服务器的地址"},
	{"connection refused", "发信服务器没有开（拒绝连接）"}, {"no route", "到不了发信服务器"}, {"unreachable", "到不了发信服务器"},
	{"x509", "发信服务器的证书不可信"}, {"certificate", "发信服务器的证书不可信"}, {"tls", "与发信服务器不能建立加密连接"},
	{"timeout", "发信服务器没有应答"}, {"deadline", "发信服务器没有应答"}, {"login", "发信服务器不让登录"},
	{"EOF", "发信服务器断开了连接"}, {"reset", "发信服务器断开了连接"}, {"closed", "发信服务器断开了连接"},
	{"no space", "磁盘满了"}, {"permission", "没有写文件的权限"},
}

// RelayFault says why a relay takes no letter, by what it or the system said.
func RelayFault(words string) string {
	code := ""
	if m := replyCode.FindStringSubmatch(words); m != nil {
		code = strings.TrimSpace(m[1])
	}
	switch {
	case strings.HasPrefix(code, "535"), strings.HasPrefix(code, "530"), strings.HasPrefix(code, "534"), strings.HasPrefix(code, "538"), strings.HasPrefix(code, "454"):
		return "发信服务器不让登录（" + code + "）"
	case strings.HasPrefix(code, "4"):
		return "发信服务器暂时不收（" + code + "）"
	case strings.HasPrefix(code, "5"):
		return "发信服务器拒收（" + code + "）"
	}
	for _, c := range causes {
		if strings.Contains(words, c.sign) {
			return c.zh
		}
	}
	return "发信没有成功"
}

// failed notes why a relay that was tried takes nothing; what it or the system said stands
// behind. A server that encrypts at once never greets one that waits for its greeting.
func (t *Tried) failed(err error) {
	said := strings.TrimPrefix(err.Error(), "trying the relay: ")
	fault := RelayFault(said)
	t.Works, t.Found = false, msg.New("a fault and what was said", msg.Words(fault), said)
	if strings.HasPrefix(fault, "发信服务器没有应答") {
		t.Advice = append(t.Advice, "地址和端口没有错的，看加密方式：465端口一连上就加密（implicit），587和25端口先不加密（starttls）")
	}
}
