package robot

import (
	"strings"

	"duban/inbox/message"
	"duban/internal/zh"
)

const maxBounceText = 64 << 10 // notices are short; what follows is the letter

// originalBegins is where servers put the letter that came back.
var originalBegins = zh.NewPattern(`(?im)^[\s>*=_-]*(?:this is a copy of (?:the|your) message|below this line is a copy|the headers? of the original|original (?:message|mail)(?: headers?)?\b|unsent message follows|no message was collected|returned message|the header of the original|included is a copy|body of message generated|message headers? follow|以下(?:是|为)原|原始?邮件[\s:：=_-]*$|return-path:|received:)`)

// readText reads what the report left open from the text of the notice.
func (b *Bounce) readText(m *message.Message, self message.Self) {
	text := noticeText(m)
	if len(b.Recipients) == 0 && !strings.HasPrefix(b.Status, "2") {
		b.readRecipients(text, m, self)
	}
	if b.Status != "" {
		return
	}
	b.Delayed = b.Delayed || isDelay(m.Subject, text)
	b.Permanent = b.Permanent || !b.Delayed && gaveUp.MatchString(text)
	b.Status, b.Diagnostic = statusOfText(text, b.Diagnostic)
	if b.Delayed {
		b.Status = "4" + b.Status[1:]
	}
}

// noticeText is the text without the letter that came back.
func noticeText(m *message.Message) string {
	text := m.Text
	if strings.TrimSpace(text) == "" {
		text = m.HTMLText
	}
	text = strings.ToValidUTF8(message.FirstBytes(text, maxBounceText), "")
	if at := originalBegins.FindStringIndex(text); at != nil && at[0] > 0 {
		text = text[:at[0]]
	}
	return text
}

var delayWords = zh.NewPattern(`(?i)will (?:keep|continue) trying|will be retried|(?:will|continue) (?:to )?(?:retry|try)|attempts will continue|has been postponed|no action is required|not yet been delivered|has been delayed|继续尝试|继续投递|继续重试|稍后重试|投递延迟`)
var delaySubject = zh.NewPattern(`(?i)^(?:warning: (?:message|could not send)|warning: delayed|delayed|delivery delayed|delivery status notification ?\(delay)|\(delay\)|still being retried|delayed (?:\d+ hours?|mail)|延迟|推迟`)

// gaveUp takes the word of going on back: 服务器已经放弃继续投递.
var gaveUp = zh.NewPattern(`(?i)giv(?:en|ing) up|permanent(?:ly)? (?:error|fail)|no further (?:delivery )?attempts|(?:will|do) not (?:be )?re?tr|放弃|不再(?:尝试|投递|重试)|永久性`)

func isDelay(subject, text string) bool {
	return delaySubject.MatchString(subject) || delayWords.MatchString(text) && !gaveUp.MatchString(text)
}

var (
	// fullReply is a server's answer with both codes: 550 5.1.1, 550-5.1.1, 550 #5.1.1.
	fullReply = zh.NewPattern(`(?:^|[^0-9.])[45][0-9]{2}[\s-]+[(#\[]*([45]\.[0-9]{1,3}\.[0-9]{1,3})\b`)
	// markedStatus is what qmail and Exchange write, (#5.1.1), #5.1.1#, or a relay
	// in JSON.
	markedStatus = zh.NewPattern(`(?:#\s?|"status": ?")([45]\.[0-9]{1,3}\.[0-9]{1,3})\b`)
	// statusLine is a field of RFC 3464 in a notice that is text only.
	statusLine = zh.NewPattern(`(?im)^[ >]*status\s*:\s*([45]\.[0-9]{1,3}\.[0-9]{1,3})\b`)
	// bareStatus begins a line or stands behind a word for it: 5.1.1 <a@b>... User Unknown.
	bareStatus = zh.NewPattern(`(?im)(?:^[ >]*|error[_ ]code ?: ?|status[ =:]+|reason: ?)([45]\.[0-9]{1,3}\.[0-9]{1,3})(?: [-<(A-Za-z]|$)`)
	// bareCode is the code of RFC 5321 alone. The line must speak of an answer, or
	// begin with the code as an answer does.
	bareCode   = zh.NewPattern(`(?:^|[^0-9.])([45][0-5][0-9])(?:[^0-9.]|$)`)
	codeFirst  = zh.NewPattern(`^[ >*<]*[45][0-5][0-9][ -]+["'<#\[A-Za-z]`)
	aboutReply = zh.NewPattern(`(?i)said|smtp|error|host|rcpt|server|repl(?:y|ied)|response|mailbox|code|remote|错误|返回|原因|服务器|代码|拒`)
)

