package quote

import (
	"duban/internal/msg"
	"duban/internal/zh"
)

// quoteForm is how a mail program announces the letter that it quotes.
type quoteForm struct {
	reason  msg.Message
	forward bool
	weak    bool // people write so too: it takes a head, a mark or our letter below
}

// headAt recognises the head of a quote at line i and returns how many lines it
// has; 0 lines is no head.
func headAt(ls []quoteLine, i int) (quoteForm, int) {
	l := ls[i]
	if form, n := flattenedHead(l); n > 0 || l.key == "" || !l.whole() {
		return form, n
	}
	next := nextWritten(ls, i+1)
	for _, s := range separators {
		if s.line.MatchString(l.key) && (!s.form.weak || next < len(ls) && (isHeaderLine(ls[next].key) || ls[next].ours || isMark(ls, next))) {
			return s.form, 1 + headerLines(ls, i+1)
		}
	}
	switch {
	case loneWord.MatchString(l.key) && next < len(ls) && countHeaderLabels(ls, next) >= 2:
		return quoteForm{reason: msg.New("the words above a quote", l.key)}, next - i + headerLines(ls, next)
	case ruleLine.MatchString(l.key) && next < len(ls) && isHeaderBlock(ls, next):
		return quoteForm{reason: msg.New("a drawn line and a header")}, next - i + headerLines(ls, next)
	case isHeaderBlock(ls, i):
		return quoteForm{reason: msg.New("a header within the text")}, headerLines(ls, i)
	}
	return attributionAt(ls, i)
}

func flattenedHead(l quoteLine) (quoteForm, int) {
	if flatSeparatorAt(l.key) == 0 || flatHeadAt(l.key) == 0 {
		return quoteForm{reason: msg.New("a quoted mail in one line")}, 1
	}
	return quoteForm{}, 0
}

// What several forms are known by.
const (
	separator    = "a separator above a quote"
	forwardLine  = "a separator above a forwarded mail"
	forwardBegin = "a forwarded mail begins"
)

// separators are lines that stand alone: a word between two rows of dashes. One
// row only ("---原始邮件") is a person's own line. Apple Mail ends the word of a
// forwarded letter with a colon and draws no dashes.
var separators = []struct {
	line *zh.Pattern
	form quoteForm
}{
	{between(`原始邮件|原始郵件|原始邮件内容|原始郵件內容|原始信息|原始消息|原始訊息|原邮件|邮件原件|邮件原文|原始信件|原郵件`), quoteForm{reason: msg.New(separator, "原始邮件")}},
	{between(`原文|原信件?|(?:原信|来信|邮件)(?:内容|原文|正文)?|回复(?:的)?邮件`), quoteForm{reason: msg.New(separator, "原文"), weak: true}},
	{between(`(?i:original(?: message| e-?mail| appointment)?|reply message)`), quoteForm{reason: msg.New(separator, "Original Message")}},
	{between(`回复的原邮件|回复的原始邮件|回复的邮件|(?i:replied message|reply to message)`), quoteForm{reason: msg.New(separator, "回复的原邮件")}},
	{between(originalAbroad), quoteForm{reason: msg.New("a separator of another language")}},
	{between(`转发邮件信息|转发的邮件|转发邮件|转发消息|转发信息|轉寄訊息|轉寄郵件|轉寄的郵件|已转发邮件|` + forwardedAbroad), quoteForm{reason: msg.New(forwardLine), forward: true}},
	{zh.NewPattern(`^=+ ?\d{4}-\d{1,2}-\d{1,2}.{0,12}[您你]?在?来信中(?:写道|说|提到) ?:? ?=*$`), quoteForm{reason: msg.New("the words above a quote", "您在来信中写道")}},
	{zh.NewPattern(`(?i)^\[?original message processed by david`), quoteForm{reason: msg.New(separator, "Original Message")}},
	{zh.NewPattern(`(?i)^[-#=*~ ]{2,}.{0,24}(?:repl(?:y|ies)|type|write|antwort|répon|respond|responda)\b.{0,40}(?:above|oberhalb|au-dessus|por encima|acima).{0,40}[-#=*~ ]{2,}$|^[-#=*~ ]{2,}.{0,8}请在(?:此|本)(?:行|线)(?:以上|之上|上方|上面).{0,8}[-#=*~ ]{2,}$`), quoteForm{reason: msg.New("the words above a quote", "请在此行以上回复")}},
	{zh.NewPattern(`^(?:` + forwardBegins + `) ?:$`), quoteForm{reason: msg.New(forwardBegin), forward: true}},
}

