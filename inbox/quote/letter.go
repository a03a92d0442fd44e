package quote

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"duban/inbox/message"
	"duban/internal/zh"
)

// Letter is the text of a letter of ours, by which it is known when it comes back.
type Letter struct {
	lines map[string][]int // the letters and digits of each line, and where it stands
	parts []string         // the letters and digits of each part, one line after the other
	first string           // those of its first line, by which it addresses its reader
}

const (
	mostLetter  = 256 << 10 // bytes of a part of a letter
	mostScanned = 64 << 20  // bytes of letters that one mail is held against
	anchorRunes = 6         // a line of so many letters that ours has too is ours
	brokenRunes = 10        // so many letters are known to be ours though a program broke the line
	pairRunes   = 20        // two broken lines
	nearLines   = 3         // neighbours stand so near in the letter: programs drop a line here and there
)

// ReadLetter reads a letter as it was sent.
func ReadLetter(raw []byte) Letter {
	m := message.Parse(raw, message.Limits{})
	k := Letter{lines: map[string][]int{}}
	for _, text := range []string{m.Plain, m.HTMLText} {
		var part strings.Builder
		for line := range strings.Lines(message.FirstBytes(text, mostLetter)) {
			bare := bareLine(foldLine(line))
			if bare == "" {
				continue
			}
			k.first = cmp.Or(k.first, bare)
			n := len(k.lines) + 1
			if at := k.lines[bare]; len(at) < 8 {
				k.lines[bare] = append(at, part.Len()+n)
			}
			part.WriteString(bare)
		}
		k.parts = append(k.parts, part.String())
	}
	return k
}

// Has reports whether a line is one of the letter's.
func (k Letter) Has(line string) bool {
	bare := bareLine(foldLine(line))
	return bare != "" && len(k.lines[bare]) > 0
}

// mailLink is what a program makes of an address in a letter.
var mailLink = zh.NewPattern(`<mailto:[^>\s]*>`)

// bareLine is what a line has in common with the same line in another rendering.
func bareLine(key string) string {
	if strings.Contains(key, "<mailto:") {
		key = mailLink.ReplaceAllString(key, "")
	}
	return bareLetters(key)
}

// letterLines finds the lines of letters of ours in a mail.
type letterLines struct {
	letters []Letter
	pairs   map[string]int // how often two lines follow each other in the mail
	scanned int
}

// markOurs notes which lines came back from a letter of ours: those that have a
// neighbour of the letter beside them. A line alone is the author's: he copies what he
// answers, or sends off an answer that we prepared.
func markOurs(ls []quoteLine, letters []Letter) {
	k := letterLines{letters: letters, pairs: map[string]int{}}
	written := writtenLines(ls)
	for n := 1; n < len(written); n++ {
		k.pairs[written[n-1].bare+written[n].bare]++
	}
	for n, w := range written {
		l := &ls[w.at]
		l.known = l.shape == sample || k.has(w.bare)
		if slices.ContainsFunc(letters, func(letter Letter) bool { return letter.first == w.bare }) {
			l.shape = addressed
		}
		if n == 0 {
			continue
		}
		above := &ls[written[n-1].at]
		if k.neighbours(written[n-1].bare, w.bare) || shapesFollow(above.shape, l.shape) {
			above.ours, l.ours = true, true
		}
	}
	markSameMarks(ls)
}

type writtenLine struct {
	at   int
	bare string
}

func writtenLines(ls []quoteLine) (written []writtenLine) {
	for i := range ls {
		if ls[i].key == "" {
			continue
		}
		ls[i].shape = shapeOf(withoutMark(ls[i].key))
		if bare := bareLine(ls[i].key); bare != "" {
			written = append(written, writtenLine{i, bare})
		}
	}
	return written
}

// has reports whether a line is one of a letter, or a piece of one.
func (k *letterLines) has(bare string) bool {
	for _, letter := range k.letters {
		if len(letter.lines[bare]) > 0 {
			return true
		}
	}
	return utf8.RuneCountInString(bare) >= brokenRunes && k.contain(bare) > 0
}

// contain counts how often the letters say this.
func (k *letterLines) contain(bare string) (n int) {
	for _, letter := range k.letters {
		for _, part := range letter.parts {
			if k.scanned += len(part); k.scanned > mostScanned {
				return n
			}
			n += strings.Count(part, bare)
		}
	}
	return n
}

