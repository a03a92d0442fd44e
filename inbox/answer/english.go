package answer

import (
	"strings"

	"duban/internal/zh"
	"duban/internal/zh/lexicon"
)

// English parts its words by spaces, so that a word is all its letters: undone is not done.
// It says by their order what Chinese says by words, so that what may stand in any order
// there is held to one here.

func isLatin(s string, i int) bool { return i >= 0 && i < len(s) && lexicon.IsLetter(s[i]) }

// wordEnd is where the word ends that has a letter at i.
func wordEnd(s string, i int) int {
	for isLatin(s, i) && isLatin(s, i+1) {
		i++
	}
	return i + 1
}

// leadingWord is the known word that a text begins with. no. is a mark before a number, and
// a refusal that ends a sentence elsewhere.
func leadingWord(s string) (lexicon.Sense, int) {
	sense, n := lexicon.LeadingWord(s)
	if strings.HasSuffix(s[:n], ".") && !beginsNumber.MatchString(s[n:]) {
		return lexicon.LeadingWord(s[:n-1])
	}
	return sense, n
}

var beginsNumber = zh.NewPattern(`^ ?[0-9]`)

// mostOwnWords is how many words of an item are compared at once.
const mostOwnWords = 6

// longestOwnWords is longestOwn of whole words.
func longestOwnWords(s string, contents []string) (n int) {
	for _, content := range contents {
		end := 0
		for range mostOwnWords {
			next := wordEnd(s, end)
			if next < 2 || !holdsWords(content, s[:next]) {
				break
			}
			n = max(n, next)
			if next >= len(s) || s[next] != ' ' || !isLatin(s, next+1) {
				break
			}
			end = next + 1
		}
	}
	return n
}

// holdsWords reports that a text has some words, and no letter before or behind them.
func holdsWords(text, words string) bool {
	for from := 0; ; {
		at := strings.Index(text[from:], words)
		if at < 0 {
			return false
		}
		at += from
		if !isLatin(text, at-1) && !isLatin(text, at+len(words)) {
			return true
		}
		from = at + len(words)
	}
}

// latin reports an English word.
func (s said) latin(i int) bool { return isLatin(s.key, s.toks[i].from) }

// told reports that words tell of the past, as done and completed do by themselves.
func (s said) told() bool {
	if s.has[lexicon.Past] {
		return true
	}
	at := s.first(lexicon.Done)
	return at >= 0 && participle.MatchString(s.text(at))
}

var participle = zh.NewPattern(`^(?:done|completed|finished)$`)

// inverted reports a question by its order: is it done, has the work been completed.
func (s said) inverted() bool {
	first := s.skip(0)
	if first == len(s.toks) || !s.toks[first].is(lexicon.Past) || !s.latin(first) {
		return false
	}
	next := s.skip(first + 1)
	return next == len(s.toks) || !behindAuxiliary[s.toks[next].kind]
}

var behindAuxiliary = set(senses(lexicon.Past, lexicon.Done, lexicon.Manner, lexicon.Well))

// skip goes over the spaces from a token on.
func (s said) skip(i int) int {
	for i < len(s.toks) && (s.toks[i].kind == space || s.toks[i].kind == quote) {
		i++
	}
	return i
}

// limitsDay is a day that something is done by, and not on.
var limitsDay = zh.NewPattern(`^(?:by|before|until|till|no later|within|end|late|mid|early|beginning)\b`)

// counted are words behind a number that counts them: 14 items, 14 of 20.
var counted = zh.NewPattern(`^ (?:out )?(?:of |(?:items|tasks|points|matters|things|documents|files|photos|copies|pages|people|persons|offices|departments|vendors|windows|cases|times|days|weeks|months|years|hours|minutes|percent|per cent)\b)`)

// beforeNumber are the senses of English words behind which a number is an item's: done 14,
// approve 14; not annex 14, phase 14 or is 14.
var beforeNumber = set(senses(lexicon.Done, lexicon.Consent, lexicon.Reject, lexicon.Return, lexicon.Close, lexicon.Ack, lexicon.Extend, lexicon.Withdraw, lexicon.Transfer,
	lexicon.Disown, lexicon.Help, lexicon.Ongoing, lexicon.And))

// beforeEnglishHead are the senses that beforeHead has of English words: the 14th of
// today, our 14 offices and with 14 of them are no items.
var beforeEnglishHead = set(senses(lexicon.Mark, lexicon.Courtesy, lexicon.But, lexicon.And), party)

