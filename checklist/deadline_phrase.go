package checklist

import (
	"strings"
	"unicode/utf8"

	"duban/internal/zh"

	"golang.org/x/text/unicode/norm"
)

// phrase is a 完成时限 made ready for the rules.
type phrase struct {
	base      DeadlineBase
	written   string // as the document has it, for messages
	whole     string // normalised, nothing taken away but manners of speech
	rest      string // whole without the year in front and 前 behind
	year      int    // the year in the text, else the base year
	yearGiven bool
	before    bool // it ended with 前
}

const longestPhrase = 60 // characters; longer cells are prose, not a deadline

func newPhrase(text string, base DeadlineBase) (phrase, error) {
	p := phrase{base: base, written: strings.TrimSpace(text), year: base.Year}
	if p.written == "" {
		return p, Problems{{What: "完成时限为空", Mend: "请写明日期，如4月底或4月30日前"}}
	}
	if utf8.RuneCountInString(p.written) > longestPhrase {
		p.written = string([]rune(p.written)[:longestPhrase]) + "……"
		return p, p.refuse("太长，读不出日期", writeDate)
	}
	p.whole = normalisePhrase(p.written)
	p.rest, p.before = trimManners(p.whole)
	p.takeYear()
	return p, nil
}

var (
	numeralBefore = zh.NewPattern(`([〇零○一二三四五六七八九十百两]+)(年|月|日|号|季度|个|天|周)`)
	quotes        = strings.NewReplacer("“", "", "”", "", `"`, "", "「", "", "」", "", "《", "", "》", "")
	sameWords     = strings.NewReplacer("末", "底", "之前", "前", "以前", "前", "星期", "周", "份", "", "号", "日",
		"(含)", "", "(含当日)", "", "(含当天)", "")
)

// normalisePhrase folds the ways of writing one phrase into one: full width,
// spaces, quotes, Chinese numerals before a unit, 末 for 底, 号 for 日.
func normalisePhrase(s string) string {
	s = strings.Join(strings.Fields(norm.NFKC.String(s)), "")
	s = quotes.Replace(s)
	s = numeralBefore.ReplaceAllStringFunc(s, func(m string) string {
		parts := numeralBefore.FindStringSubmatch(m)
		n, ok := HanNumber(parts[1])
		if !ok {
			return m
		}
		return itoa(n) + parts[2]
	})
	return strings.Trim(sameWords.Replace(s), "。.,;:")
}

var (
	mannersBefore = []string{"原则上", "截止到", "截至到", "截止", "截至", "力争", "确保", "争取", "最迟", "务必", "须", "应", "于", "在", "至", "到"}
	mannersAfter  = []string{"全面完成", "完成整改", "整改完成", "整改到位", "落实到位", "完成", "办结", "整改"}
)

// trimManners takes away words that do not move the date: 力争…完成.
func trimManners(s string) (rest string, before bool) {
	for again := true; again; {
		again = false
		for _, w := range mannersBefore {
			if cut, ok := strings.CutPrefix(s, w); ok && cut != "" {
				s, again = cut, true
			}
		}
		for _, w := range mannersAfter {
			if cut, ok := strings.CutSuffix(s, w); ok && cut != "" {
				s, again = cut, true
			}
		}
		if cut, ok := strings.CutSuffix(s, "前"); ok && cut != "" {
			s, before, again = cut, true, true
		}
	}
	return s, before
}

var yearInFront = zh.NewPattern(`^(?:(\d{4})年|(今年|本年|当年|明年|次年))(.*)$`)

// takeYear moves a year from the front of the phrase into p.year.
func (p *phrase) takeYear() {
	m := yearInFront.FindStringSubmatch(p.rest)
	if m == nil {
		return
	}
	switch m[2] {
	case "今年", "本年", "当年":
		p.yearGiven = true
	case "明年", "次年":
		p.yearGiven = true
		if p.year != 0 { // without a base year next year is unknown too
			p.year++
		}
	default:
		p.year, p.yearGiven = atoi(m[1]), true
	}
	p.rest = m[3]
}
