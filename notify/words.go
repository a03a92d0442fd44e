package notify

import (
	"fmt"
	"slices"
	"strconv"

	"duban/checklist"
	"duban/notify/wording"
)

// wordsIn are the office's own words in a letter, filled; what is empty it does not say
// otherwise than every office.
func (o Office) wordsIn(l checklist.Letter, to checklist.Person) wording.Words {
	w := o.Words[l.Kind]
	if w == (wording.Words{}) {
		return w
	}
	values := o.fields()
	values.Reader, values.Department, values.Day = l.Salutation, departmentOf(l, to), fullDate(l.On)
	values.List, values.Items = listName(l), strconv.Itoa(itemsOf(l))
	return wording.Words{Salutation: wording.Fill(w.Salutation, values), Opening: wording.Fill(w.Opening, values),
		Closing: wording.Fill(w.Closing, values), Signature: wording.Fill(w.Signature, values)}
}

// fields are what words may name of the office itself.
func (o Office) fields() wording.Fields {
	return wording.Fields{Office: o.Name, Sign: o.Sign, Contact: o.Contact, Phone: o.Phone}
}

func departmentOf(l checklist.Letter, to checklist.Person) string {
	if len(to.Parties) > 0 {
		return to.Parties[0]
	}
	return l.Salutation
}

func fullDate(on checklist.Day) string {
	year, month, day := on.Date()
	return fmt.Sprintf("%d年%d月%d日", year, int(month), day)
}

// itemsOf is how many items a letter is about: a digest about all of them, whichever it names.
func itemsOf(l checklist.Letter) int {
	switch {
	case l.Kind == checklist.LetterDigest:
		return l.Digest.Counts.Total
	case len(l.Outcomes) > 0:
		items := map[int]bool{}
		for _, x := range l.Outcomes {
			items[x.No] = true
		}
		return len(items)
	}
	return countItems(l.Lines)
}

// frame puts the office's opening before all that a letter says, below its number where it
// is a notice in three colours, and the closing behind it.
func (p *page) frame(l checklist.Letter, w wording.Words) {
	begin, end := 0, len(p.Blocks)
	if l.Slip != nil {
		begin = 1
	}
	if end > 0 && p.Blocks[end-1].Kind == "foot" {
		end--
	}
	if w.Closing != "" {
		p.Blocks = slices.Insert(p.Blocks, end, para("%s", w.Closing))
	}
	if w.Opening != "" {
		p.Blocks = slices.Insert(p.Blocks, begin, para("%s", w.Opening))
	}
}
