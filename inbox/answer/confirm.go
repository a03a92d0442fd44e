package answer

import (
	"slices"
	"strings"

	"duban/internal/zh"
)

// confirming are the words that make what came in somebody's name his own; they stand
// alone, or twice: 是的，确认。 Whatever else is said is no yes.
var confirming = zh.NewPattern(`^(?:(?:是|是的|对|对的)[,.;!。 ]*)?(?:(?:我|本人)?(?:已|予以)?(?:[确確][认認]|同意)(?:无误|属实|执行|同意)?|(?:确|确实|的确)?(?:是|系)(?:我?本人|我)(?:所发|所写|发的|写的)?|是|是的|属实|情况属实)[,.;!。 ]*(?:(?:[确確][认認]|同意)[,.;!。 ]*)?$|` +
	`^(?:yes|(?:yes[,.;! ]+)?(?:(?:i )?confirm(?:ed)?|(?:it is|it was|that is|that was|this is) (?:me|mine|from me)))[,.;! ]*$`)

// Confirms reports whether somebody's own words are a closed form of yes, and nothing
// else, to the question whether words in his name are his. Below them only courtesies
// and his names may stand: a short line may be a name, and 系伪造 as well. asked are the
// texts that he is asked about; the names under those are his program's.
func Confirms(text string, opt Options, asked ...string) bool {
	if slices.ContainsFunc(strings.Split(text, "\n"), isMarked) {
		return false
	}
	for _, t := range asked {
		opt.Names = append(slices.Clip(opt.Names), namesUnder(t, opt)...)
	}
	lines := linesOf(text)
	body := lines[:closingStart(lines, opt)]
	if slices.ContainsFunc(lines[len(body):], func(l bodyLine) bool { return !isCourtesy(l.key, opt) }) {
		return false
	}
	var said []string
	for _, line := range body {
		said = append(said, line.key)
	}
	return confirming.MatchString(strings.TrimSpace(strings.Join(said, ",")))
}

// namesUnder are the lines of a text's closing that may be names.
func namesUnder(text string, opt Options) (names []string) {
	lines := linesOf(text)
	for _, l := range lines[closingStart(lines, opt):] {
		if isSignature(l.words) {
			names = append(names, l.key)
		}
	}
	return names
}

// isMarked: a line behind a mark may be somebody else's.
func isMarked(line string) bool {
	return strings.IndexAny(strings.TrimSpace(line), ">|｜＞") == 0
}
