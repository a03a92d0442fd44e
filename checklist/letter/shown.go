package letter

import (
	"duban/checklist"
	"duban/internal/msg"
)

// Heading is what a letter says of a line by where it stands.
type Heading string

const (
	HeadingOwed    Heading = "owed"    // its reader must deliver
	HeadingJoint   Heading = "joint"   // its reader takes part
	HeadingWaiting Heading = "waiting" // completion was claimed: its reader judges
	HeadingAsked   Heading = "asked"   // more time was asked for: its reader decides
	HeadingOverdue Heading = "overdue" // late or silent: its reader may urge
	HeadingTold    Heading = "told"    // nothing is asked: settled, near, decided
)

// Shown is a line of a letter as it was printed. An answer is about it, whatever
// number, claim or request has come since.
type Shown struct {
	Assignment   int64
	Checklist    int64
	Item         int64
	Mark         string // 甲: of its list, where the letter shows several
	No           int
	Part         string
	Party        string
	Role         checklist.Role
	Round        int
	ClaimVersion int64
	AskedVersion int64

	InstructedVersion int64 // of the newest instruction that waited when it was printed
	Heading           Heading
}

// Place is where the line stood.
func (s Shown) Place() checklist.Place {
	return checklist.Place{List: s.Checklist, Mark: s.Mark, No: s.No, Part: s.Part, Party: s.Party}
}

// Verdict is what a judge's word does to the line's assignment as it is now; until is
// the day he names for an extension. What the letter did not show as waiting for that
// word, or what has changed since, is not decided.
func (s Shown) Verdict(now checklist.Assignment, word checklist.Verb, until checklist.Day, days checklist.OfficeDays) checklist.Effect {
	means, stop := s.means(word)
	switch {
	case !stop.IsZero():
		return checklist.Effect{Outcome: now.Ended(days).Or(stop)}
	case means == checklist.VerbRemark || s.current(now):
		return now.Judged(means, until, days)
	}
	return checklist.Effect{Outcome: s.since(now, days)}
}

// means is what a word says of a line under its heading; words that judge nothing
// are remarks.
func (s Shown) means(word checklist.Verb) (means checklist.Verb, stop msg.Message) {
	switch word {
	case checklist.VerbAccept, checklist.VerbReturn:
		switch s.Heading {
		case HeadingWaiting:
			return word, stop
		case HeadingAsked:
			return map[checklist.Verb]checklist.Verb{checklist.VerbAccept: checklist.VerbGrant, checklist.VerbReturn: checklist.VerbRefuse}[word], stop
		}
		return word, msg.New("not shown as to be judged, nothing done")
	case checklist.VerbGrant, checklist.VerbRefuse:
		if s.Heading == HeadingAsked {
			return word, stop
		}
		return word, msg.New("no extension shown, nothing done")
	}
	return checklist.VerbRemark, stop
}

// current reports whether what the line showed is still what waits.
func (s Shown) current(now checklist.Assignment) bool {
	switch s.Heading {
	case HeadingWaiting:
		return now.State == checklist.Submitted && now.Round == s.Round && now.ClaimVersion == s.ClaimVersion
	case HeadingAsked:
		return now.Requests() && now.Round == s.Round && now.AskedVersion == s.AskedVersion
	}
	return false
}

// Follows is an answer to the instructions that the line showed: to a newer one it is none.
func (s Shown) Follows(now checklist.Assignment, a checklist.Answer) checklist.Answer {
	if a.Verb == checklist.VerbFollow && a.Doubt.IsZero() && now.InstructedVersion != 0 && now.InstructedVersion != s.InstructedVersion {
		a.Doubt = msg.New("another instruction since that letter")
	}
	return a
}

// since says what has come since the letter.
func (s Shown) since(now checklist.Assignment, days checklist.OfficeDays) msg.Message {
	switch {
	case now.State == checklist.Submitted && s.Heading == HeadingAsked:
		return msg.New("reported done since, the extension is not decided")
	case now.State == checklist.Submitted:
		return msg.New("more reported since that letter")
	case now.Requests():
		return msg.New("another extension asked for since that letter")
	}
	if settled := now.Ended(days); !settled.IsZero() {
		return settled
	}
	if now.Round > s.Round {
		return msg.New("being done anew, nothing done")
	}
	if s.Heading == HeadingAsked {
		return msg.New("the extension is settled, nothing done")
	}
	return msg.New("taken back by the department, nothing done")
}

// JudgedUnder is the heading of an assignment in a letter to one who judges.
func JudgedUnder(a checklist.Assignment) Heading {
	switch {
	case a.Role == checklist.Lead && a.State == checklist.Submitted:
		return HeadingWaiting
	case a.Role == checklist.Lead && a.Requests():
		return HeadingAsked
	}
	return HeadingTold
}

// OwedUnder is the heading of an assignment in a letter to its own party.
func OwedUnder(a checklist.Assignment) Heading {
	if a.Role == checklist.Joint {
		return HeadingJoint
	}
	return HeadingOwed
}
