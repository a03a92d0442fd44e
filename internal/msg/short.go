package msg

import (
	"unicode"
	"unicode/utf8"
)

// Short is the code of somebody's words that are too long to be said in full: some more of
// them than are said, and how many characters are. The language that says them cuts them,
// and marks that more follows.
const Short = "short"

// Shortened are somebody's words, of which at most some characters are to be said.
func Shortened(words string, most int) Message {
	if utf8.RuneCountInString(words) <= most {
		return Words(words)
	}
	return Message{Short, []any{string([]rune(words)[:most+1]), most}}
}

// WordEnd is where words may be cut that are longer than most characters: not within a word
// of Latin letters, unless that is most of them.
func WordEnd(words []rune, most int) int {
	end := most
	for end > 0 && unicode.Is(unicode.Latin, words[end-1]) && unicode.Is(unicode.Latin, words[end]) {
		end--
	}
	for end > 0 && words[end-1] == ' ' {
		end--
	}
	if end < most/2 {
		return most
	}
	return end
}
