package notify

import "duban/checklist/letter"

// renderers set each kind of letter as a page; a copy is set as what it shows. What else
// follows from a kind stands in letter.Traits.
var renderers = map[letter.Kind]func(*page, letter.Letter){
	letter.KindAssign:     assignLetter,
	letter.KindRemind:     remindLetter,
	letter.KindEscalate:   escalateLetter,
	letter.KindOverview:   overviewLetter,
	letter.KindDigest:     digestLetter,
	letter.KindReport:     reportLetter,
	letter.KindReview:     reviewLetter,
	letter.KindClerk:      clerkLetter,
	letter.KindReceipt:    receiptLetter,
	letter.KindQuestion:   questionLetter,
	letter.KindHeld:       heldLetter,
	letter.KindTranscript: transcriptLetter,
	letter.KindOutcome:    outcomeLetter,
	letter.KindConfirm:    confirmLetter,
	letter.KindInquiry:    inquiryLetter,
}
