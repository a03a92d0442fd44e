package inbox

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"duban/checklist"
	"duban/inbox/answer"
	"duban/internal/zh"
)

// read reads the writer's own words against the lines of the letter as printed. A
// number that the letter does not list is looked up once, and the words are read
// again with what was found.
func (c *intake) read(ctx context.Context) ([]checklist.Answer, error) {
	answers := c.readLines()
	found, err := c.lookUp(ctx, unlisted(answers))
	if err != nil || !found {
		return answers, err
	}
	return c.readLines(), nil
}

func unlisted(answers []checklist.Answer) (nos []int) {
	for _, a := range answers {
		nos = append(nos, a.Unlisted...)
	}
	slices.Sort(nos)
	return slices.Compact(nos)
}

// readLines is the one place where printed lines are made what the reader of words
// needs, and what it read is brought back to the lines.
func (c *intake) readLines() []checklist.Answer {
	m := c.marks()
	var offered []int
	for _, l := range c.lines {
		offered = append(offered, l.shown.No)
		if code, marked := m.code(l.shown); marked {
			offered = append(offered, code)
		}
	}
	slices.Sort(offered)
	answers := answer.Read(m.encode(c.words.Text), slices.Compact(offered), c.answerOptions(c.judges()))
	if c.judges() {
		answers = c.doubtContradictions(answers)
	} else {
		answers = c.claimByFiles(c.doubtContradictions(c.justSeen(answers)))
	}
	for i := range answers {
		c.aim(&answers[i], m)
	}
	return answers
}

func (c *intake) justSeen(answers []checklist.Answer) []checklist.Answer {
	if answer.IsAcknowledgement(c.words.Text, len(c.msg.Files()) > 0) {
		return []checklist.Answer{{All: true, Verb: checklist.VerbAcknowledge, Text: c.words.Text, Reason: "只是告知收到"}}
	}
	return answers
}

// aim finds the lines that an answer is about. Where a number, with what is named
// beside it, fits several of which only one can be meant, it is about none and asks.
func (c *intake) aim(a *checklist.Answer, m marks) {
	said := a.Nos
	a.Nos, a.Text = nil, m.decode(a.Text)
	if len(said) == 0 {
		a.Lines = c.unnumbered(a)
		c.asResponsible(a)
		return
	}
	for _, code := range said {
		no, list := m.of(code)
		a.Nos = append(a.Nos, no)
		at := c.withNumber(no, list)
		switch fit, ask := c.meant(*a, at, no); {
		case len(at) == 0:
			a.Unlisted = append(a.Unlisted, no)
		case ask != "":
			a.Doubt = ask
		default:
			a.Lines = append(a.Lines, fit...)
		}
	}
	c.asResponsible(a)
}

// withNumber returns the lines of a number: the letter's own, and only where it has
// none those that were looked up.
func (c *intake) withNumber(no int, list string) (at []int) {
	for i, l := range c.lines {
		if i >= c.printed && len(at) > 0 {
			return at
		}
		if l.shown.No == no && (list == "" || l.shown.Mark == list) {
			at = append(at, i)
		}
	}
	return at
}

// meant leaves those of a number's lines that the word can be about, and of these
// the one that is named.
func (c *intake) meant(a checklist.Answer, at []int, no int) (fit []int, ask string) {
	if fit = slices.DeleteFunc(slices.Clone(at), func(i int) bool { return !c.admits(c.lines[i], a.Verb) }); len(fit) == 0 {
		fit = at
	}
	if len(fit) == 1 {
		return fit, ""
	}
	places := make([]checklist.Place, len(fit))
	for i, j := range fit {
		places[i] = c.lines[j].shown.Place()
	}
	level := []checklist.Level{checklist.OfLists}
	if changesState(a.Verb) {
		level = append(level, checklist.OfParts, checklist.OfParties)
	}
	chosen, ask := checklist.Choose(places, no, named(a, places), level...)
	for i, j := range chosen {
		chosen[i] = fit[j]
	}
	return chosen, ask
}

// admits reports whether a word can be about a line: a verdict about what the letter
// showed as waiting for it, a claim about what it showed as the writer's to do.
func (c *intake) admits(l line, v checklist.Verb) bool {
	switch v {
	case checklist.VerbAccept, checklist.VerbReturn:
		return l.judgeable()
	case checklist.VerbGrant, checklist.VerbRefuse:
		return l.shown.Heading == checklist.HeadingAsked
	case checklist.VerbRemark:
		return l.shown.Role == checklist.Lead
	case checklist.VerbWithdraw:
		return c.isMine(l) && l.now.State == checklist.Submitted
	}
	return c.isMine(l) && !l.judgeable() && l.shown.Heading != checklist.HeadingTold
}

// changesState reports a word of which only one line can be meant by one number.
func changesState(v checklist.Verb) bool {
	return v != checklist.VerbProgress && v != checklist.VerbAcknowledge && v != checklist.VerbRemark
}

// named is what an answer's words name to tell lines apart: a department before
// anything else (技术服务部退回), a part wherever it is the only one (4月数据已报送).
func named(a checklist.Answer, places []checklist.Place) (said checklist.Named) {
	words := strings.TrimLeft(a.Text, " 　第项：:，,、（(—-0.．")
	parts := map[string]bool{}
	for _, p := range places {
		if strings.HasPrefix(words, p.Party) && len(p.Party) > len(said.Party) {
			said.Party = p.Party
		}
		if p.Part != "" && namesPart(a.Text, p.Part) {
			parts[p.Part] = true
		}
	}
	if len(parts) == 1 {
		said.Part = slices.Collect(maps.Keys(parts))[0]
	}
	return said
}

