package quote

import (
	"strings"

	"duban/internal/msg"
	"duban/internal/zh"
)

// attributionForm is a sentence that introduces a quote: 在 …，… 写道：
type attributionForm struct {
	reason msg.Message
	line   *zh.Pattern
}

const (
	zhWrote = `(?:写道|寫道|写到|寫到) ?:$`
	zhDate  = `[\d年月日号/\-.:,、 ()星期周禮拜礼一二三四五六七八九十日天上下中午晚凌晨早的APMapmGUTCST+]{8,70}`
	address = `[<(\[]?[^\s<>()@]{1,80}@[^\s<>()]{1,120}[>)\]]?`

	// abroadWrote are the verbs of other languages; what stands around them differs
	// from program to program, so their place in the sentence is left open.
	abroadWrote = `schrieb|schreibt|écrit|escribi[óo]|ha scritto|escreveu|schreef|geschreven|skrev|skriver|kirjoitt|napsal|napísal|napisał|napisan[ae]|` +
		`pisze|írta|a scris|έγραψε|yazdı|пишет|пише|писали|написа|napisa[ol]|rašė|rakstīja|kirjutas|Missatge de|va escriure|작성|쓴 글|님의 말|đã viết|menulis|เขียนว่า|` +
		`כתב|كتب|كتابة|書きました|のメール|のメッセージ|[Qq]uoting|Excerpts from|Zitat von|Citando|Quotando|Citeren|Цитирую`
)

// theWords: a quote is known by the words above it.
const theWords = "the words above a quote"

// attributions: times and names stand in different orders, and each program has
// its own punctuation. All are matched on the folded line.
var attributions = []attributionForm{
	// NetEase, iOS, Apple Mail (no 在), Thunderbird, KMail, Evolution, Roundcube.
	{msg.New(theWords, "在……写道："), zh.NewPattern(`^(?:在|于|於)? ?` + zhDate + `[, ].+` + zhWrote)},
	// Proton and Zoho; a person says 来信 too, so it takes an address.
	{msg.New(theWords, "……来信："), zh.NewPattern(`^(?:在|于|於)? ?` + zhDate + `[, ].{0,60}[<(][^\s<>()@]{1,80}@[^\s<>()]{1,120}[>)] ?(?:来信|來信|撰写|撰寫) ?:$`)},
	// Gmail, Roundcube zh_TW.
	{msg.New(theWords, "……于……写道："), zh.NewPattern(`^.{0,120}(?:于|於|在) ?\d{4}[年/.\-].{4,60}` + zhWrote)},
	{msg.New(theWords, "On … wrote:"), zh.NewPattern(`^(?:On|At)\b.{0,60}\d.*\bwrote ?:$`)},
	{msg.New(theWords, "… wrote:"), zh.NewPattern(`^[^<>]{0,60}[^<>\s][^<>]{0,60}` + address + ` (?:wrote|writes) ?:$`)},
	{msg.New(theWords, "In message … wrote:"), zh.NewPattern(`^In (?:article|message|a message) .{0,60}<[^\s<>]+@[^\s<>]+>.{0,120}\b(?:wrote|writes|said) ?:$`)},
	{msg.New(theWords, "… wrote on …:"), zh.NewPattern(`^.{1,140}\bwrote (?:on|at|in)\b.{0,80}\d.{0,60}:$`)},
	{msg.New("a sentence of another language above a quote"), zh.NewPattern(`^.{0,140}(?:` + abroadWrote + `).{0,140}:$`)},
	// Gmail and Apple Mail in languages that need no verb: a time and who it was.
	{msg.New("a time and a sender above a quote"), zh.NewPattern(`^.{0,20}\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b.{1,80}[<(][^\s<>()@]{1,80}@[^\s<>()]{1,120}[>)]{1,2} ?:$`)},
	{msg.New("a time and a sender above a quote"), zh.NewPattern(`^.{0,60}\d{1,2}[:.]\d{2}.{0,80}[<(][^\s<>()@]{1,80}@[^\s<>()]{1,120}[>)]{1,2} ?:$`)},
}

