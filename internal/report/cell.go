package report

import (
	"strings"
	"text/template"
	"time"
	"unicode/utf8"

	"duban/checklist"
	"duban/db"
	"duban/internal/msg"
	"duban/internal/words"
)

// Cell says how the last column is written.
type Cell struct {
	words.Language
	Form  *template.Template // export.cell, over checklist.CellFields
	Short bool               // a sentence for each lead, and that there is more
}

// Lead is what was accepted of one lead of an item.
type Lead struct {
	db.Owed
	Words string
}

// Statuses composes the last column, by item number: what was accepted, each lead
// under its name where an item has several. What a document says already stays
// above, and what is new bears the day on which it was accepted.
func (c Cell) Statuses(leads []Lead, was map[int]string, zone *time.Location) (map[int]string, error) {
	several := map[int]int{}
	for _, l := range leads {
		several[l.No]++
	}
	cells, days := map[int]string{}, map[int]checklist.Day{}
	for _, l := range leads {
		text, err := c.text(l)
		if err != nil {
			return nil, err
		}
		if text == "" {
			continue
		}
		if several[l.No] > 1 {
			text = words.CellLead.In(c.Language, l.Party, text)
		}
		cells[l.No] = strings.TrimPrefix(cells[l.No]+"\n"+text, "\n")
		days[l.No] = max(days[l.No], acceptedOn(l.Owed, zone))
	}
	for no, text := range cells {
		cells[no] = c.below(was[no], text, days[no])
	}
	return cells, nil
}

// below puts a new text under what a cell says already.
func (c Cell) below(was, text string, on checklist.Day) string {
	was = strings.TrimSpace(was)
	switch {
	case was == "", was == text:
		return text
	case strings.HasSuffix(was, text): // an earlier export, read again
		return was
	case on == 0:
		return was + "\n" + text
	}
	between := ""
	if strings.Contains(text, "\n") {
		between = "\n"
	}
	return was + "\n" + words.CellNew.In(c.Language, on.SaidWhole()) + between + text
}

// text is what one lead's accepted words become, "" without words.
func (c Cell) text(l Lead) (string, error) {
	if l.Words == "" {
		return "", nil
	}
	if c.Short {
		return c.short(l.Words), nil
	}
	var b strings.Builder
	err := c.Form.Execute(&b, checklist.CellFields(l.Party, l.Words))
	return strings.TrimSpace(b.String()), err
}

const mostShort = 60 // characters of a lead's words in short

// short is a lead's words in a sentence: the effect where the reply names it. It
// says so where anything is left out.
func (c Cell) short(whole string) string {
	s := checklist.ReadStated(whole)
	text := whole
	if s.Effect != "" {
		text = words.CellEffect.In(c.Language, s.Effect)
	}
	text = strings.Join(strings.Fields(strings.ReplaceAll(text, "\n", " ")), " ")
	if utf8.RuneCountInString(text) > mostShort {
		text = c.firstSentences(text)
	}
	if folded(text) == folded(whole) {
		return whole
	}
	return text + words.CellShortened.In(c.Language)
}

// firstSentences is what fits of a text, whole sentences where one ends in time.
func (c Cell) firstSentences(text string) string {
	runes := []rune(text)[:mostShort]
	for i := len(runes) - 1; i >= mostShort/3; i-- {
		if strings.ContainsRune("。；！;", runes[i]) {
			return string(runes[:i+1])
		}
	}
	return words.Say(c.Language, msg.Shortened(text, mostShort))
}

func folded(s string) string { return strings.Join(strings.Fields(s), "") }
