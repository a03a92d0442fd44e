package answer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/internal/zh"
	"duban/internal/zh/lexicon"
)

// kind is what a token is: a sense of the lexicon, or one of these.
type kind uint8

const (
	free   = kind(lexicon.Senses) + iota // words that nobody knows
	number                               // may be an item's
	count                                // 3个, 附件14: is not
	date
	own   // the item's own words
	party // of the line that is spoken of
	name  // the writer's own

	space
	enum   // 、
	comma  // ,
	colon  // :
	stop   // 。 ; ! and the line's end
	query  // ?
	opens  // (
	shuts  // )
	column // between cells of a table
	quote
	slash
	dots // ……
	boxOn
	boxOff
	kindCount
)

// kinds is a set.
type kinds [kindCount]bool

// set makes one of senses and kinds.
func set(senses []lexicon.Sense, others ...kind) (k kinds) {
	for _, s := range senses {
		k[s] = true
	}
	for _, o := range others {
		k[o] = true
	}
	return k
}

func (k kinds) and(other kinds) kinds {
	for i := range k {
		k[i] = k[i] || other[i]
	}
	return k
}

func senses(s ...lexicon.Sense) []lexicon.Sense { return s }

// token is a word with its place in a folded text.
type token struct {
	kind     kind
	from, to int
	n        int  // of a number
	han      bool // written 十四
	date     zh.Date
}

func (t token) is(s lexicon.Sense) bool { return t.kind == kind(s) }

// words is a text as written and as compared; at holds for each byte of the key its
// place in raw.
type words struct {
	raw string
	key string
	at  []int
}

var marks = map[rune]kind{
	'、': enum, ',': comma, ':': colon, '。': stop, ';': stop, '!': stop, '?': query, '(': opens, ')': shuts, '|': column,
	'"': quote, '/': slash, '…': dots, ' ': space, '-': space, '~': space, '>': space, '*': space, '\u2022': space,
	'☑': boxOn, '■': boxOn, '☒': boxOn, '□': boxOff, '☐': boxOff, '○': boxOff,
}

var sameMark = map[rune]rune{
	'“': '"', '”': '"', '「': '"', '」': '"', '『': '"', '』': '"', '‘': '"', '’': '"', '\'': '"', '【': '(', '】': ')', '[': '(', ']': ')', '〔': '(', '〕': ')', '{': '(', '}': ')',
	'→': ' ', '·': ' ', '●': ' ', '◆': ' ', '▪': ' ', '—': '-', '–': '-', '\t': '|', '│': '|', '﹐': ',', '､': '、', '｡': '。', '<': '(', '⇒': ' ', '＝': ' ', '=': ' ', '\ufe0f': 0, '\u200d': 0, '\ufffd': ' ',
}

func foldChar(r rune) rune {
	if m, found := sameMark[r]; found {
		return m
	}
	if r >= 0x1F3FB && r <= 0x1F3FF { // the colours of a thumb
		return 0
	}
	r = unicode.ToLower(zh.FoldRune(zh.Simplify(r)))
	if m, found := sameMark[r]; found {
		return m
	}
	return r
}

