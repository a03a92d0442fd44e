package db

import (
	"fmt"
	"time"

	"duban/checklist"
)

// ClerkMatter is something that the clerk is written to about.
type ClerkMatter struct {
	Matter    string        // names it: of one matter he is written to once
	Daily     bool          // once a day, that is
	On        checklist.Day // the day it is written for
	News      checklist.ClerkNews
	Reason    string
	NotBefore time.Time
	Cause     int64 // the mail that brought it about, if any
}

// Letters are the letters about the matter, one to each clerk of a directory.
func (m ClerkMatter) Letters(dir *checklist.Directory) (letters []NewNotice) {
	m.News.Daily = m.Daily
	for _, p := range dir.WithDuty(checklist.DutyClerk) {
		key := m.Matter + "/" + p.ID
		if m.Daily {
			key += fmt.Sprintf("/%s", m.On)
		}
		letters = append(letters, NewNotice{Key: key, Reason: m.Reason, NotBefore: m.NotBefore, Cause: m.Cause,
			Letter: checklist.Letter{Kind: checklist.LetterClerk, To: p.ID, Salutation: p.Title, On: m.On, Clerk: &m.News}})
	}
	return letters
}