const (
	originalAbroad = `(?i:ursprüngliche nachricht|originalnachricht|antwort nachricht|message d'origine|message original|messaggio originale|mensaje original|mensagem original|` +
		`oorspronkelijk bericht|ursprungligt meddelande|originalmeddelande|oprindelig (?:meddelelse|besked)|opprinnelig melding|alkuperäinen viesti|исходное сообщение|` +
		`оригінальне повідомлення|вихідне повідомлення|wiadomość oryginalna|oryginalna wiadomość|původní (?:zpráva|e-mail)|pôvodná správa|eredeti üzenet|mesaj(?:ul)? original|` +
		`αρχικό μήνυμα|orijinal (?:mesaj|ileti)|özgün ileti|izvorna poruka|originalno sporočilo|algne kiri|missatge original|thư gốc|tin nhắn gốc|pesan asli|(?:元の|オリジナル)メッセージ|원본 ?(?:메시지|메일))`
	forwardedAbroad = `(?i:forwarded (?:message|mail)|weitergeleitete (?:nachricht|e-?mail)|message transféré|messaggio inoltrato|mensaje reenviado|mensagem (?:encaminhada|reencaminhada)|doorgestuurd bericht|` +
		`vidarebefordrat (?:meddelande|mejl)|videresendt (?:melding|meddelelse|besked)|välitetty viesti|edelleenlähetetty viesti|пересылаемое сообщение|пересланное сообщение|переслане повідомлення|` +
		`przekazana wiadomość|wiadomość przekazana|přeposlaná zpráva|továbbított üzenet|mesaj redirecționat|iletilen ileti|yönlendirilmiş ileti|proslijeđena poruka|転送(?:された)?メッセージ|전달된 ?메시지)`
	forwardBegins = `(?i:begin forwarded message|anfang der weitergeleiteten (?:e-mail|nachricht)|début du message (?:réexpédié|transféré)|inizio (?:del )?messaggio inoltrato|` +
		`inicio del mensaje reenviado|início da mensagem (?:reencaminhada|encaminhada)|begin doorgestuurd bericht|vidarebefordrat brev|videresendt (?:melding|besked)|start på videresendt besked|` +
		`początek przekazywanej wiadomości|начало переадресованного сообщения)|开始转发的邮件|以下是转发的邮件|開始轉寄郵件|転送されたメッセージ|전달된 메시지`
)

func between(words string) *zh.Pattern {
	return zh.NewPattern(`^[-_=*~ ]{2,}(?:` + words + `)[-_=*~: ]{2,}$`)
}

var (
	// loneWord is a separator whose dashes were lost (QQ since 2025, some phones).
	loneWord = zh.NewPattern(`^[-*| ]*(?:原始邮件|原始郵件|邮件原件|Original|Original Message|回复的原邮件|Replied Message)[-*| ]*:?$`)

	halfSeparator = zh.NewPattern(`^-{2,} ?(?:原始邮件|原始郵件|邮件原件)|^(?:原始邮件|原始郵件|邮件原件) ?-{2,}$`)

	// shortRule is a rule that some programs draw above the head of a quote.
	shortRule = zh.NewPattern(`^(?:[-_=*~] ?){3,}$`)

	// ruleLine: Outlook's underscores, Alimail's dashes, DingTalk's name glued to them.
	ruleLine = zh.NewPattern(`^(?:来自\S{2,60}? ?)?[-_]{10,}$`)
)