var (
	anyWrote = zh.NewPattern(`(?:写道|寫道|写到|寫到|\b(?:wrote|writes|said|says|sent)) ?:$`)
	// endsBare is how a sentence may end whose program writes no colon.
	endsBare   = zh.NewPattern(`(?:写道|寫道|\bwrote|[^\s<>()@]@[^\s<>()]+[>)])$|^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2} GMT\S* .{1,60}$`)
	endsInVerb = zh.NewPattern(`(?:写道|寫道|\bwrote)$`)
	inBrackets = zh.NewPattern(`[<(][^\s<>()@]{1,80}@[^\s<>()@]{1,120}[>)]`)
	fullDate   = zh.NewPattern(`(?:19|20)\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2}\b`)
	wroteLast  = zh.NewPattern(`\bwrote ?:$`)
	anyAddress = zh.NewPattern(`[^\s<>()@]@[^\s<>()@]`)
	anyDate    = zh.NewPattern(`\d{4}|\d{1,2}[/.]\d{1,2}`)
	timeOfDay  = zh.NewPattern(`\d{1,2}[:.点时]\d{2}`)
	// attribBegins is how a sentence may begin whose first line has no sign in it.
	attribBegins = zh.NewPattern(`^(?:在|于|於|星期|-{2,} ?在|On |At |Am |Le |El |Il |Em |Op |W dniu |Den |Dne |Dňa |No dia |Pe |În |Στις |На |V |Vào |في |בתאריך |ב-|Wiadomość |Missatge |Kontakt |In (?:message|article|a message) )|\d|@`)
	// introduces is enough where marked lines follow at once.
	introduces = zh.NewPattern(`^.{0,80}(?:` + abroadWrote + `).{0,20}:$|^.{0,60}(?:19|20)\d{2}.{0,40}\d{1,2}[:.]\d{2}.{0,60}:$|^.{0,80}\d{1,2}:\d{2}.{0,30}(?:19|20)\d{2} ?:$|^(?:引用|引述) ?.{1,80}:$`)
	zohoWrote  = zh.NewPattern(`^-{2,} ?(.{1,300} (?:wrote|撰写|撰寫)) ?-{2,}$`)
	anyVerb    = zh.NewPattern(`wrote|写道|寫道|写到|寫到|来信|來信|撰写|撰寫|` + abroadWrote)
)

// attributionAt recognises a sentence of one to three lines that introduces a
// quote. Programs wrap it at 76 columns, so it is tried on lines joined, the
// shortest first.
func attributionAt(ls []quoteLine, i int) (quoteForm, int) {
	if key := ls[i].key; !attribBegins.MatchString(key) && !anyWrote.MatchString(key) && !(strings.HasSuffix(key, ":") && anyVerb.MatchString(key)) {
		return quoteForm{}, 0
	}
	joined := ""
	for n := 1; n <= 3 && i+n <= len(ls); n++ {
		l := ls[i+n-1]
		if l.key == "" || l.depth != ls[i].depth || !l.whole() {
			break
		}
		before := joined
		joined = joinWrapped(before, l.key)
		marked := followedByMarks(ls, i+n)
		sentence, ends := endOfAttribution(joined)
		if !ends && (marked && (n == 1 || strings.Contains(joined, "@")) && endsBare.MatchString(joined) ||
			(i+n == len(ls) || ls[i+n].key == "") && isComplete(joined)) {
			sentence, ends = joined+":", true
		}
		if !ends {
			continue
		}
		form := attribution(sentence, marked)
		if form.reason.IsZero() || beginsBelow(ls[i:i+n], sentence, marked) {
			break
		}
		return form, n
	}
	return quoteForm{}, 0
}