// namesPart: 4月28日 is a day, and 完成 says that something is done, where no 阶段
// stands behind it.
func namesPart(words, part string) bool {
	for _, rest := range strings.Split(words, part)[1:] {
		stage := strings.HasPrefix(rest, "阶段") || strings.HasPrefix(rest, "节点") || strings.HasPrefix(rest, "〕")
		if stage || part != "完成" && part != "办结" && !strings.HasPrefix(rest, "份") && !digits.MatchString(zh.FirstRunes(rest, 1)) {
			return true
		}
	}
	return false
}

// unnumbered are the lines of words without a number: all that can be meant where
// they say so, the only one that can, or none.
func (c *intake) unnumbered(a *checklist.Answer) (fit []int) {
	for i, l := range c.lines[:c.printed] {
		if c.admits(l, a.Verb) {
			fit = append(fit, i)
		}
	}
	if c.judges() {
		return c.judgedUnnumbered(a, fit)
	}
	mine := c.mine()
	switch {
	case a.Verb == checklist.VerbAcknowledge, a.All && len(fit) == 0:
		return mine
	case a.All:
		return fit
	case !c.oneNumber(mine):
		return nil
	}
	fit, a.Doubt = c.meant(*a, mine, c.lines[mine[0]].shown.No)
	return fit
}

// judgedUnnumbered: 全部同意 is about the claims that the letter showed, an extension
// is granted where it is named; a bare 同意 about the only thing that waits.
func (c *intake) judgedUnnumbered(a *checklist.Answer, fit []int) []int {
	if !changesState(a.Verb) {
		fit = slices.DeleteFunc(fit, func(i int) bool { return !c.lines[i].judgeable() })
	}
	onRequest := func(i int) bool { return c.lines[i].shown.Heading == checklist.HeadingAsked }
	switch {
	case a.Verb == checklist.VerbAcknowledge:
		return nil
	case a.All && (a.Verb == checklist.VerbAccept || a.Verb == checklist.VerbReturn):
		return slices.DeleteFunc(fit, onRequest)
	case a.All && changesState(a.Verb), len(fit) == 1:
		return fit
	case len(fit) == 0 && c.printed == 1:
		return []int{0}
	}
	return nil
}

// oneNumber reports whether lines are of one item, so that words need no number.
func (c *intake) oneNumber(at []int) bool {
	for _, i := range at {
		if c.lines[i].numbered() != c.lines[at[0]].numbered() {
			return false
		}
	}
	return len(at) > 0
}

// asResponsible reads a judge's words on an item of his own as what he reports, where
// no verdict on it waits for him.
func (c *intake) asResponsible(a *checklist.Answer) {
	own := len(a.Lines) > 0 && c.judges()
	for _, i := range a.Lines {
		own = own && c.isMine(c.lines[i]) && !c.lines[i].judgeable()
	}
	if !own {
		return
	}
	no := c.lines[a.Lines[0]].shown.No
	if again := answer.Read(fmt.Sprintf("%d %s", no, a.Text), []int{no}, c.answerOptions(false)); len(again) > 0 {
		a.Verb, a.Until, a.To, a.Doubt, a.Reason = again[0].Verb, again[0].Until, again[0].To, again[0].Doubt, again[0].Reason
	}
}

func (l line) judgeable() bool {
	return l.shown.Heading == checklist.HeadingWaiting || l.shown.Heading == checklist.HeadingAsked
}

// marks are the numbers of a letter that shows several lists, 甲3, each as a number of
// its own for a reader that knows nothing but numbers.
type marks struct {
	base int
	list []string
}

func (c *intake) marks() (m marks) {
	m.base = 100
	for _, l := range c.lines {
		if l.shown.Mark != "" && !slices.Contains(m.list, l.shown.Mark) {
			m.list = append(m.list, l.shown.Mark)
		}
		for l.shown.No >= m.base {
			m.base *= 10
		}
	}
	slices.Sort(m.list)
	return m
}

func (m marks) code(s checklist.Shown) (code int, marked bool) {
	i := slices.Index(m.list, s.Mark)
	return m.base*(i+1) + s.No, s.Mark != "" && i >= 0
}

func (m marks) of(code int) (no int, list string) {
	if i := code/m.base - 1; i >= 0 && i < len(m.list) {
		return code % m.base, m.list[i]
	}
	return code, ""
}

var markedNumber = zh.NewPattern(`(?:清单)?(\p{Han})(?:清单)?[ 　]*(?:第[ 　]*)?([0-9０-９]{1,3})`)

// encode writes 甲3 as its number.
func (m marks) encode(text string) string {
	if len(m.list) == 0 {
		return text
	}
	return markedNumber.ReplaceAllStringFunc(text, func(s string) string {
		found := markedNumber.FindStringSubmatch(s)
		if !slices.Contains(m.list, found[1]) {
			return s
		}
		code, _ := m.code(checklist.Shown{Mark: found[1], No: valueOf(found[2])})
		return fmt.Sprint(code)
	})
}

// decode writes the numbers back as they were.
func (m marks) decode(text string) string {
	if len(m.list) == 0 {
		return text
	}
	return digits.ReplaceAllStringFunc(text, func(s string) string {
		if no, list := m.of(valueOf(s)); list != "" {
			return checklist.Numbered(list, no)
		}
		return s
	})
}

// valueOf reads digits of any width.
func valueOf(digits string) (n int) {
	for _, r := range digits {
		n = min(n*10+int(zh.FoldRune(r)-'0'), 1<<30)
	}
	return n
}
