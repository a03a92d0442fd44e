package notify

import (
	"iter"
	"maps"

	"duban/checklist"
)

// writer knows one kind of letter: how it is set as a page, and whether a letter
// holds the facts that this needs.
type writer struct {
	set      func(checklist.Letter, Office) page
	complete func(checklist.Letter) bool
}

var writers = map[checklist.LetterKind]writer{
	checklist.LetterAssign:     {assignLetter, hasLines},
	checklist.LetterRemind:     {remindLetter, hasLines},
	checklist.LetterEscalate:   {escalateLetter, hasLines},
	checklist.LetterOverview:   {overviewLetter, hasLines},
	checklist.LetterDigest:     {digestLetter, hasDigest},
	checklist.LetterReview:     {reviewLetter, hasDigest},
	checklist.LetterClerk:      {clerkLetter, func(l checklist.Letter) bool { return l.Clerk != nil }},
	checklist.LetterReceipt:    {receiptLetter, hasReceipt},
	checklist.LetterQuestion:   {questionLetter, func(l checklist.Letter) bool { return hasLines(l) && hasReceipt(l) }},
	checklist.LetterHeld:       {heldLetter, hasReceipt},
	checklist.LetterTranscript: {transcriptLetter, func(l checklist.Letter) bool { return l.Transcript != nil }},
	checklist.LetterOutcome:    {outcomeLetter, func(l checklist.Letter) bool { return len(l.Outcomes) > 0 }},
}

func hasLines(l checklist.Letter) bool   { return len(l.Lines) > 0 }
func hasDigest(l checklist.Letter) bool  { return l.Digest != nil }
func hasReceipt(l checklist.Letter) bool { return l.Receipt != nil }

// Kinds returns every kind of letter that can be set.
func Kinds() iter.Seq[checklist.LetterKind] { return maps.Keys(writers) }