// neighbours reports whether two lines follow each other in a letter too. What stands
// more often in the mail than in the letter is the author's the first time: he sends
// once more what our receipt repeated.
func (k *letterLines) neighbours(a, b string) bool {
	if len(k.letters) == 0 {
		return false
	}
	pair, runes := a+b, utf8.RuneCountInString(a+b)
	if k.follow(a, b) || runes >= pairRunes && k.contain(pair) > 0 {
		if n := k.pairs[pair]; n > 1 && n > max(1, k.contain(pair)) {
			k.pairs[pair]--
			return false
		}
		return true
	}
	return false
}

// follow reports whether both are whole lines of a letter, in its order and near.
func (k *letterLines) follow(a, b string) bool {
	for _, letter := range k.letters {
		whole := len(letter.lines[a]) > 0 || len(letter.lines[b]) > 0
		if whole && utf8.RuneCountInString(a+b) >= anchorRunes+2 && k.contain(a+b) > 0 {
			return true
		}
		if len(letter.lines[a]) == 0 || utf8.RuneCountInString(a) < anchorRunes || utf8.RuneCountInString(b) < anchorRunes {
			continue
		}
		for _, from := range letter.lines[a] {
			for _, to := range letter.lines[b] {
				if to > from && to-from <= len(a)+nearLines*200 {
					return true
				}
			}
		}
	}
	return false
}

// shape is the place in a letter of ours that a line has by its look: all our letters
// run in this order.
type shape uint8

const (
	noShape shape = iota
	addressed
	opening
	listed // items and what stands below them, under headings
	howTo
	sample
	signed
	footed
)

