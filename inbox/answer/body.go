package answer

import (
	"strings"
	"unicode/utf8"

	"duban/internal/zh"
	"duban/internal/zh/lexicon"
)

// bodyLine is a line that may say something.
type bodyLine struct {
	words
	no int // 1-based, in the text
}

// bodyOf returns the lines of a text without salutation and closing.
func bodyOf(text string, opt Options) []bodyLine {
	lines := linesOf(text)
	return lines[:closingStart(lines, opt)]
}

// linesOf returns the lines of a text that are not blank, without the salutation.
func linesOf(text string) (lines []bodyLine) {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	no := 0
	for raw := range strings.SplitSeq(text, "\n") {
		no++
		raw = strings.TrimSpace(strings.ToValidUTF8(raw, " "))
		raw = strings.TrimLeft(raw, "-*•·●◆▪>|｜ 　\t")
		w := foldLine(raw)
		if w.key == "" || len(lines) == 0 && (isSalutation(w.key) || greets(w.key)) {
			continue
		}
		lines = append(lines, bodyLine{w, no})
	}
	return lines
}

const mostSalutation = 20 // characters

// isSalutation: 综合部： or 王主任，您好！
func isSalutation(key string) bool {
	if utf8.RuneCountInString(key) > mostSalutation {
		return false
	}
	toks := lexer{key: key}.tokens()
	last := toks[len(toks)-1]
	if last.kind != colon && !strings.Contains(key, "好") && !(last.kind == comma && len(toks) < 4) {
		return false
	}
	for _, t := range toks {
		if !salutes[t.kind] {
			return false
		}
	}
	return true
}

var salutes = set(senses(lexicon.Courtesy, lexicon.Self, lexicon.Thing, lexicon.Prep, lexicon.This), free, space, comma, colon, stop)

const mostClosing = 8 // lines

// closingStart returns the line where the closing begins: courtesies, names, days and
// telephone numbers under a text that says something above them.
func closingStart(lines []bodyLine, opt Options) int {
	end := len(lines)
	for i := len(lines) - 1; i > 0 && i >= len(lines)-mostClosing; i-- {
		switch k := lines[i].key; {
		case isCourtesy(k, opt):
			end = i
		case isSignature(lines[i].words):
			end = i
		default:
			return end
		}
	}
	return end
}

func isCourtesy(key string, opt Options) bool {
	if utf8.RuneCountInString(key) > 2*mostSalutation {
		return false
	}
	if telephone.MatchString(key) {
		return true
	}
	lex := lexer{key: key}
	for _, n := range opt.Names {
		lex.names = append(lex.names, foldWords(n))
	}
	digits := 0
	for _, t := range lex.tokens() {
		if t.kind == count || t.kind == number {
			digits += t.to - t.from
		} else if !closingWords[t.kind] {
			return false
		}
	}
	return digits == 0 || digits >= 7 // a telephone number
}

var telephone = zh.NewPattern(`^(?:联系电话|电话|手机|tel)?[:.]? ?\+?[0-9]{3,4}-[0-9]{7,8}(?:-[0-9]+)?$`)

var closingWords = set(senses(lexicon.Courtesy), date, name, space, stop, comma, colon)

const mostSignature = 10 // characters

// isSignature is a name or a department alone on its line.
func isSignature(w words) bool {
	key := w.key
	if isLatin(key, 0) {
		return signs(w.raw)
	}
	if n := utf8.RuneCountInString(key); n < 2 || n > mostSignature {
		return false
	}
	for _, t := range (lexer{key: key}).tokens() {
		if t.kind != free && !t.is(lexicon.Thing) && t.kind != space {
			return false
		}
	}
	return true
}
