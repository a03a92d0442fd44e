package notify

import (
	"slices"
	"strconv"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/notify/wording"
)

// wordsIn are the office's own words in a letter, filled; what is empty it does not say
// otherwise than every office.
func (v voice) wordsIn(l letter.Letter, to checklist.Person, o Office) wording.Words {
	w := o.Words[l.Kind]
	if w == (wording.Words{}) {
		return w
	}
	values := wording.Fields{Office: o.Name, Sign: o.Sign, Contact: o.Contact, Phone: o.Phone,
		Reader: l.Salutation, Department: departmentOf(l, to), Day: v.fullDate(l.On), List: v.listName(l), Items: strconv.Itoa(itemsOf(l))}
	return wording.Words{Salutation: wording.Fill(w.Salutation, values), Opening: wording.Fill(w.Opening, values),
		Closing: wording.Fill(w.Closing, values), Signature: wording.Fill(w.Signature, values)}
}

// addressed is the office's own salutation, where it has one.
func (v voice) addressed(own string) string {
	if own == "" {
		return ""
	}
	return v.say("%s：", "%s,", own)
}

func departmentOf(l letter.Letter, to checklist.Person) string {
	if len(to.Parties) > 0 {
		return to.Parties[0]
	}
	return l.Salutation
}

// fullDate is a day with its year, as it stands below a letter: 2026年4月27日.
func (v voice) fullDate(d checklist.Day) string {
	const longAgo checklist.Day = 1
	return v.says(d.SaidFrom(longAgo))
}

// itemsOf is how many items a letter is about: a digest about all of them, whichever it names.
func itemsOf(l letter.Letter) int {
	switch {
	case l.Kind == letter.KindDigest:
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
func (p *page) frame(l letter.Letter, w wording.Words) {
	begin, end := 0, len(p.Blocks)
	if l.Slip != nil {
		begin = 1
	}
	if end > 0 && p.Blocks[end-1].Kind == "foot" {
		end--
	}
	if w.Closing != "" {
		p.Blocks = slices.Insert(p.Blocks, end, para(w.Closing))
	}
	if w.Opening != "" {
		p.Blocks = slices.Insert(p.Blocks, begin, para(w.Opening))
	}
}
