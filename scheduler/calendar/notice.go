package calendar

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"duban/checklist"
	"duban/internal/msg"
	"duban/internal/zh"
)

// ParseNotice reads the text of the State Council's yearly notice
// (国务院办公厅关于2027年部分节假日安排的通知) as a clerk pastes it, title included, and
// returns one file for each notice in it, by year. Days bear their own dates: 元旦
// of a notice may begin in the year before.
//
// The notice checks itself, and so what it says is used only where it agrees with
// itself: the days counted with the 共N天 it states, the weekdays in brackets with
// the calendar, make-up workdays with weekends, no day named twice. Everything
// that does not agree, and every sentence with dates that is not understood,
// comes back at once; the files may be used when there are no Problems.Errors. A
// festival that the notice leaves out is a warning.
func ParseNotice(text string) ([]YearFile, checklist.Problems) {
	notices := splitNotices(foldNotice(text))
	if len(notices) == 0 {
		return nil, checklist.Problems{{
			What: msg.New("no year and no festivals"),
			Mend: msg.New("paste the notice with its title"),
		}}
	}
	var files []YearFile
	var ps checklist.Problems
	for _, n := range notices {
		r := &noticeReader{year: n.year, days: map[checklist.Day]Arrangement{}}
		for _, s := range n.sections {
			r.section(s)
		}
		f := r.yearFile()
		if len(r.problems) == 0 {
			r.problems = f.problems() // a year mistyped in a date
		}
		r.checkFestivals()
		files = append(files, f)
		ps = append(ps, r.problems...)
	}
	return files, ps
}

// notice is the text of one notice, cut into what it says of each festival.
type notice struct {
	year     int
	sections []noticeSection
}

type noticeSection struct {
	name      string   // 劳动节; 国庆节、中秋节 when they are taken together
	sentences []string // without their full stops
}

var (
	noticeYear    = zh.NewPattern(`(\d{4})年部分节假日安排|现将(\d{4})年`)
	noticeHeading = zh.NewPattern(`[一二三四五六七八九十]+、([^。，：（）\d]{2,15})：`)
	noticeBracket = zh.NewPattern(`（[^（）]*）`)
)

// noticeClosing begins the paragraph after the last festival, in every notice.
const noticeClosing = "节假日期间"

// foldNotice takes out the white space of a paste and writes its marks one way.
func foldNotice(text string) string {
	text = strings.NewReplacer("(", "（", ")", "）", ",", "，", ":", "：", ";", "。", "；", "。").Replace(text)
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.Is(unicode.Cf, r):
			return -1
		case '０' <= r && r <= '９':
			return r - '０' + '0'
		}
		return r
	}, text)
	// Sentences are cut at commas; one inside brackets does not end a clause.
	return noticeBracket.ReplaceAllStringFunc(text, func(s string) string {
		return strings.NewReplacer("，", "、", "。", "、").Replace(s)
	})
}

// splitNotices cuts a paste into notices. A web page names the notice several
// times before it comes; only the text after the last such name has sections.
func splitNotices(text string) []notice {
	var all []notice
	marks := noticeYear.FindAllStringSubmatchIndex(text, -1)
	for i, m := range marks {
		end := len(text)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		if sections := splitSections(text[m[1]:end]); len(sections) > 0 {
			all = append(all, notice{year: noticeYearOf(text[m[0]:m[1]]), sections: sections})
		}
	}
	slices.SortStableFunc(all, func(a, b notice) int { return cmp.Compare(a.year, b.year) })
	return mergeNotices(all)
}

// noticeYearOf reads the year of a match of noticeYear.
func noticeYearOf(mark string) int {
	m := noticeYear.FindStringSubmatch(mark)
	year, _ := strconv.Atoi(m[1] + m[2]) // four digits, one of the two is empty
	return year
}

// mergeNotices joins what one paste says of the same year twice, so that the
// second time meets the check for days named twice.
func mergeNotices(sorted []notice) []notice {
	var out []notice
	for _, n := range sorted {
		if len(out) > 0 && out[len(out)-1].year == n.year {
			last := &out[len(out)-1]
			last.sections = append(last.sections, n.sections...)
			continue
		}
		out = append(out, n)
	}
	return out
}

func splitSections(text string) []noticeSection {
	text, _, _ = strings.Cut(text, noticeClosing)
	headings := noticeHeading.FindAllStringSubmatchIndex(text, -1)
	var all []noticeSection
	for i, h := range headings {
		end := len(text)
		if i+1 < len(headings) {
			end = headings[i+1][0]
		}
		all = append(all, noticeSection{
			name:      text[h[2]:h[3]],
			sentences: strings.FieldsFunc(text[h[1]:end], func(r rune) bool { return r == '。' }),
		})
	}
	return all
}

// noticeReader gathers what the sections of one notice say.
type noticeReader struct {
	year     int
	name     string // of the section being read
	days     map[checklist.Day]Arrangement
	problems checklist.Problems
}

func (r *noticeReader) section(s noticeSection) {
	r.name = s.name
	before := len(r.days)
	found := len(r.problems)
	for _, sentence := range s.sentences {
		r.sentence(sentence)
	}
	if len(r.days) == before && len(r.problems) == found {
		r.problem(msg.New("no days off found"), msg.New("see whether the section is whole"))
	}
}

// Festival names a festival that a notice names; one that the law does not know is named
// as it is written.
func Festival(name string) msg.Message {
	switch name {
	case "元旦":
		return msg.New("New Year")
	case "春节":
		return msg.New("Spring Festival")
	case "清明节":
		return msg.New("Qingming")
	case "劳动节":
		return msg.New("Labour Day")
	case "端午节":
		return msg.New("Dragon Boat Festival")
	case "中秋节":
		return msg.New("Mid-Autumn")
	case "国庆节":
		return msg.New("National Day")
	}
	return msg.Words(name)
}

// checkFestivals warns of a festival without a section of its own.
func (r *noticeReader) checkFestivals() {
	for _, f := range unnamed(statutory(r.year), r.days) {
		r.problems = append(r.problems, checklist.Problem{
			Field: Festival(f.name), Warning: true,
			What: msg.New("a notice without a festival", r.year, Festival(f.name)),
			Mend: msg.New("check the notice"),
		})
	}
}

func (r *noticeReader) yearFile() YearFile {
	f := YearFile{Year: r.year, Papers: []string{fmt.Sprintf("国务院办公厅关于%d年部分节假日安排的通知", r.year)}}
	for _, a := range r.days {
		f.Days = append(f.Days, a)
	}
	slices.SortFunc(f.Days, func(a, b Arrangement) int { return cmp.Compare(a.Date, b.Date) })
	return f
}

func (r *noticeReader) set(d checklist.Day, off bool) {
	if _, twice := r.days[d]; twice {
		r.problem(msg.New("a day written twice", d.Said()), msg.New("mend it by the notice"))
		return
	}
	r.days[d] = Arrangement{Name: r.name, Date: d, IsOffDay: off}
}

func (r *noticeReader) problem(what, mend msg.Message) {
	r.problems = append(r.problems, checklist.Problem{Field: msg.New("festival of a year", r.year, Festival(r.name)), What: what, Mend: mend})
}
