package answer

import (
	"fmt"
	"slices"
	"strings"

	"duban/checklist"
)

// AnswerOptions is what the reading of an answer depends on besides its words.
type Options struct {
	Year     int           // base year of the checklist, for days without a year
	Received checklist.Day // when the mail came: 下周五 is counted from here; may be zero
	Judge    bool          // the writer may judge: 同意 and 退回 are verdicts, not progress

	// The office's calendar; where it is nil, what needs it names no day.
	AddWorkdays func(from checklist.Day, n int) checklist.Day
	Festival    func(year int, name string) checklist.Day
}

// ReadAnswers reads what a person's own words say, in the order of the text.
// offered are the numbers of the items that the answered letter listed; numbers
// it did not list are returned as written, for the caller to say so.
//
// Words that name no item come back with Nos empty: where one item was offered
// they belong to it, else the caller asks. A bare 收到 to a letter of several
// items has All set, since it answers the letter. Words without a verb are
// VerbProgress, a judge's are VerbRemark. Nothing is VerbDone, and no verdict
// stands, where the words leave a doubt: then Doubt says what to ask.
func Read(text string, offered []int, opt Options) []checklist.Answer {
	r := answerReader{offered: offered, opt: opt}
	for _, l := range answerLines(text) {
		r.line(l)
	}
	r.resolveOthers()
	readings := make([]reading, 0, len(r.drafts))
	for _, d := range r.drafts {
		readings = append(readings, r.answer(d))
	}
	for i := range readings {
		r.sameAsOther(i, readings)
	}
	return settle(readings, offered)
}

// draft is an answer while its lines are being collected.
type draft struct {
	nums   []int
	except []int    // 除7外
	others bool     // 其余
	leave  []int    // 全部完成，7除外: said behind it
	count  bool     // "3项": the third or three of them?
	style  string   // what stood after its number
	no     int      // the line it began on
	words  []string // as written, a line each
	keys   []string // as compared
}

func (d *draft) add(s said) {
	if !s.blank() {
		d.words, d.keys = append(d.words, s.trimmed()), append(d.keys, s.key)
	}
}

// named reports whether a draft knows which items it speaks of.
func (d *draft) named() bool { return len(d.nums) > 0 || len(d.except) > 0 || d.others }

// mostAnswers bounds the answers read from one mail; later lines belong to the last.
const mostAnswers = 300

// answerReader collects lines into drafts.
type answerReader struct {
	offered []int
	opt     Options
	drafts  []*draft
	current *draft // numbered, and still open for lines without a number
	outline outline
}

func (r *answerReader) knows(n int) bool {
	return len(r.offered) == 0 || slices.Contains(r.offered, n)
}

func (r *answerReader) knowsAll(nums []int) bool {
	return !slices.ContainsFunc(nums, func(n int) bool { return !r.knows(n) })
}

func (r *answerReader) line(l answerLine) {
	l = r.withoutOutline(l)
	if len(r.drafts) >= mostAnswers || l.listed && r.isEnumeration(l) {
		r.unnumbered(l.said, l.no)
		return
	}
	for _, p := range r.parts(l.said) {
		if p.head.any() {
			r.open(p, l.no)
			continue
		}
		r.unnumbered(p.said, l.no)
	}
}

func (r *answerReader) open(p answerPart, no int) {
	if p.head.trailing {
		r.leaveOut(p, no)
		return
	}
	d := &draft{nums: p.head.nums, except: p.head.except, others: p.head.others, count: p.head.count, style: p.head.style, no: no}
	if p.head.above {
		d.nums = r.numbersSoFar()
	}
	d.add(p.said)
	if p.phrase != "" {
		d.keys = []string{p.phrase}
	}
	r.drafts, r.current = append(r.drafts, d), d
}

// unnumbered files a line that names no item: with the item above it, or with
// other such lines.
func (r *answerReader) unnumbered(s said, no int) {
	if s.blank() {
		return
	}
	if r.current != nil && !(newMatter.MatchString(s.key) && len(r.offered) != 1) {
		r.current.add(s)
		return
	}
	if n := len(r.drafts); n > 0 && (!r.drafts[n-1].named() || n >= mostAnswers) {
		r.drafts[n-1].add(s)
		return
	}
	d := &draft{no: no}
	d.add(s)
	r.drafts, r.current = append(r.drafts, d), nil
}

// leaveOut files 7除外 with what was said before it. Where nothing was, that is all
// that is said of the 7.
func (r *answerReader) leaveOut(p answerPart, no int) {
	if n := len(r.drafts); n > 0 {
		d := r.drafts[n-1]
		d.leave = append(d.leave, p.head.except...)
		d.words, d.keys = append(d.words, p.trimmed()), append(d.keys, p.key[p.head.end:])
		return
	}
	d := &draft{nums: p.head.except, no: no}
	d.add(p.said)
	r.drafts, r.current = append(r.drafts, d), d
}

func (r *answerReader) numbersSoFar() []int {
	var nums []int
	for _, d := range r.drafts {
		nums = append(nums, d.nums...)
	}
	slices.Sort(nums)
	return slices.Compact(nums)
}

// resolveOthers replaces 其余 and 除7外 by the offered numbers that are left.
func (r *answerReader) resolveOthers() {
	if len(r.offered) == 0 {
		return
	}
	named := r.numbersSoFar()
	for _, d := range r.drafts {
		left := slices.Concat(d.except, d.leave)
		if d.others {
			left = append(left, named...)
		}
		switch {
		case d.others || len(d.except) > 0 || len(d.leave) > 0 && len(d.nums) == 0:
			d.nums = without(r.offered, left)
		case len(d.leave) > 0:
			d.nums = without(d.nums, left)
		}
	}
}

// answer reads a draft's words.
func (r *answerReader) answer(d *draft) reading {
	v := readVerb(d.keys, r.opt)
	if len(d.leave) > 0 && len(d.nums) > 0 {
		v.all = false
	}
	a := checklist.Answer{Nos: d.nums, Verb: v.verb, Text: strings.Join(d.words, "\n"), Until: v.until, To: v.to, Doubt: v.doubt}
	a.Reason = fmt.Sprintf("第%d行%s", d.no, v.reason)
	switch {
	case len(d.nums) > 0:
	case d.others || len(d.except) > 0:
		a.All = true
		a.Doubt = "“其余”指哪几项？请写明序号"
	case v.verb == checklist.VerbAcknowledge:
		a.All = len(r.offered) != 1
	default:
		a.All = v.all
	}
	if d.count && a.Doubt == "" {
		a.Doubt = fmt.Sprintf("“%d项”是指第%d项，还是共%d项？", d.nums[0], d.nums[0], d.nums[0])
	}
	if words, found := r.mention(d, a); found && a.Doubt == "" {
		a.Doubt = "“" + words + "”说的是哪一项？请按序号分行写明"
	}
	return reading{a, v.denies}
}
