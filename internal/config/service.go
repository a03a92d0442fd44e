package config

import (
	"cmp"
	"net"
	"slices"
	"strconv"
	"strings"

	"duban/inbox/imap"
	"duban/internal/msg"
)

// Service is where a provider of mailboxes takes and hands out mail.
type Service struct {
	Name       string   // as the answers have it: qq, 163, exmail …
	SMTP, IMAP string   // host:port; %s is the domain of the address
	Domains    []string // of addresses that are surely its; none: offices bring their own domain
	Code       bool     // wants a code for mail programs (授权码) instead of the password
	Limited    bool     // refuses who sends fast or over several connections
}

// OwnService is an office's own mail server: Coremail, Exchange, Postfix.
const OwnService = "own"

// Services are those that are known, in the order in which they are offered.
var Services = []Service{
	{Name: "exmail", SMTP: "smtp.exmail.qq.com:465", IMAP: "imap.exmail.qq.com:993", Code: true, Limited: true},
	{Name: "aliyun", SMTP: "smtp.qiye.aliyun.com:465", IMAP: "imap.qiye.aliyun.com:993", Code: true, Limited: true},
	{Name: "netease", SMTP: "smtp.qiye.163.com:994", IMAP: "imap.qiye.163.com:993", Code: true, Limited: true},
	{Name: "coremail", SMTP: "smtp.icoremail.net:465", IMAP: "imap.icoremail.net:993", Code: true, Limited: true},
	{Name: "microsoft365", SMTP: "smtp.office365.com:587", IMAP: "outlook.office365.com:993", Limited: true},
	{Name: OwnService, SMTP: "mail.%s:465", IMAP: "mail.%s:993"},
	{Name: "qq", Domains: []string{"qq.com", "vip.qq.com", "foxmail.com"}, SMTP: "smtp.qq.com:465", IMAP: "imap.qq.com:993", Code: true, Limited: true},
	{Name: "163", Domains: []string{"163.com", "126.com", "yeah.net", "vip.163.com", "vip.126.com", "188.com"}, SMTP: "smtp.%s:465", IMAP: "imap.%s:993", Code: true, Limited: true},
	{Name: "aliyun-personal", Domains: []string{"aliyun.com"}, SMTP: "smtp.aliyun.com:465", IMAP: "imap.aliyun.com:993", Limited: true},
	{Name: "sina", Domains: []string{"sina.com", "sina.cn", "vip.sina.com", "vip.sina.cn"}, SMTP: "smtp.%s:465", IMAP: "imap.%s:993", Code: true, Limited: true},
	{Name: "outlook", Domains: []string{"outlook.com", "hotmail.com", "live.com", "live.cn", "msn.com"}, SMTP: "smtp-mail.outlook.com:587", IMAP: "outlook.office365.com:993", Limited: true},
	{Name: "139", Domains: []string{"139.com"}, SMTP: "smtp.139.com:465", IMAP: "imap.139.com:993", Code: true, Limited: true},
	{Name: "189", Domains: []string{"189.cn"}, SMTP: "smtp.189.cn:465", IMAP: "imap.189.cn:993", Code: true, Limited: true},
	{Name: "gmail", Domains: []string{"gmail.com"}, SMTP: "smtp.gmail.com:465", IMAP: "imap.gmail.com:993", Code: true, Limited: true},
}

// ServiceOf knows the service of an address by its domain.
func ServiceOf(address string) (s Service, known bool) {
	domain := strings.ToLower(address[strings.LastIndexByte(address, '@')+1:])
	at := slices.IndexFunc(Services, func(s Service) bool { return slices.Contains(s.Domains, domain) })
	if at < 0 {
		return s, false
	}
	return Services[at].of(domain), true
}

// ServiceNamed is the service of a name, for an address.
func ServiceNamed(name, address string) (s Service, known bool) {
	at := slices.IndexFunc(Services, func(s Service) bool { return s.Name == name })
	if at < 0 {
		return s, false
	}
	return Services[at].of(strings.ToLower(address[strings.LastIndexByte(address, '@')+1:])), true
}

// ForOffices are the services to which offices bring a domain of their own.
func ForOffices() []Service {
	return slices.DeleteFunc(slices.Clone(Services), func(s Service) bool { return len(s.Domains) > 0 })
}

func (s Service) of(domain string) Service {
	s.SMTP, s.IMAP = strings.Replace(s.SMTP, "%s", domain, 1), strings.Replace(s.IMAP, "%s", domain, 1)
	return s
}

// Server is where a mail server is, and how the connection to it is encrypted.
type Server struct {
	Host string
	Port int
	TLS  string
}

// ReadServer reads host:port; usual is the port where none is written. Encryption is that of
// the port: from the beginning, or by STARTTLS on those that begin in plain text (RFC 8314,
// section 3). This machine alone is spoken to in plain text, on a port of no such meaning.
func ReadServer(text string, usual int) (s Server, err error) {
	host, port, err := net.SplitHostPort(text)
	if err != nil {
		host, port = text, strconv.Itoa(usual)
	}
	s.Host = strings.TrimSpace(host)
	s.Port, err = strconv.Atoi(cmp.Or(port, strconv.Itoa(usual)))
	if err != nil || s.Port < 1 || s.Port > 65535 || s.Host == "" || strings.ContainsAny(s.Host, " \t/\\@：，“”") {
		return s, msg.New("not a server", text, usual)
	}
	switch {
	case slices.Contains([]int{465, 993, 994}, s.Port):
		s.TLS = "implicit"
	case slices.Contains([]int{25, 587, 143}, s.Port) || !imap.IsThisMachine(s.Host):
		s.TLS = "starttls"
	default:
		s.TLS = "none"
	}
	return s, nil
}