// foldLine folds a line to half width, lower case and few marks, and takes out the space
// between two Chinese characters, which parts nothing: 已 完成.
func foldLine(raw string) words {
	w := words{raw: raw, at: make([]int, 0, len(raw)+1)}
	var b strings.Builder
	gap, last := -1, rune(0)
	add := func(r rune, i int) {
		n, _ := b.WriteRune(r)
		for range n {
			w.at = append(w.at, i)
		}
	}
	for i, r := range raw {
		switch r = foldChar(r); r {
		case 0:
			continue
		case ' ':
			if gap < 0 {
				gap = i
			}
			continue
		}
		if gap >= 0 && !(isHan(last) && isHan(r)) {
			add(' ', gap)
		}
		gap, last = -1, r
		add(r, i)
	}
	w.key, w.at = b.String(), append(w.at, len(raw))
	return w
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// slice returns the words as written between two places of the key.
func (w words) slice(from, to int) string { return w.raw[w.at[from]:w.at[to]] }

// lexer divides a folded text into tokens.
type lexer struct {
	key     string
	own     []string // the items' own words; none while heads are looked for
	parties []string
	names   []string
}

func (l lexer) tokens() (all []token) {
	days := daysOf(l.key)
	for i := 0; i < len(l.key); {
		for len(days) > 0 && days[0].Start < i {
			days = days[1:]
		}
		t := l.token(i, days)
		n := len(all)
		if n > 0 && t.kind == number && t.han && all[n-1].kind == free {
			t.kind = free // 张三
		}
		if n > 0 && t.kind == free && all[n-1].kind == free {
			all[n-1].to = t.to
		} else {
			all = append(all, t)
		}
		i = t.to
	}
	return all
}

// mostDated is how much of a text is looked through for days at once, in bytes.
const mostDated = 240

// daysOf finds the days of a text, piece by piece.
func daysOf(key string) (all []zh.Found) {
	for from := 0; from < len(key); {
		to := len(key)
		if to-from > mostDated {
			to = from + mostDated
			if mark := strings.LastIndexAny(key[from:to], "、,。;"); mark > 0 {
				to = from + mark
			}
			for to < len(key) && !utf8.RuneStart(key[to]) {
				to++
			}
		}
		for _, f := range zh.FindDates(key[from:to]) {
			f.Start, f.End = f.Start+from, f.End+from
			all = append(all, f)
		}
		from = max(to, from+1)
	}
	return all
}

// weaker are words that are the item's own where its content has them.
var weaker = set(senses(lexicon.Promise, lexicon.Help, lexicon.Handle, lexicon.Manner, lexicon.Basis, lexicon.Supply))

// token reads the token at a place. Of own words and known ones the longer counts, of
// equal ones the known, unless it is a weaker one.
func (l lexer) token(i int, days []zh.Found) token {
	rest := l.key[i:]
	r, w := utf8.DecodeRuneInString(rest)
	t := token{kind: free, from: i, to: i + w}
	sense, known := leadingWord(rest)
	ownWidth := longestOwn(rest, l.own)
	if sense == lexicon.DoneNoun && !isLatin(rest, 0) && len("完成")+longestOwn(rest[len("完成"):], l.own) > known {
		sense, known = lexicon.Done, len("完成") // 已完成进度查询
	}
	partyWidth := longest(rest, l.parties)
	nameWidth := longest(rest, l.names)
	day := 0
	if len(days) > 0 && days[0].Start == i && !isNumbers(days[0].In(l.key)) {
		day = days[0].End - i
	}
	switch {
	case day > 0 && day >= known && day >= ownWidth:
		t.kind, t.to, t.date = date, i+day, days[0].Date
	case partyWidth > 0 && partyWidth >= known && partyWidth >= ownWidth:
		t.kind, t.to = party, i+partyWidth
	case nameWidth > 0 && nameWidth >= known:
		t.kind, t.to = name, i+nameWidth
	case ownWidth > known, ownWidth == known && weaker[sense]:
		t.kind, t.to = own, i+ownWidth
	case known > 0:
		t.kind, t.to = kind(sense), i+known
	case marks[r] != 0:
		t.kind = marks[r]
	case r == '.':
		t.kind = stop
	case isLatin(l.key, i):
		t.to = wordEnd(l.key, i)
	default:
		return l.numeral(t)
	}
	return t
}

// longest returns the length of the longest of some words that a text begins with.
func longest(s string, words []string) (n int) {
	for _, w := range words {
		if len(w) > n && strings.HasPrefix(s, w) && wordEnd(s, len(w)-1) == len(w) {
			n = len(w)
		}
	}
	return n
}

// mostOwn is how many characters of own words are compared at once.
const mostOwn = 24

// longestOwn returns the length of the longest beginning of a text, of two characters or
// more, that stands in the items' contents.
func longestOwn(s string, contents []string) (n int) {
	switch {
	case isLatin(s, 0):
		return longestOwnWords(s, contents)
	case strings.HasPrefix(s, " "):
		return 0
	}
	for _, content := range contents {
		for end, runes := 0, 0; end < len(s) && runes < mostOwn; runes++ {
			_, w := utf8.DecodeRuneInString(s[end:])
			end += w
			if runes == 0 || end <= n {
				continue
			}
			if !strings.Contains(content, s[:end]) {
				break
			}
			n = end
		}
	}
	for isLatin(s, n-1) && isLatin(s, n) {
		n--
	}
	return n
}
