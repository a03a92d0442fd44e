package inbox

import (
	"strings"

	"duban/checklist"
)

// Bounce is what a notice of non-delivery says. It may be forged: whether the
// letter was ever sent, and to that recipient, is asked of the store.
type Bounce struct {
	Recipients []string // folded addresses that the letter did not reach
	Status     string   // RFC 3463: 5.1.1; the words of old servers are translated
	Permanent  bool     // trying again does not help
	Delayed    bool     // not given up yet: the server goes on trying
	Diagnostic string   // the server's own words, one line

	OriginalMessageID string            // of the letter that came back, if it can be known
	OriginalTokens    []checklist.Token // of that letter, from wherever they stood
}

// bounceReason says by what a bounce is recognised: by its form, else by a
// subject or sender that only mail servers have, with a second sign beside it.
func bounceReason(m *Message) string {
	switch {
	case m.has("message/delivery-status", "message/global-delivery-status"),
		m.contentType == "multipart/report" && strings.EqualFold(m.params["report-type"], "delivery-status"):
		return "含有投递状态报告（delivery-status）"
	case m.Header.Has("X-Failed-Recipients"):
		return "信头有 X-Failed-Recipients"
	case isDaemon(m) && m.AutoSubmitted != "no" && !isReceipt(m):
		return "发件人 " + quoted(m.Header.Get("From")) + " 是邮件系统"
	}
	if stem := bounceSubject(m.Subject); stem != "" {
		if sign := machineSign(m); sign != "" {
			return "主题以“" + stem + "”开头，" + sign
		}
	}
	return ""
}

func isReceipt(m *Message) bool { return receiptPart(m) != "" }

// isDaemon: nobody is called MAILER-DAEMON. A postmaster may be a person, so
// his mail needs another sign.
func isDaemon(m *Message) bool {
	for _, a := range m.FromAll {
		local, _, _ := strings.Cut(checklist.FoldMail(a.Addr), "@")
		switch local {
		case "mailer-daemon", "mailerdaemon", "mail-daemon", "maildaemon", "mailer_daemon":
			return true
		case "postmaster":
			return bounceSubject(m.Subject) != "" || isNullSender(m)
		}
	}
	from := strings.ToLower(m.Header.Get("From")) // "Mail Delivery System" <>
	return len(m.FromAll) == 0 && (strings.Contains(from, "mail delivery") || strings.Contains(from, "mailer-daemon"))
}

// machineSign is the second sign that a program wrote it.
func machineSign(m *Message) string {
	switch {
	case isNullSender(m):
		return "退信地址为空"
	case m.contentType == "multipart/report":
		return "是报告格式（multipart/report）"
	case m.AutoSubmitted != "" && m.AutoSubmitted != "no":
		return "信头 Auto-Submitted: " + m.AutoSubmitted
	case strings.Contains(strings.ToLower(m.Header.Get("From")), "mail delivery"):
		return "发件人是邮件系统"
	case fullReply.MatchString(firstBytes(m.Text, maxBounceText)):
		return "正文有服务器的拒收代码"
	}
	return ""
}

// bounceSubjects are how mail servers head their notices.
var bounceSubjects = []string{
	"系统退信", "退信通知", "退信", "邮件被退回", "邮件退回", "您的邮件被退回", "投递失败", "邮件投递失败", "邮件发送失败", "邮件传送失败",
	"无法送达", "未送达", "未传递", "无法传递", "邮件无法投递", "来自邮件系统的退信", "传递状态通知", "投递状态通知", "邮件投递延迟", "邮件延迟",
	"undelivered mail", "undeliverable", "undelivered", "mail delivery failed", "mail delivery failure", "mail delivery system",
	"mail delivery problem", "delivery status notification", "delivery failure", "delivery failed", "delivery notification", "delivery report",
	"delivery delayed", "delayed mail", "returned mail", "failure notice", "mail system error", "message undeliverable",
	"message delivery", "warning: message", "warning: could not send", "could not send message", "nondeliverable mail", "mail could not be delivered",
}

// bounceSubject returns the stem that the subject begins with.
func bounceSubject(subject string) string {
	folded := strings.ReplaceAll(squeeze(strings.TrimLeft(subject, "[【*")), "：", ":")
	for _, stem := range bounceSubjects {
		if strings.HasPrefix(folded, squeeze(stem)) {
			return stem
		}
	}
	return ""
}

// parseBounce reads the machine's report first, then the field of Exim, then
// the words that a person was meant to read.
func parseBounce(m *Message, self Self) Bounce {
	b := bounceOfReports(m)
	if len(b.Recipients) == 0 {
		list, _ := parseAddresses(m.Header.Raw("X-Failed-Recipients"))
		for _, a := range list {
			b.addRecipient(a.Addr)
		}
	}
	b.readText(m, self)
	b.Permanent = !b.Delayed && strings.HasPrefix(b.Status, "5")
	b.traceOrigin(m)
	return b
}

const maxRecipients = 100

func (b *Bounce) addRecipient(addr string) {
	addr = checklist.FoldMail(addr)
	if !isAddress(addr) || len(b.Recipients) >= maxRecipients {
		return
	}
	for _, have := range b.Recipients {
		if have == addr {
			return
		}
	}
	b.Recipients = append(b.Recipients, addr)
}
