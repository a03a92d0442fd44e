package robot

import (
	"strings"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox/message"
	"duban/internal/msg"
	"duban/internal/zh"
)

// Bounce is what a notice of non-delivery says. It may be forged: whether the
// letter was ever sent, and to that recipient, is asked of the store.
type Bounce struct {
	Recipients []string // folded addresses that the letter did not reach
	Status     string   // RFC 3463: 5.1.1; the words of old servers are translated
	Permanent  bool     // the server gave the letter up, whatever the class of its status
	Delayed    bool     // not given up yet: the server goes on trying
	Diagnostic string   // the server's own words, one line

	OriginalMessageID string         // of the letter that came back, if it can be known
	OriginalTokens    []letter.Token // of that letter, from wherever they stood
}

// bounceReason says by what a bounce is recognised: by its form, else by a subject or
// sender that only mail servers have, with a second sign beside it. The latter are words
// that anybody can write, and weak.
func bounceReason(m *message.Message) (reason msg.Message, weak bool) {
	if !complaint(m).IsZero() {
		return msg.Message{}, false // it returns the letter too, but the letter arrived
	}
	if reason = bounceForm(m); !reason.IsZero() {
		return reason, false
	}
	return bounceWords(m), true
}

func bounceForm(m *message.Message) msg.Message {
	switch {
	case m.Has("message/delivery-status", "message/global-delivery-status") && !passedOn(m),
		m.ContentType == "multipart/report" && strings.EqualFold(m.Params["report-type"], "delivery-status"):
		return msg.New("holds a delivery report")
	case m.Header.Has("X-Failed-Recipients"):
		return hasHeader("X-Failed-Recipients")
	case m.Header.Has("X-MS-Exchange-Message-Is-Ndr"):
		return hasHeader("X-MS-Exchange-Message-Is-Ndr")
	case isDaemon(m) && m.AutoSubmitted != "no" && !isReceipt(m):
		return msg.New("the sender is this mail system", shortened(m.Header.Get("From")))
	case isReceipt(m) && rejection.MatchString(m.Subject+"\n"+zh.FirstRunes(m.Text, 200)):
		return msg.New("a receipt that says it was refused") // Dovecot's sieve refuses by a receipt
	}
	return msg.Message{}
}

func bounceWords(m *message.Message) msg.Message {
	sign := machineSign(m)
	if stem := bounceSubject(m.Subject); stem != "" {
		if sign.IsZero() {
			sign = bounceText(m)
		}
		if !sign.IsZero() {
			return msg.New("the subject has the words, and", stem, sign)
		}
	}
	return bouncePhrase(m, sign)
}

var rejection = zh.NewPattern(`(?i)automatically rejected|rejected mail|was rejected:`)

// bounceText is the second sign in the words of a notice whose sender has none. A
// person who tells of one answers or passes it on.
func bounceText(m *message.Message) msg.Message {
	if fullReply.MatchString(message.FirstBytes(m.Text, maxBounceText)) {
		return msg.New("the code by which a server refuses")
	}
	if m.Subject != m.BaseSubject && !bounceTail.MatchString(m.Subject) || len(m.InReplyTo) > 0 {
		return msg.Message{}
	}
	if phrase := serverSays.FindString(zh.FirstRunes(strings.TrimSpace(m.Text), 600)); phrase != "" {
		return msg.New("the text has the words", shortened(phrase))
	}
	return msg.Message{}
}

// serverSays is what only servers say: of a letter to addresses, not of a thing.
var serverSays = zh.NewPattern(`(?i)(?:could|can) ?not (?:be delivered|deliver (?:the |your )?(?:message|mail))|not (?:be )?(?:delivered|able to deliver)|unable to deliver|has been postponed|no such user here|` +
	`n'a pas pu (?:être|etre) (?:délivré|delivre|remis|distribué)|konnte nicht zugestellt|no se (?:ha podido|pudo) entregar|non è stato possibile (?:recapitare|consegnare)|não (?:foi possível|pôde ser) entreg|kon niet worden (?:afgeleverd|bezorgd)|` +
	`nie (?:można|mogła|została) (?:było )?dostarcz|не (?:удалось|может быть|было) достав|送信できません|配信できません|配送できません|届けることができません|전달되지 못|배달하지 못|전송하지 못`)

// passedOn: some programs lay the parts of a notice open when a person passes it on.
func passedOn(m *message.Message) bool {
	return m.ContentType != "multipart/report" && m.Subject != m.BaseSubject && !isDaemon(m) && machineSign(m).IsZero()
}

// bouncePhrase knows the notices of servers by how their text begins. A person
// who passes one on has words of his own in front, or a prefix in the subject; so
// has the clerk whose mailbox is called 系统管理员.
func bouncePhrase(m *message.Message, sign msg.Message) msg.Message {
	if answers := m.Subject != m.BaseSubject || len(m.InReplyTo) > 0; answers && (sign.IsZero() || sign.Code == daemonNamed && !statusInWords(m)) {
		return msg.Message{}
	}
	phrase := bounceOpening.FindString(zh.FirstRunes(strings.TrimSpace(m.Text), 600))
	switch {
	case phrase == "":
		return msg.Message{}
	case !sign.IsZero():
		return msg.New("the text has the words, and", shortened(phrase), sign)
	case returnsLetter(m) && statusInWords(m):
		return msg.New("the words and the code of a refusal, and our letter", shortened(phrase))
	}
	return msg.Message{}
}

