package notify

import "duban/checklist"

// renderers set each kind of letter as a page; a copy is set as what it shows. What else
// follows from a kind stands in checklist.Traits.
var renderers = map[checklist.LetterKind]func(*page, checklist.Letter){
	checklist.LetterAssign:     assignLetter,
	checklist.LetterRemind:     remindLetter,
	checklist.LetterEscalate:   escalateLetter,
	checklist.LetterOverview:   overviewLetter,
	checklist.LetterDigest:     digestLetter,
	checklist.LetterReport:     reportLetter,
	checklist.LetterReview:     reviewLetter,
	checklist.LetterClerk:      clerkLetter,
	checklist.LetterReceipt:    receiptLetter,
	checklist.LetterQuestion:   questionLetter,
	checklist.LetterHeld:       heldLetter,
	checklist.LetterTranscript: transcriptLetter,
	checklist.LetterOutcome:    outcomeLetter,
	checklist.LetterConfirm:    confirmLetter,
	checklist.LetterInquiry:    inquiryLetter,
}
