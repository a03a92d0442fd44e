package terminal

import (
	"strings"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/office"
	"duban/internal/words"
)

// refusalWords say of each code why something was not done, and what to do about it.
var refusalWords = map[office.Code]func(words.Language, office.Refusal) string{
	office.NoItem:     func(l words.Language, r office.Refusal) string { return words.NoItem.In(l, r.No, r.Count) },
	office.NoList:     plain(words.NoList),
	office.NoMail:     numbered(words.NoMail),
	office.NoParty:    near(words.NoParty),
	office.NoDatabase: named(words.NoDatabase),
	office.NoPart: func(l words.Language, r office.Refusal) string {
		if r.Unreported {
			return words.NoPartUnreported.In(l, r.No, statesOf(l, r))
		}
		return words.NoPart.In(l, r.No, statesOf(l, r))
	},
	office.SameList:  named(words.SameList),
	office.NotOpen:   numbered(words.NotOpen),
	office.StillOpen: stillOpenWords,
	office.AwaitsVerdict: func(l words.Language, r office.Refusal) string {
		return words.AwaitsVerdict.In(l, r.Cause)
	},
	office.WaiveReason:   plain(words.CloseWantsWhy),
	office.NoReason:      plain(words.WithoutReportWants),
	office.WhichOne:      func(l words.Language, r office.Refusal) string { return words.WhichOne.In(l, r.Cause) },
	office.NoYear:        yearWords,
	office.PastDeadlines: pastWords,
	office.ClosedChanged: closedWords,
	office.NotClosed:     numbered(words.NotClosed),
	office.NoLadder:      near(words.NoLadder),
	office.NoLetter:      named(words.NoLetter),
	office.NoPreview: func(l words.Language, r office.Refusal) string {
		return words.NoPreview.In(l, letter.Kind(r.Name))
	},
	office.Paused:        plain(words.PausedAlready),
	office.NotPaused:     plain(words.NotPaused),
	office.OwnSubstitute: named(words.OwnSubstitute),
	office.NoSubstitute: func(l words.Language, r office.Refusal) string {
		return words.NoSubstitute.In(l, r.First.Said(), r.Name)
	},
	office.PastDay:       func(l words.Language, r office.Refusal) string { return words.PastDay.In(l, r.First, r.Last) },
	office.FileTaken:     named(words.FileTaken),
	office.DatabaseTaken: named(words.DatabaseTaken),
	office.BrokenBackup: func(l words.Language, r office.Refusal) string {
		cause := ""
		if r.Cause != nil {
			cause = plainWords(l, r.Cause)
		}
		return words.BrokenBackup.In(l, r.Name, cause)
	},
	office.NoneFailed:   plain(words.NoneFailed),
	office.AddressSound: named(words.AddressSound),
	office.ChainsDiffer: plain(words.ChainsDiffer),
	office.WrongDays:    func(l words.Language, r office.Refusal) string { return words.WrongDays.In(l, r.First, r.Last) },
}

// pastWords show which deadlines have passed, and ask which year was meant.
func pastWords(l words.Language, r office.Refusal) string {
	const most = 10
	lines := []string{words.PastDeadlines.In(l, r.No, len(r.Past))}
	for i, p := range r.Past {
		if i == most {
			lines = append(lines, words.PastMore.In(l, len(r.Past)-most))
			break
		}
		part := ""
		if p.Due.Part != "" {
			part = "〔" + p.Due.Part + "〕"
		}
		lines = append(lines, words.PastDeadline.In(l, p.No, part, p.Due.Day, l.Shortened(checklist.ShortName(p.Content))))
	}
	return strings.Join(append(lines, words.PastWhich.In(l, r.No+1)), "\n")
}

func plain(t words.Text) func(words.Language, office.Refusal) string {
	return func(l words.Language, _ office.Refusal) string { return t.In(l) }
}

func numbered(t words.Text) func(words.Language, office.Refusal) string {
	return func(l words.Language, r office.Refusal) string { return t.In(l, r.No) }
}

func named(t words.Text) func(words.Language, office.Refusal) string {
	return func(l words.Language, r office.Refusal) string { return t.In(l, r.Name) }
}

// near is a message about a name, with the one that may have been meant.
func near(t words.Text) func(words.Language, office.Refusal) string {
	return func(l words.Language, r office.Refusal) string { return Near(l, t.In(l, r.Name), r.Near) }
}

// Near adds to a sentence about an unknown name the one that may have been meant; ""
// where none is near.
func Near(l words.Language, sentence, name string) string {
	if name == "" {
		return sentence
	}
	return words.DidYouMean.In(l, sentence, name)
}

// statesOf say how parts stand, and when those that are closed were.
func statesOf(l words.Language, r office.Refusal) string {
	var all []string
	for _, p := range r.Parts {
		if p.State.Closed() {
			all = append(all, words.PartEnded.In(l, p.Party, p.State.EndedOn(checklist.DayOf(time.UnixMilli(p.ClosedMs), r.Zone))))
			continue
		}
		all = append(all, words.PartState.In(l, p.Party, p.State))
	}
	return strings.Join(all, l.Of("，", ", "))
}

// yearWords ask for the base year; they propose one that the document names, which is
// never taken by itself.
func yearWords(l words.Language, r office.Refusal) string {
	if r.No > 0 {
		return words.NoYearProposed.In(l, r.No)
	}
	return words.NoYear.In(l)
}

// stillOpenWords show which items are open, and ask what becomes of them.
func stillOpenWords(l words.Language, r office.Refusal) string {
	lines := []string{words.StillOpen.In(l, len(r.Past))}
	for _, p := range r.Past {
		lines = append(lines, words.ClosedItem.In(l, p.No, l.Shortened(checklist.ShortName(p.Content))))
	}
	return strings.Join(append(lines, words.StillOpenWhich.In(l)), "\n")
}

// closedWords show which closed items read otherwise, and ask what becomes of them.
func closedWords(l words.Language, r office.Refusal) string {
	lines := []string{words.ClosedChanged.In(l)}
	for _, p := range r.Past {
		lines = append(lines, words.ClosedItem.In(l, p.No, l.Shortened(checklist.ShortName(p.Content))))
	}
	return strings.Join(append(lines, words.ClosedWhich.In(l)), "\n")
}