// bounceOpening is what servers say first.
var bounceOpening = zh.NewPattern(`(?i)(?:could|can) ?not be delivered|trying to deliver|cannot deliver|could not deliver|unable to deliver|not able to deliver|was(?: not|n't) (?:able to )?deliver(?:ed)?|(?:has|have) not been delivered|` +
	`deliver(?:y|ing)[^.\n]{0,60} failed|failed (?:permanently|to deliver)|undeliver(?:able|ed)|did(?: not|n't) reach|permanent (?:fatal )?errors?|error message below|returned to (?:the )?sender|` +
	`message (?:was|has been) (?:rejected|refused|returned)|recipient(?:'s)? mailbox is full|mailbox unavailable|user unknown|` +
	`被退回|无法(?:送达|投递)|投递失败|发送失败|未能(?:送达|投递)|不能送达|退信原因|` +
	`trouble delivering|not relayed to|no such user here|does not exist here|message blocked|was blocked by|could not be sent|duplicated message-id|"notificationtype": ?"bounce"|` +
	`n'a pas pu (?:être|etre) (?:délivré|delivre|remis|distribué)|konnte nicht zugestellt|nicht zugestellt werden|no se (?:ha podido|pudo) entregar|non è stato possibile (?:recapitare|consegnare)|não (?:foi possível|pôde ser) entreg|` +
	`kon niet worden (?:afgeleverd|bezorgd)|nie (?:można|mogła|została) (?:było )?dostarcz|не (?:удалось|может быть|было) достав|送信できません|配信できません|配送できません|届けることができません|전달되지 못|배달하지 못|전송하지 못`)

// returnsLetter: what came back is enclosed, or follows below the notice.
func returnsLetter(m *message.Message) bool {
	return m.Has("message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers") || originalBegins.MatchString(message.FirstBytes(m.Text, maxBounceText))
}

func statusInWords(m *message.Message) bool {
	text := message.FirstBytes(m.Text, maxBounceText)
	return fullReply.MatchString(text) || markedStatus.MatchString(text) || bareCode.MatchString(text)
}

func isReceipt(m *message.Message) bool { return !receiptPart(m).IsZero() }

// isDaemon: nobody is called MAILER-DAEMON. A postmaster may be a person, so
// his mail needs another sign.
func isDaemon(m *message.Message) bool {
	for _, a := range m.FromAll {
		local, _, _ := strings.Cut(checklist.FoldMail(a.Addr), "@")
		switch local {
		case "mailer-daemon", "mailerdaemon", "mail-daemon", "maildaemon", "mailer_daemon", "mdaemon":
			return true
		case "postmaster":
			return bounceSubject(m.Subject) != "" || isNullSender(m)
		}
	}
	from := strings.ToLower(m.Header.Get("From")) // "Mail Delivery System" <>
	return len(m.FromAll) == 0 && (strings.Contains(from, "mail delivery") || strings.Contains(from, "mailer-daemon"))
}

// daemonName is how servers sign where they have no address of their own.
var daemonName = zh.NewPattern(`(?i)mail (?:delivery|system|administrator|server|daemon|router)|mail server at |delivery (?:sub)?system|post_?master|post office|(?:mailer|mail)-?daemon|` +
	`bounces?@|no-?reply@|do-?not-?reply@|sysadmin@|(?:mail|system)admin@|content-filter|interscan|antivirus|ndr@|non-?delivery|邮件系统|系统管理员|邮件管理员|系统退信`)

const daemonNamed = "the sender is a mail system"

// machineSign is the second sign that a program wrote it.
func machineSign(m *message.Message) msg.Message {
	switch {
	case isNullSender(m):
		return msg.New("the return path is empty")
	case m.ContentType == "multipart/report":
		return msg.New("has the form of a report")
	case m.AutoSubmitted != "" && m.AutoSubmitted != "no":
		return headerSays("Auto-Submitted", m.AutoSubmitted)
	case invokedForBounce(m):
		return msg.New("the header Received says that it is a bounce")
	case m.Header.Has("X-MLServer"):
		return hasHeader("X-MLServer")
	case daemonName.MatchString(m.Header.Get("From")):
		return msg.New(daemonNamed)
	}
	return msg.Message{}
}

// invokedForBounce: qmail notes it in the first hop.
func invokedForBounce(m *message.Message) bool {
	for _, f := range m.Header.All("Received") {
		if strings.Contains(f.Raw, "invoked for bounce") {
			return true
		}
	}
	return false
}

// parseBounce reads the machine's report first, then the field of Exim, then
// the words that a person was meant to read.
func parseBounce(m *message.Message, self message.Self) Bounce {
	b := bounceOfReports(m)
	if len(b.Recipients) == 0 {
		list, _ := message.ParseAddresses(m.Header.Raw("X-Failed-Recipients"))
		for _, a := range list {
			b.addRecipient(a.Addr)
		}
	}
	b.readText(m, self)
	b.Permanent = !b.Delayed && (b.Permanent || strings.HasPrefix(b.Status, "5"))
	b.traceOrigin(m)
	return b
}

const maxRecipients = 100

func (b *Bounce) addRecipient(addr string) {
	addr = checklist.FoldMail(addr)
	if !message.IsAddress(addr) || len(b.Recipients) >= maxRecipients {
		return
	}
	for _, have := range b.Recipients {
		if have == addr {
			return
		}
	}
	b.Recipients = append(b.Recipients, addr)
}
