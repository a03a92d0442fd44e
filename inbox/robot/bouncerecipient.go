package robot

import (
	"strings"

	"duban/checklist"
	"duban/inbox/message"
	"duban/internal/zh"
)

var (
	bareAddress = zh.NewPattern(`[A-Za-z0-9._%+=/'~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+`)
	// namesRecipient is a line that holds nothing but a recipient and what befell
	// him, or calls him so.
	namesRecipient = zh.NewPattern(`(?i)^[\s*•>"'-]*<?[^\s<>@"]+@[^\s<>@"]+>?["']?\s*(?:$|[:：(（,;]|\.\.\.|- |on (?:mon|tue|wed|thu|fri|sat|sun)|invalid|unknown|no such|user|mailbox|地址|不存在)|` +
		`rcpt to|(?:failed|final|original|unknown) ?-?(?:recipient|address)|recipient address|unknown user:|user mailbox exceeds|unable to deliver (?:message )?to:|(?:not|could not) be delivered to:?|permanent errors?:|(?:generated|expanded) from|dda:smtp=|收件人|收信人`)
	// aboutRecipient marks lines that name whom the letter did not reach.
	aboutRecipient = zh.NewPattern(`(?i)recipient|rcpt|user |said|failed|not deliver|unable to deliver|deliver(?:ed)? to|undeliverable|not reach|quota|mailbox|unknown|addressed|无法|失败|未能|退回|addresse?s?\b`)
	// notRecipient marks lines whose addresses are somebody else's.
	notRecipient = zh.NewPattern(`(?i)message-id ?(?:[:=]|$)|发件人|寄件者|^\s*(?:from|mail from|sender|reply-to|return-path|reporting-mta|cc|sent by)\b|mailto:postmaster|联系|contact|(?:please|standard) .{0,40}(?:e-?mail|address)`)
	// fromAddress is the sender in a sentence about the recipient, or in JSON.
	fromAddress = zh.NewPattern(`(?i)\b(?:e?-?mails?|messages?|sent|received|via) from:? <?$|"(?:source|value|returnpath)": ?"<?$`)
	toLine      = zh.NewPattern(`(?i)^\s*to\s*:`)
)

// readRecipients takes the addresses of the lines that name a recipient; where no
// line does, of those that speak of one; else all of them; else whom the letter
// that came back was for. Never ours, never the notice's own.
func (b *Bounce) readRecipients(text string, m *message.Message, self message.Self) {
	var named, about, others []string
	for _, line := range strings.Split(text, "\n") {
		if notRecipient.MatchString(line) {
			continue
		}
		found := foreignAddresses(line, m, self)
		switch {
		case len(found) == 0:
		case toLine.MatchString(line):
			others = append(others, found...)
		case namesRecipient.MatchString(line):
			named = append(named, found...)
		case aboutRecipient.MatchString(line):
			about = append(about, found...)
		default:
			others = append(others, found...)
		}
		if len(named) > maxRecipients {
			break
		}
	}
	for _, list := range [][]string{named, about, others, localRecipients(text, m), returnedTo(m, self)} {
		for _, addr := range list {
			b.addRecipient(addr)
		}
		if len(b.Recipients) > 0 {
			return
		}
	}
}

// foreignAddresses returns the addresses of a line that are neither ours nor the
// notice's own, nor the sender's.
func foreignAddresses(line string, m *message.Message, self message.Self) (out []string) {
	for _, at := range bareAddress.FindAllStringIndex(line, maxRecipients) {
		addr := strings.Trim(line[at[0]:at[1]], "'/")
		addr = addr[strings.LastIndexByte(addr, '=')+1:] // dda:SMTP=a@b
		if !self.Owns(addr) && !isPartyTo(addr, m) && !fromAddress.MatchString(line[:at[0]]) {
			out = append(out, addr)
		}
	}
	return out
}

var (
	recipientsFollow = zh.NewPattern(`(?i)(?:recipients?|addresse?s?)\b.*:\s*$`)
	localAlone       = zh.NewPattern(`^\s+[A-Za-z0-9][A-Za-z0-9._-]{0,39}\s*$`)
)

// localRecipients are names without a domain, as AOL lists its own below the
// sentence that says what befell them.
func localRecipients(text string, m *message.Message) (out []string) {
	_, domain, ok := strings.Cut(message.FirstAddress(m.Header.Raw("From")).Addr, "@")
	follow := false
	for line := range strings.SplitSeq(text, "\n") {
		switch {
		case recipientsFollow.MatchString(line):
			follow = true
		case ok && follow && localAlone.MatchString(line):
			out = append(out, strings.TrimSpace(line)+"@"+domain)
		case strings.TrimSpace(line) != "":
			follow = false
		}
	}
	return out
}

// returnedTo is whom the letter was for, where it was for one person only.
func returnedTo(m *message.Message, self message.Self) []string {
	originals := returnedMessages(m)
	if below := belowNotice(m); len(originals) == 0 && looksReturned(below) {
		originals = append(originals, message.Parse(below, message.Limits{Parts: 50, Depth: 5, Nested: 1}))
	}
	for _, original := range originals {
		if len(original.To) == 1 && !self.Owns(original.To[0].Addr) && !isPartyTo(original.To[0].Addr, m) {
			return []string{original.To[0].Addr}
		}
	}
	return nil
}

// belowNotice is the letter where it follows in the text of the notice.
func belowNotice(m *message.Message) []byte {
	text := message.FirstBytes(m.Text, maxBounceText)
	at := originalBegins.FindStringIndex(text)
	if at == nil || at[0] == 0 {
		return nil
	}
	text = text[at[0]:]
	if !headerFirst.MatchString(text) {
		_, text, _ = strings.Cut(text, "\n")
	}
	return []byte(strings.TrimLeft(text, " \r\n-="))
}

var headerFirst = zh.NewPattern(`(?i)^[\s>]*(?:return-path|received):`)

// isPartyTo: a bounce goes to the one who sent the letter, and comes from a
// daemon: neither is the recipient that was missed.
func isPartyTo(addr string, m *message.Message) bool {
	addr = checklist.FoldMail(addr)
	for _, list := range [][]message.Address{m.FromAll, m.To} {
		for _, a := range list {
			if checklist.FoldMail(a.Addr) == addr {
				return true
			}
		}
	}
	return strings.HasPrefix(addr, "postmaster@") || strings.HasPrefix(addr, "mailer-daemon@")
}
