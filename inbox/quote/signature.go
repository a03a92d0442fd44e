package quote

import "duban/internal/zh"

var (
	delimiter  = zh.NewPattern(`^--$`) // RFC 3676, section 4.3: "-- "; many programs lose the space
	ownAddress = zh.NewPattern(`^` + address + `$`)
)

// markSignatures marks advertisements wherever they stand, and in the last lines
// of each own piece "-- " signatures, disclaimers, and the rule or bare address
// that Foxmail leaves above a quote. Closings such as 此致敬礼 are the author's.
func markSignatures(ls []quoteLine) {
	for i := range ls {
		if ls[i].part == ownPart && isAdvert(ls[i].key) {
			ls[i].part = signaturePart
		}
	}
	for i := 0; i < len(ls); {
		j := i
		for j < len(ls) && ls[j].part != quotedPart {
			j++
		}
		if i > 0 {
			trimRule(ls[i:j])
		}
		trimTail(ls[i:j], j < len(ls))
		i = j + 1
	}
	if first := firstWritten(ls); first >= 0 && delimiter.MatchString(ls[first].key) && ls[first].part == signaturePart && blankOwn(ls) {
		setPart(ls[first:], ownPart) // with nothing above it, "--" begins no signature
	}
}

// trimRule marks the rule that closes a quote: = = = =.
func trimRule(piece []quoteLine) {
	if first := firstWritten(piece); first >= 0 && shortRule.MatchString(piece[first].key) {
		piece[first].part = signaturePart
	}
}

func firstWritten(ls []quoteLine) int {
	for i, l := range ls {
		if l.key != "" {
			return i
		}
	}
	return -1
}

// trimTail marks the signature at the end of one piece of own lines.
func trimTail(piece []quoteLine, aboveQuote bool) {
	if from := blockSignature(piece); from < len(piece) {
		setPart(piece[from:], signaturePart)
	}
	for i := len(piece) - 1; i >= 0; i-- {
		l := &piece[i]
		switch {
		case l.part == signaturePart || l.key == "":
		case ruleLine.MatchString(l.key), aboveQuote && shortRule.MatchString(l.key):
			l.part = signaturePart
		case aboveQuote && ownAddress.MatchString(l.key) && writtenAbove(piece[:i]):
			l.part = signaturePart
		default:
			return
		}
	}
}

func writtenAbove(piece []quoteLine) bool {
	for _, l := range piece {
		if l.key != "" && l.part == ownPart {
			return true
		}
	}
	return false
}

// mostSignature is how many written lines a signature may have. What is longer,
// or says something about an item, is kept: a person may write below "--".
const mostSignature = 10

// blockSignature returns the line where the signature at the end of a piece
// begins. Footers of lists and lawyers stand below the person's own.
func blockSignature(piece []quoteLine) int {
	from, written := len(piece), 0
	for i := len(piece) - 1; i >= 0; i-- {
		key := piece[i].key
		switch {
		case key == "":
			continue
		case delimiter.MatchString(key):
			return i
		case disclaimer.MatchString(key), footerRule.MatchString(key) && isFooter(piece[i+1:]):
			from, written = i, 0
			continue
		case isLegal(key):
			i = paragraphStart(piece, i)
			from, written = i, 0
			continue
		}
		if written++; written > mostSignature || piece[i].part == ownPart && zh.Speaks.MatchString(key) {
			break
		}
	}
	return from
}