// leadIn goes over what may stand before the numbers of a head.
func (r headReader) leadIn(i int) int {
	for n := 0; n < mostSkipped && i < len(r.toks); n++ {
		t := r.toks[i]
		if isLatin(r.key, t.from) && !beforeEnglishHead[t.kind] || !isLatin(r.key, t.from) && !beforeHead[t.kind] {
			break
		}
		i++
	}
	return i
}

// allExcept reports all except before numbers.
func (r headReader) allExcept(i int) bool {
	return r.kind(i) == kind(lexicon.All) && isLatin(r.key, r.toks[i].from) && r.kind(r.skip(i+1, set(nil, space))) == kind(lexicon.Except)
}

// withoutMark is where the words end that stand before a number at i and its mark: approve
// item 14.
func (r headReader) withoutMark(from, i int) int {
	for i > from && (r.toks[i-1].kind == space || r.toks[i-1].is(lexicon.Mark) && isLatin(r.key, r.toks[i-1].from)) {
		i--
	}
	return i
}

// namesNumber reports that the words before token i let a number there be an item's.
func (r headReader) namesNumber(i int) bool {
	for i--; i >= 0 && (r.toks[i].kind == space || r.toks[i].kind == opens || r.toks[i].kind == quote || r.toks[i].is(lexicon.Mark)); i-- {
	}
	return i < 0 || !isLatin(r.key, r.toks[i].from) || beforeNumber[r.toks[i].kind]
}

// reasons stands before a reason; a reason itself is a name for one.
var reasons = zh.NewPattern(`^(?:因|因为|由于|鉴于|because|because of|due to|owing to)$`)

// withoutReason is a phrase up to the reason that stands behind one of some words: extend to
// 10 June because the vendor is late.
func (s said) withoutReason(behind kinds) said {
	begun := false
	for i, t := range s.toks {
		begun = begun || behind[t.kind]
		if !begun || !t.is(lexicon.Because) || !reasons.MatchString(s.text(i)) {
			continue
		}
		cut := s
		cut.key, cut.toks, cut.has = strings.TrimSpace(s.key[:t.from]), s.toks[:i], kindsOf(s.toks[:i])
		return cut
	}
	return s
}

// office is how names of departments end in English, or a person's name.
var office = zh.NewPattern(`^(?:[a-z&-]+ ){0,4}(?:department|dept|division|services?|office|section|unit|team|bureau|centre|center|desk|agency|committee|station|group)$|^[a-z-]+(?: [a-z-]+)?$`)

// englishRecipient is the department or person that ends a phrase of handing over.
func (s said) englishRecipient(words string, from, to int) string {
	for _, t := range s.toks[from:to] {
		if t.kind != free && t.kind != space && t.kind != party && t.kind != name && t.kind != own && !t.is(lexicon.And) {
			return ""
		}
	}
	if s.skip(to) < len(s.toks) || !office.MatchString(words) {
		return ""
	}
	return words
}

const mostGreeting = 48 // characters

// greets: Dear Mr Wang, or Hi all:
func greets(key string) bool {
	if len(key) > mostGreeting || !greeting.MatchString(key) {
		return false
	}
	for _, t := range (lexer{key: key}).tokens() {
		if !salutes[t.kind] {
			return false
		}
	}
	return true
}

var greeting = zh.NewPattern(`^(?:dear|hi|hello|good (?:morning|afternoon|evening))\b.*[,:!]$`)

// signs: a name in English begins its words with capitals, which tells it from words that
// say something.
func signs(raw string) bool {
	if !signature.MatchString(raw) {
		return false
	}
	for _, t := range (lexer{key: foldWords(raw)}).tokens() {
		if t.kind != free && t.kind != space && t.kind != stop && !t.is(lexicon.Prep) && !t.is(lexicon.And) {
			return false
		}
	}
	return true
}

var signature = zh.NewPattern(`^[A-Z][A-Za-z.-]*(?: (?:of|the|and|for|[A-Z][A-Za-z.-]*)){0,5}$`)

// asWritten is a folded name as the text has it.
func asWritten(text, name string) string {
	if lower := strings.ToLower(text); len(lower) == len(text) {
		if at := strings.Index(lower, name); at >= 0 {
			return text[at : at+len(name)]
		}
	}
	return name
}
