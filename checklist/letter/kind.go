package letter

import (
	"iter"

	"duban/internal/msg"
)

// Kind names the letters; docs/letters.md shows each.
type Kind string

const (
	KindAssign     Kind = "assign"
	KindRemind     Kind = "remind"
	KindEscalate   Kind = "escalate"
	KindOverview   Kind = "overview"
	KindDigest     Kind = "digest"
	KindReview     Kind = "review"
	KindClerk      Kind = "clerk"
	KindReceipt    Kind = "receipt"
	KindQuestion   Kind = "question"
	KindHeld       Kind = "held"
	KindTranscript Kind = "transcript"
	KindOutcome    Kind = "outcome"
	KindConfirm    Kind = "confirm"
	KindInquiry    Kind = "inquiry"
	KindCopy       Kind = "copy"
	KindReport     Kind = "report"
)

// Reading is how an answer to a letter is read.
type Reading int

const (
	ReadReply   Reading = iota // as the answers of one who owes something
	ReadVerdict                // as the decisions of one who judges
	ReadRemark                 // as the words of one who supervises: he urges, he does not judge
	ReadCopied                 // as the words of one who is only to know: they are filed and change nothing
	ReadConfirm                // as a yes or no to words that came in his name
)

// Traits are what follows from a letter's kind, apart from its words.
type Traits struct {
	Name     msg.Message // what it is called
	Answered Reading     // how an answer to it is read

	Reminds bool // asks its reader for what he owes; at most one a person and workday
	Owed    bool // lists what is owed: a line that is settled meanwhile is left out, and a letter without any does not go
	Asks    bool // its reader is the one responsible, not one who judges or supervises
	Answers bool // answers a mail: a program that answers it is one that answers answers
	Reports bool // answers or reports something: its tag stands behind the subject, not before it
	Expects bool // an answer to it is waited for
	Names   bool // tells somebody above who has not answered: not while mail has not been read
	OfDay   bool // written for a day, and leaves on it or not at all
	Aside   bool // only to be known, or passed on: no number to answer under, no links, no samples of answers
	Binds   bool // an answer to it makes words count that nobody proved: its tag cannot be guessed
	Worded  bool // the office begins and ends it in its own words: it tells somebody something of itself

	complete func(Letter) bool // whether a letter has what its kind must say
}

var traits = []struct {
	kind Kind
	Traits
}{
	// the first letter
	{KindAssign, Traits{Name: msg.New("assignment letter"), Reminds: true, Owed: true, Asks: true, Expects: true, OfDay: true, Worded: true, complete: hasLines}},
	{KindRemind, Traits{Name: msg.New("reminder letter"), Reminds: true, Owed: true, Asks: true, Expects: true, OfDay: true, Worded: true, complete: hasLines}},
	// to the supervisor, about what is overdue
	{KindEscalate, Traits{Name: msg.New("escalation letter"), Answered: ReadRemark, Names: true, Owed: true, Expects: true, OfDay: true, Worded: true, complete: hasLines}},
	// to a supervisor, about his own people
	{KindOverview, Traits{Name: msg.New("overview letter"), Answered: ReadRemark, Names: true, Expects: true, OfDay: true, Worded: true, complete: hasLines}},
	// to the director, with the last digest of a list: how it went, for passing on
	{KindReport, Traits{Name: msg.New("report letter"), Answered: ReadCopied, Aside: true, complete: func(l Letter) bool { return hasDigest(l) && l.Digest.Ended != nil }}},
	// to the reviewers
	{KindReview, Traits{Name: msg.New("review letter"), Answered: ReadVerdict, Expects: true, OfDay: true, Worded: true, complete: hasDigest}},
	// to the director
	{KindDigest, Traits{Name: msg.New("digest letter"), Answered: ReadVerdict, Names: true, Reports: true, Expects: true, OfDay: true, Worded: true, complete: hasDigest}},
	{KindClerk, Traits{Name: msg.New("clerk letter"), complete: func(l Letter) bool { return l.Clerk != nil }}},
	{KindReceipt, Traits{Name: msg.New("receipt letter"), Asks: true, Answers: true, Reports: true, complete: hasReceipt}},
	// which item is it about?
	{KindQuestion, Traits{Name: msg.New("question letter"), Asks: true, Answers: true, complete: func(l Letter) bool { return hasLines(l) && hasReceipt(l) }}},
	// to a known sender whose mail waits for the clerk
	{KindHeld, Traits{Name: msg.New("held letter"), Answers: true, Reports: true, complete: hasReceipt}},
	// what the director's answer was taken to mean
	{KindTranscript, Traits{Name: msg.New("transcript letter"), Answered: ReadVerdict, Answers: true, Reports: true, complete: func(l Letter) bool { return l.Transcript != nil }}},
	// to one in whose name words came that nobody proved: are they his?
	{KindConfirm, Traits{Name: msg.New("confirmation letter"), Answered: ReadConfirm, Answers: true, Reports: true, Expects: true, Binds: true, complete: func(l Letter) bool { return l.Confirm != nil }}},
	// to whoever asked by mail: what he owes, what happened to an item
	{KindInquiry, Traits{Name: msg.New("answer letter"), Answers: true, Reports: true, complete: func(l Letter) bool { return l.Inquiry != nil }}},
	// to whoever is only to know of another's letter
	{KindCopy, Traits{Name: msg.New("copy letter"), Answered: ReadCopied, Owed: true, Names: true, Aside: true, OfDay: true, complete: func(l Letter) bool { return l.Copied != nil }}},
	// what was decided: 审核结果, 延期, 移交
	{KindOutcome, Traits{Name: msg.New("verdict letter"), Reports: true, Worded: true, complete: func(l Letter) bool { return len(l.Outcomes) > 0 }}},
}

func hasLines(l Letter) bool   { return len(l.Lines) > 0 }
func hasDigest(l Letter) bool  { return l.Digest != nil }
func hasReceipt(l Letter) bool { return l.Receipt != nil }

// Traits are those of the letter's kind; a copy lists what is owed, or tells who has not
// answered, where the letter does that it shows.
func (l Letter) Traits() Traits {
	t := l.Kind.Traits()
	if l.Copied != nil {
		was := l.Copied.Kind.Traits()
		t.Owed, t.Names = was.Owed, was.Names
	}
	return t
}

// Traits returns what follows from the kind; one that is not known has none.
func (k Kind) Traits() Traits {
	for _, t := range traits {
		if t.kind == k {
			return t.Traits
		}
	}
	return Traits{}
}

// Message is what a kind of letter is called.
func (k Kind) Message() msg.Message { return k.Traits().Name }

// TokenLength is how long the token of such a letter is.
func (k Kind) TokenLength() int {
	if k.Traits().Binds {
		return LongTokenLength
	}
	return TokenLength
}

// Complete reports whether a letter has the facts that its kind must state, and a copy
// those of what it shows; one of an unknown kind never has.
func (l Letter) Complete() bool {
	complete := l.Kind.Traits().complete
	return complete != nil && complete(l) && (l.Copied == nil || l.Original().Complete())
}

// Kinds returns every kind of letter.
func Kinds() iter.Seq[Kind] {
	return KindsThat(func(Traits) bool { return true })
}

// KindsThat returns the kinds with a trait.
func KindsThat(has func(Traits) bool) iter.Seq[Kind] {
	return func(yield func(Kind) bool) {
		for _, t := range traits {
			if has(t.Traits) && !yield(t.kind) {
				return
			}
		}
	}
}