// joinWrapped puts a line behind the one that it was wrapped from. Programs also
// wrap behind the < of an address, and before its @.
func joinWrapped(before, line string) string {
	if before == "" || line == "" || strings.HasSuffix(before, "<") || strings.HasPrefix(line, "@") {
		return before + line
	}
	return before + " " + line
}

// endOfAttribution reports whether a sentence ends here; dashes of Zoho are put
// aside.
func endOfAttribution(joined string) (sentence string, ends bool) {
	if found := zohoWrote.FindStringSubmatch(joined); found != nil {
		return found[1] + ":", true
	}
	return joined, strings.HasSuffix(joined, ":")
}

// isComplete reports whether nothing but the colon is missing: who by address, the day,
// the time, and the verb at its end. A paragraph of a person's goes on behind that.
func isComplete(joined string) bool {
	return endsInVerb.MatchString(joined) && inBrackets.MatchString(joined) && signsOf(joined) == 4
}

// beginsBelow reports whether the first of several lines is the author's own: the lines
// below it introduce the quote by themselves, and have every sign that all of them
// together have.
func beginsBelow(ls []quoteLine, all string, marked bool) bool {
	joined := ""
	for n := len(ls) - 1; n > 0; n-- {
		if joined = joinWrapped(ls[n].key, joined); joined == "" {
			continue
		}
		sentence, _ := endOfAttribution(joined)
		if n == 1 && attribBegins.MatchString(ls[0].key) && !attribBegins.MatchString(joined) && !startsWithItem.MatchString(ls[0].key) {
			return false
		}
		if !attribution(sentence, marked).reason.IsZero() && signsOf(sentence) == signsOf(all) {
			return true
		}
	}
	return false
}

// startsWithItem is a line that answers an item.
var startsWithItem = zh.NewPattern(`^\(?\d{1,3}(?: ?[.、:)]| |\p{Han})`)

// signsOf counts what of an attribution's signs a sentence has: an address, a date, a
// time, a verb.
func signsOf(sentence string) (n int) {
	for _, sign := range []*zh.Pattern{anyAddress, anyDate, timeOfDay, anyVerb} {
		if sign.MatchString(sentence) {
			n++
		}
	}
	return n
}

// attribution names the form of a sentence. A date alone does not make one
// (在2027年4月的报告中写道：…): it takes an address, a time of day, or a marked
// quote below.
func attribution(joined string, marked bool) quoteForm {
	sure := marked || anyAddress.MatchString(joined) || timeOfDay.MatchString(joined)
	if !sure || len(joined) > mostKey {
		return quoteForm{}
	}
	if reason := attributionForms(joined); !reason.IsZero() {
		return quoteForm{reason: reason}
	}
	if marked && (anyWrote.MatchString(joined) || introduces.MatchString(joined)) {
		return quoteForm{reason: msg.New("a verb of writing and quote marks")}
	}
	return quoteForm{}
}

// attributionForms asks the forms only where a verb or an address stands: each of
// them needs one, and most lines have neither.
func attributionForms(joined string) msg.Message {
	if !strings.Contains(joined, "@") && !anyVerb.MatchString(joined) {
		return msg.Message{}
	}
	for _, f := range attributions {
		if f.line.MatchString(joined) {
			return f.reason
		}
	}
	return attributionBySigns(joined)
}

// attributionBySigns knows a sentence in any language by what no person writes in
// one breath: the day with its year, the time of day, and an address in brackets.
func attributionBySigns(joined string) msg.Message {
	if len(joined) > mostSigns || !fullDate.MatchString(joined) || !strings.HasSuffix(joined, ":") {
		return msg.Message{}
	}
	if !timeOfDay.MatchString(joined) {
		return msg.Message{}
	}
	if inBrackets.MatchString(joined) || wroteLast.MatchString(joined) {
		return msg.New("a line with time and address above a quote")
	}
	return msg.Message{}
}

// mostSigns is how long an attribution may be that is known by its signs alone.
const mostSigns = 260
