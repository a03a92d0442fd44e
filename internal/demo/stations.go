package demo

import (
	"slices"
	"strings"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/reply"
	"duban/internal/words"
)

// stations are what a season shows, each by the first letter that does.
var stations = []struct {
	what  words.Text
	shows func(Letter) bool
}{
	{words.DemoAssigned, func(l Letter) bool { return l.Notice.Kind == letter.KindAssign }},
	{words.DemoBounced, func(l Letter) bool { return l.Notice.Kind == letter.KindClerk }},
	{words.DemoReported, func(l Letter) bool { return l.Notice.Kind == letter.KindRemind && len(l.Replies) > 0 }},
	{words.DemoFiled, func(l Letter) bool {
		return l.Notice.Kind == letter.KindReceipt && l.Day() >= checklist.Date(2026, 4, 16)
	}},
	{words.DemoForged, func(l Letter) bool {
		return l.Notice.Kind == letter.KindConfirm && isForged(l)
	}},
	{words.DemoReturned, func(l Letter) bool {
		return l.Notice.Kind == letter.KindDigest && (l.answered(returnOf15.Zh) || l.answered(returnOf15.En))
	}},
	{words.DemoNamed, func(l Letter) bool {
		return l.Notice.Kind == letter.KindDigest && slices.ContainsFunc(l.Notice.Letter.Digest.Overdue, isSilent)
	}},
	{words.DemoExtended, func(l Letter) bool {
		return l.Notice.Kind == letter.KindDigest && len(l.Notice.Letter.Digest.Asked) > 0
	}},
	{words.DemoStruckOff, func(l Letter) bool {
		return l.Notice.Kind == letter.KindDigest && l.Notice.Letter.Digest.Closing
	}},
}

func (l Letter) answered(words string) bool {
	return slices.ContainsFunc(l.Replies, func(m reply.Mail) bool { return strings.Contains(m.Text, words) })
}

func isSilent(line letter.Line) bool { return line.Party+"负责人" == silent }

// station is a stop of the season: what happened, and the letter that shows it.
type station struct {
	Letter    int
	Day, What string
}

// stations are those of this season, in the order of their letters.
func (d *demo) stations() (all []station) {
	for _, s := range stations {
		if i := slices.IndexFunc(d.Letters, s.shows); i >= 0 {
			all = append(all, station{i, words.Say(d.lang, d.Letters[i].Day().Said()), s.what.In(d.lang)})
		}
	}
	slices.SortStableFunc(all, func(a, b station) int { return a.Letter - b.Letter })
	return all
}
