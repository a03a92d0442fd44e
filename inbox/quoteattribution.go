package inbox

import (
	"regexp"
	"strings"
)

// attributionForm is a sentence that introduces a quote: 在 …，… 写道：
type attributionForm struct {
	reason string
	line   *regexp.Regexp
}

const (
	zhWrote = `(?:写道|寫道|写到|寫到) ?:$`
	zhDate  = `[\d年月日号/\-.:,、 ()星期周禮拜礼一二三四五六日天上下中午晚凌晨早的APMapmGUTCST+]{8,70}`
	address = `[<(\[]?[^\s<>()@]{1,80}@[^\s<>()]{1,120}[>)\]]?`
)

// attributions: times and names stand in different orders, and each program has
// its own punctuation. All are matched on the folded line.
var attributions = []attributionForm{
	// NetEase, iOS, Apple Mail (no 在), Thunderbird, KMail, Evolution, Roundcube.
	{"“在……写道：”", regexp.MustCompile(`^(?:在|于|於)? ?` + zhDate + `[, ].+` + zhWrote)},
	// Gmail, Roundcube zh_TW.
	{"“……于……写道：”", regexp.MustCompile(`^.{0,120}(?:于|於|在) ?\d{4}[年/.\-].{4,60}` + zhWrote)},
	{"“On … wrote:”", regexp.MustCompile(`^(?:On|At)\b.{0,60}\d.*\bwrote ?:$`)},
	{"“… wrote:”", regexp.MustCompile(`^[^<>]{0,60}[^<>\s][^<>]{0,60}` + address + ` wrote ?:$`)},
	{"德文引用行", regexp.MustCompile(`^Am\b.{0,40}\d.*\bschrieb\b.*:$`)},
	{"法文引用行", regexp.MustCompile(`^Le\b.{0,40}\d.*\ba écrit ?:$`)},
	{"西班牙文引用行", regexp.MustCompile(`^El\b.{0,40}\d.*\bescribió ?:$`)},
	{"意大利文引用行", regexp.MustCompile(`^Il\b.{0,40}\d.*\bha scritto ?:$`)},
	{"葡萄牙文引用行", regexp.MustCompile(`^(?:Em|A|No dia)\b.{0,40}\d.*\bescreveu ?:$`)},
	{"荷兰文引用行", regexp.MustCompile(`^Op\b.{0,40}\d.*\b(?:schreef\b.*|het volgende geschreven ?):$`)},
	{"波兰文引用行", regexp.MustCompile(`^.{0,60}\d.*\b(?:napisał|napisała|napisał\(a\)|pisze) ?:$`)},
	{"北欧文引用行", regexp.MustCompile(`^.{0,60}\d.{0,60}\bskrev\b.*:$`)},
	{"芬兰文引用行", regexp.MustCompile(`^.{0,60}\d.*\bkirjoitti ?:$`)},
	{"捷克文引用行", regexp.MustCompile(`^.{0,60}\d.*\bnapsal(?:a|\(a\))? ?:$`)},
	{"俄文引用行", regexp.MustCompile(`^.{0,60}\d.*(?:пишет|писал|писала|написал|написала|` + address + `) ?:$`)},
}

var (
	anyWrote     = regexp.MustCompile(`(?:写道|寫道|写到|寫到|wrote) ?:$`)
	anyAddress   = regexp.MustCompile(`[^\s<>()@]@[^\s<>()@]`)
	timeOfDay    = regexp.MustCompile(`\d{1,2}[:.点时]\d{2}`)
	attribBegins = regexp.MustCompile(`^(?:在|于|於|On |At |Am |Le |El |Il |Em |Op |W dniu |Den |Dne |No dia )|\d{4}[年/.\-]|\d[/.]\d{1,2}[/.]\d|@`)
)

// attributionAt recognises a sentence of one to three lines that introduces a
// quote. Programs wrap it at 76 columns, so it is tried on lines joined, the
// shortest first.
func attributionAt(ls []quoteLine, i int) (quoteForm, int) {
	if !attribBegins.MatchString(ls[i].key) && !anyWrote.MatchString(ls[i].key) {
		return quoteForm{}, 0
	}
	joined := ""
	for n := 1; n <= 3 && i+n <= len(ls); n++ {
		l := ls[i+n-1]
		if l.key == "" || l.depth != ls[i].depth || !l.whole() {
			break
		}
		if n > 1 && attributionBeginsLater(ls, i+n-1) {
			break
		}
		joined = strings.TrimSpace(joined + " " + l.key)
		if !strings.HasSuffix(l.key, ":") {
			continue
		}
		if form := attribution(joined, followedByMarks(ls, i+n)); form.reason != "" {
			return form, n
		}
		break
	}
	return quoteForm{}, 0
}

// attributionBeginsLater reports whether a line is a whole attribution by itself:
// then the line above it is the author's.
func attributionBeginsLater(ls []quoteLine, i int) bool {
	return strings.HasSuffix(ls[i].key, ":") && attributionForms(ls[i].key) != ""
}

// attribution names the form of a sentence. A date alone does not make one
// (在2027年4月的报告中写道：…): it takes an address, a time of day, or a marked
// quote below.
func attribution(joined string, marked bool) quoteForm {
	sure := marked || anyAddress.MatchString(joined) || timeOfDay.MatchString(joined)
	if !sure || len(joined) > mostKey {
		return quoteForm{}
	}
	if reason := attributionForms(joined); reason != "" {
		return quoteForm{reason: reason}
	}
	if marked && anyWrote.MatchString(joined) {
		return quoteForm{reason: "“写道：”与“>”引用"}
	}
	return quoteForm{}
}

func attributionForms(joined string) string {
	for _, f := range attributions {
		if f.line.MatchString(joined) {
			return f.reason
		}
	}
	return ""
}
