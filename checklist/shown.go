package checklist

import (
	"cmp"
	"fmt"
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
	Role         Role
	Round        int
	ClaimVersion int64
	AskedVersion int64

	InstructedVersion int64 // of the newest instruction that waited when it was printed
	Heading           Heading
}

// Place is where the line stood.
func (s Shown) Place() Place {
	return Place{List: s.Checklist, Mark: s.Mark, No: s.No, Part: s.Part, Party: s.Party}
}

// Verdict is what a judge's word does to the line's assignment as it is now; until is
// the day he names for an extension. What the letter did not show as waiting for that
// word, or what has changed since, is not decided.
func (s Shown) Verdict(now Assignment, word Verb, until Day, days OfficeDays) Effect {
	means, stop := s.means(word)
	switch {
	case stop != "":
		return Effect{Outcome: cmp.Or(now.settled(days), stop)}
	case means == VerbRemark || s.current(now):
		return now.Judged(means, until, days)
	}
	return Effect{Outcome: s.since(now, days)}
}

// means is what a word says of a line under its heading; words that judge nothing
// are remarks.
func (s Shown) means(word Verb) (means Verb, stop string) {
	switch word {
	case VerbAccept, VerbReturn:
		switch s.Heading {
		case HeadingWaiting:
			return word, ""
		case HeadingAsked:
			return map[Verb]Verb{VerbAccept: VerbGrant, VerbReturn: VerbRefuse}[word], ""
		}
		return word, "所答的信未列为待审核，未作处理"
	case VerbGrant, VerbRefuse:
		if s.Heading == HeadingAsked {
			return word, ""
		}
		return word, "所答的信未列出延期申请，未作处理"
	}
	return VerbRemark, ""
}

// current reports whether what the line showed is still what waits.
func (s Shown) current(now Assignment) bool {
	switch s.Heading {
	case HeadingWaiting:
		return now.State == Submitted && now.Round == s.Round && now.ClaimVersion == s.ClaimVersion
	case HeadingAsked:
		return now.Requests() && now.Round == s.Round && now.AskedVersion == s.AskedVersion
	}
	return false
}

// Follows is an answer to the instructions that the line showed: to a newer one it is none.
func (s Shown) Follows(now Assignment, a Answer) Answer {
	if a.Verb == VerbFollow && a.Doubt == "" && now.InstructedVersion != 0 && now.InstructedVersion != s.InstructedVersion {
		a.Doubt = "所答的信之后又有新的批示，请按最近的来信答复"
	}
	return a
}

// since says what has come since the letter.
func (s Shown) since(now Assignment, days OfficeDays) string {
	switch {
	case now.State == Submitted && s.Heading == HeadingAsked:
		return "此后已报办结，延期申请不再审定，请按办结情况审核"
	case now.State == Submitted:
		return "所答的信之后又有新的报送，未作处理，请按新报的内容审核"
	case now.Requests():
		return "所答的信之后又有新的延期申请，未作处理，请按新的申请审定"
	}
	if settled := now.settled(days); settled != "" {
		return settled
	}
	if now.Round > s.Round {
		return "已退回或移交，正在重新办理，未作处理"
	}
	if s.Heading == HeadingAsked {
		return "延期申请已审定或已撤回，未作处理"
	}
	return "责任部门已撤回，未作处理"
}

// settled names the end of what is closed; "" of what is not.
func (a Assignment) settled(days OfficeDays) string {
	if a.State.Closed() {
		return a.closedOn(days) + "，未作处理"
	}
	return ""
}

// closedOn says how and when an assignment ended: 已于4月23日销号.
func (a Assignment) closedOn(days OfficeDays) string {
	return fmt.Sprintf("已于%s%s", days.On(a.ClosedMs).Short(), a.State.Ending())
}

// Ending is the act that brings a closed state about: 销号 or 免办; "" of one that is open.
func (s State) Ending() string { return map[State]string{Accepted: "销号", Waived: "免办"}[s] }

// JudgedUnder is the heading of an assignment in a letter to one who judges.
func (a Assignment) JudgedUnder() Heading {
	switch {
	case a.Role == Lead && a.State == Submitted:
		return HeadingWaiting
	case a.Role == Lead && a.Requests():
		return HeadingAsked
	}
	return HeadingTold
}

// OwedUnder is the heading of an assignment in a letter to its own party.
func (a Assignment) OwedUnder() Heading {
	if a.Role == Joint {
		return HeadingJoint
	}
	return HeadingOwed
}
