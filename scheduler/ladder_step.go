package scheduler

import (
	"fmt"
	"strconv"
	"strings"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
	"duban/scheduler/calendar"
)

// StepKind is what a step is about. The kinds are in the order in which steps of
// one day are taken.
type StepKind uint8

const (
	StepAssign     StepKind = iota + 1 // assign: the first letter of a round
	StepProgress                       // progress+1: how it stands with what is far away, for the first time
	StepRemind                         // remind-5: so many workdays before the deadline
	StepDue                            // due: the deadline, or the workday before a deadline on a day off
	StepOverdue                        // overdue+3: the third workday after the deadline
	StepEscalate                       // escalate-1: to the supervisor; escalate-2: to the director
	StepAsk                            // ask+2: how it stands with what has no day, for the second time
	StepInstruct                       // instruct-31: the day of an instruction, by the event that gave it
	StepInstructed                     // instructed-31: it has passed without an answer
)

// The levels of an escalation, the n of StepEscalate.
const (
	ToSupervisor = 1
	ToDirector   = 2
)

// Step (节点) is one rung of a ladder in one round of an assignment.
type Step struct {
	Name string        // assign, remind-10, due, overdue+3, escalate-1, as ParseStep reads them
	Day  checklist.Day // a workday
}

func newStep(kind StepKind, n int, day checklist.Day) Step {
	return Step{Name: stepName(kind, n), Day: day}
}

// stepPrefix is what the name of a numbered kind begins with.
var stepPrefix = map[StepKind]string{StepProgress: "progress+", StepRemind: "remind-", StepOverdue: "overdue+", StepEscalate: "escalate-", StepAsk: "ask+", StepInstruct: "instruct-", StepInstructed: "instructed-"}

// numberedKind is the kind that a name begins with.
var numberedKind = map[string]StepKind{"progress+": StepProgress, "remind-": StepRemind, "overdue+": StepOverdue, "escalate-": StepEscalate, "ask+": StepAsk, "instruct-": StepInstruct, "instructed-": StepInstructed}

func stepName(kind StepKind, n int) string {
	switch kind {
	case StepAssign:
		return "assign"
	case StepDue:
		return "due"
	}
	return stepPrefix[kind] + strconv.Itoa(n)
}

// ParseStep reads the name of a step: its kind, and its n, which is the number of
// workdays of remind and overdue, the level of escalate, and 0 of assign and due.
// It reads exactly the names that steps are given; any other is ErrInvalid.
func ParseStep(name string) (kind StepKind, n int, err error) {
	switch name {
	case "assign":
		return StepAssign, 0, nil
	case "due":
		return StepDue, 0, nil
	}
	digits := strings.IndexAny(name, "-+") + 1
	kind, known := numberedKind[name[:digits]]
	n, err = strconv.Atoi(name[digits:])
	if !known || err != nil || n < 1 || strconv.Itoa(n) != name[digits:] || kind == StepEscalate && n > ToDirector {
		return 0, 0, fmt.Errorf("parsing step name: %w: %q is not a step", checklist.ErrInvalid, name)
	}
	return kind, n, nil
}

// StepName is what a step is called where people read of it, by its name.
func StepName(name string) msg.Message {
	kind, n, err := ParseStep(name)
	switch {
	case name == StepSettled:
		return msg.New("step: settled")
	case err != nil:
		return msg.Words(name) // of a version of the program that knew more steps
	}
	switch kind {
	case StepProgress:
		return msg.New("step: progress", n)
	case StepRemind:
		return msg.New("step: remind", n)
	case StepDue:
		return msg.New("step: due")
	case StepOverdue:
		return msg.New("step: overdue", n)
	case StepEscalate:
		return escalationName(n)
	case StepAsk:
		return msg.New("step: ask", n)
	case StepInstruct:
		return msg.New("step: instruct", n)
	case StepInstructed:
		return msg.New("step: instructed", n)
	}
	return msg.New("the first letter")
}

func escalationName(level int) msg.Message {
	if level == ToDirector {
		return msg.New("step: escalate to the director")
	}
	return msg.New("step: escalate to the supervisor")
}

// kind is 0 for a name that is not a step's.
func (s Step) kind() StepKind {
	kind, _, _ := ParseStep(s.Name)
	return kind
}

// after reports whether a reminder comes later in its round than the one of a
// name, on whatever days they fall; it does after none.
func (s Step) after(name string) bool { return s.read().after(Step{Name: name}.read()) }

// rung is a step whose name has been read; its kind is 0 where that is not a step's.
type rung struct {
	Step
	kind StepKind
	n    int
}

func (s Step) read() rung {
	if s.Name == "" { // as often as not there was none before
		return rung{Step: s}
	}
	kind, n, _ := ParseStep(s.Name)
	return rung{s, kind, n}
}

func (is rung) after(was rung) bool {
	n, m := is.n, was.n
	if is.kind == StepRemind { // these count down
		n, m = -n, -m
	}
	return is.kind > was.kind || is.kind == was.kind && n > m
}

// Reason says in the words of a letter why the step comes on its day: 首次交办;
// 距4月30日（周四）还有5个工作日; 今日到期; 逾期3个工作日. deadline is the nominal one or as
// Ladder.Deadline moved it, whichever the letter names. A reason that rests on a
// computed day says so (checklist.Computed).
func (s Step) Reason(c *calendar.Calendar, deadline checklist.Day) msg.Message {
	kind, n, err := ParseStep(s.Name)
	if err != nil {
		return msg.Words(s.Name) // written by a version of the program that knew more steps
	}
	late, _ := c.Standing(deadline, s.Day)
	var why msg.Message
	switch kind {
	case StepAssign:
		return msg.New("the first letter")
	case StepProgress:
		return msg.New("due far ahead, asked every month")
	case StepRemind:
		why = msg.New("workdays before the deadline", deadline.SaidLong(), n)
	case StepDue:
		why = dueReason(deadline, s.Day)
	case StepOverdue:
		why = letter.Late(n)
	case StepInstruct:
		return letter.Instructing()
	case StepInstructed:
		return letter.Unanswered()
	case StepEscalate:
		why = letter.LateTold(late, told(n))
	}
	return c.Marked(why, deadline, s.Day)
}

func dueReason(deadline, on checklist.Day) msg.Message {
	if deadline == on {
		return msg.New("due today")
	}
	return msg.New("today is the last workday before", deadline.SaidLong())
}

// told is whom an escalation of a level is for.
func told(level int) msg.Message {
	if level == ToDirector {
		return msg.New("the director")
	}
	return msg.New("the supervisor")
}