// shapes are asked of lines that hold one of the hints: most lines have none.
var shapes = []struct {
	is    shape
	hints []string
	line  *zh.Pattern
}{
	{sample, []string{"…"}, zh.NewPattern(`^(?:例如 ?:?)?[“"]?\d{1,4} ?(?:已完成 ?: ?采取措施…+;成效…*|申请延期到\d+月\d+日,因…|进展 ?: ?已提供…)`)},
	{footed, []string{"督"}, zh.NewPattern(`^[〔\[【(] ?督办 ?[0-9A-Za-z]{6} ?[〕\]】)](?: ?\((?:回复时请保留此编号|please keep this tag when you reply)\))?$`)},
	{signed, []string{"(督"}, zh.NewPattern(`^\p{Han}{2,12} ?\(督办\)(?: |$)`)},
	{howTo, []string{"回复", "无须", "登记有误", "附件不必"}, zh.NewPattern(`每行以序号开头|^办结后,直接回复本邮件|直接回复本邮件(?:即可登记|即可)|^请将配合情况直接回复|^无须登录任何系统|^登记有误的,|^回复方法 ?:|附件不必重发|^可直接回复批示`)},
	{listed, []string{"【"}, zh.NewPattern(`^【[^】]{2,30}】 ?\d{1,4}(?: |项)`)},
	{listed, []string{"〔"}, zh.NewPattern(`^(?:〔[^〔〕]{1,12}〕 ?){1,12}$`)},
	{listed, []string{"其余", "到期"}, zh.NewPattern(`^其余\d+项|^\d+月\d+日 ?\(周[^)]*\)[^:]{0,12}到期(?:配合)?\d+项:`)},
	{listed, []string{"时限", "请配合", "会同部门", "登记号", "事项", "项 "}, zh.NewPattern(`^(?:\d+项 ?)?时限 ?:(?:待定|\d{1,4}(?:年\d+)?月\d+日 ?\((?:周|星期))|^请配合(?: 牵头:|$)|^会同部门 ?: ?\S+(?:已|未)反馈|^登记号 \d{4}-\d+|^(?:牵头事项|配合事项\(由牵头部门汇总)|^第\d+项 (?:已办结,待审核|进展已登记|已签收|同意销号|退回)`)},
	{opening, []string{"督办单", "截至", "项", "已收到您", "您的回复", "来信"}, zh.NewPattern(`^督办单.{0,4}\d{4}|^截至\d+月\d+日,|^\d+项(?:中 ?:|进展正常,|已全部销号)|^《.{2,60}》已下发,|^已收到您\d+月\d+日|^您的回复.*已收妥|^您\d+月\d+日.*的来信|^下列\d+项|^您有\d+(?:项|件事项)|^第\d+项(?:被退回|已审核通过|已转由|已免办|的时限|由.{1,30}移交)`)},
	{sample, []string{"…"}, zh.NewPattern(`(?i)^\d{1,4} ?(?:\S+ )?(?:done: measures: …|extend to \d{1,2} [a-z]+ because …|progress: provided …|instruction: carried out, …)`)},
	{howTo, []string{"reply", "log in", "by a mail", "this mail"}, zh.NewPattern(`(?i)^(?:when (?:something|it) is done, simply reply to this mail|please reply to this mail:? (?:what was done|how your part stands)|you can (?:ask at any time by a mail of one line|instruct by a reply|answer this mail)|if this is wrong, (?:reply|please tell)|please reply with the number alone)|there is nothing to log in to`)},
	{listed, []string{"["}, zh.NewPattern(`(?i)^\[[a-z0-9 ,()]{5,60}\] ?(?:[甲-癸]?\d{1,4}|\p{Han}+)(?: |$)`)},
	{listed, []string{"due ", "part", "record ", "tems ", "eported", "reminded", "verdue", "o be judged", "xtensions", "ot filed", "our mail", "files", "eft out: ", "Departments", "Mail of "}, zh.NewPattern(`(?i)^due (?:mon|tue|wed|thu|fri|sat|sun) \d{1,2} [a-z]+(?:$| \(|: )|^you take part(?:; lead: |$)|^taking part: |^record \d{4}-\d+$|^items that you (?:lead|take part in)|^overdue and due soon$|^reported to \S+ \(|^reminded (?:once|\d+ times), last on |^(?:(?:others )?to be (?:judged(?: by you)?|looked at by you)|overdue|extensions asked for): \d+ items?|^not filed \(where the number|^your mail$|^mail of \d|^\d+ files?(?: of evidence)?$|^files: \S|^left out: |^departments$`)},
	{opening, []string{"item", "As of", "Item", "our ", "You have", "Notice no"}, zh.NewPattern(`(?i)^as of \d{1,2} [a-z]+(?:, \d+ items? |: |your departments)|^of \d+ items?: |^\d+ items? on time: |^["“].{2,60}["”] has been issued: |^the following \d+ items? |^the instruction on the following \d+ items? |^your (?:reply|mail) (?:of \d|has arrived|with \d)|^you have confirmed your mail of \d|^from your mailbox came |^notice no\. \d+ of \d{4} |^the clerk has recorded your |^.{0,60}\d+ items?[:,].{1,80} the follow-up has ended\.$|^items? [\d, ]+(?:accepted and struck off|returned|(?:now )?due on|extended to|not extended|handed over to|waived|to be done again|given an instruction)`)},
	{addressed, []string{"Dear "}, zh.NewPattern(`(?i)^dear [^,]{1,40},$`)},
	{addressed, []string{":"}, zh.NewPattern(`^\p{Han}[\p{Han}、]{1,18}(?:负责人|主任|长|员|书记|[局处科股所站组队部室办]|中心):$`)},
}

func shapeOf(key string) shape {
	for _, s := range shapes {
		for _, hint := range s.hints {
			if strings.Contains(key, hint) {
				if s.line.MatchString(key) {
					return s.is
				}
				break
			}
		}
	}
	return noShape
}

// shapesFollow reports whether two lines, one below the other, can only be of a letter
// of ours. How to answer stands above the samples, and below them.
func shapesFollow(a, b shape) bool {
	switch {
	case a == noShape || b == noShape || a == addressed && b == addressed:
		return false
	case a == sample && b == howTo:
		return true
	}
	return a <= b
}

// markSameMarks takes for a mark what a program has put before the lines of our letter,
// whatever it is: |, :, }.
func markSameMarks(ls []quoteLine) {
	found := map[byte]int{}
	for _, l := range ls {
		if l.ours && l.depth == 0 {
			found[markBefore(l.key)]++
		}
	}
	for i := range ls {
		if mark := markBefore(ls[i].key); mark != 0 && found[mark] > 1 && ls[i].depth == 0 {
			ls[i].depth, ls[i].key = 1, withoutMark(ls[i].key)
		}
	}
}

func markBefore(key string) byte {
	if key == "" || !strings.ContainsRune(`|:;}#%*+=~^-`, rune(key[0])) || len(key) > 1 && key[1] != ' ' {
		return 0
	}
	return key[0]
}

func withoutMark(key string) string {
	if markBefore(key) == 0 {
		return key
	}
	return strings.TrimLeft(key[1:], " ")
}