// statusOfText finds the status in the words of the notice, and the paragraph
// that has it. A notice that gives no reason still says that the letter did not
// arrive: 5.0.0.
func statusOfText(text, diagnostic string) (status, evidence string) {
	for _, code := range []*zh.Pattern{fullReply, markedStatus, statusLine, bareStatus} {
		if at := code.FindStringSubmatchIndex(text); at != nil {
			return text[at[2]:at[3]], orParagraph(diagnostic, text, at[2])
		}
	}
	class, at := classOfCode(text)
	detail, where := detailOfWords(text)
	if at < 0 {
		at = where
	}
	if at < 0 {
		return "5.0.0", diagnostic
	}
	return class + "." + detail, orParagraph(diagnostic, text, at)
}

// classOfCode looks for a bare code line by line.
func classOfCode(text string) (class string, at int) {
	offset := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		if found := bareCode.FindStringSubmatchIndex(line); found != nil && (codeFirst.MatchString(line) || aboutReply.MatchString(line)) {
			return line[found[2] : found[2]+1], offset + found[2]
		}
		offset += len(line)
	}
	return "5", -1
}

// detailWords translate what servers say into the details of RFC 3463.
var detailWords = []struct {
	detail string
	words  *zh.Pattern
}{
	{"1.1", zh.NewPattern(`(?i)no such (?:user|mailbox|recipient|account)|user (?:is )?unknown|unknown (?:user|recipient|local)|(?:mailbox|user|recipient|address) (?:was )?not found|no mailbox here|(?:user|mailbox|account|address|recipient)\S* (?:does not|doesn't) exist|invalid (?:recipient|mailbox)|mailbox unavailable|(?:用户|收件人|邮箱|邮箱地址|地址|帐号|账号|账户|帐户)不存在|不存在(?:的|该)|无此(?:用户|收件人)|查无此|no such person`)},
	{"2.2", zh.NewPattern(`(?i)quota|full mailbox|mail(?:box|folder) (?:is )?(?:over)?full|exceeds allowed size|insufficient (?:system )?storage|邮箱(?:空间)?(?:已|不足|满)|空间(?:已满|不足)|容量(?:已满|不足)|超(?:出|过)\S{0,6}容量`)},
	{"2.1", zh.NewPattern(`(?i)disabled|inactive|suspended|deactivated|冻结|停用|禁用|注销`)},
	{"1.2", zh.NewPattern(`(?i)(?:host|domain)(?: name)? (?:or domain name )?(?:was )?not found|unrouteable|unroutable|couldn't find any host|no such (?:host|domain)|域名(?:不存在|无法解析|解析失败)|找不到\S{0,4}域名|无法解析`)},
	{"3.4", zh.NewPattern(`(?i)too (?:large|big)|exceeds? (?:the )?(?:maximum )?(?:message )?size|size limit|邮件过大|大小超(?:过|出)`)},
	{"7.1", zh.NewPattern(`(?i)spam|blocked|reject|denied|black ?list|block ?list|not allowed|policy|拒收|拒绝|垃圾邮件|黑名单`)},
	{"4.7", zh.NewPattern(`(?i)timed? ?out|expired|retry time|超时`)},
}

func detailOfWords(text string) (detail string, at int) {
	for _, d := range detailWords {
		if found := d.words.FindStringIndex(text); found != nil {
			return d.detail, found[0]
		}
	}
	return "0.0", -1
}

// orParagraph returns what is known already, else the line of at with the one
// before it and the rest of the paragraph: the server's words are wrapped.
func orParagraph(known, text string, at int) string {
	if known != "" {
		return known
	}
	from := max(strings.LastIndexByte(text[:at], '\n'), 0)
	from = max(strings.LastIndexByte(text[:from], '\n'), 0)
	rest := text[from:]
	if end := strings.Index(rest, "\n\n"); end > at-from {
		rest = rest[:end]
	}
	return shorten(rest)
}
