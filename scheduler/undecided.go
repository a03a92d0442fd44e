package scheduler

import (
	"cmp"
	"fmt"
	"slices"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
)

// days is what rules about days ask of the office.
func (r Rules) days(f facts) checklist.OfficeDays {
	return checklist.OfficeDays{Today: f.on, Zone: f.zone, IsWorkday: r.Calendar.IsWorkday, Between: r.Calendar.Between,
		Counts: func(day checklist.Day) checklist.Day { return r.Ladder.Deadline(r.Calendar, day) }}
}

// waited is for how many workdays a claim or a request has waited for a verdict.
func (r Rules) waited(l ledger, o db.Owed) int {
	since := o.ClaimedMs
	if o.Requests() {
		since = o.AskedMs
	}
	if !o.AwaitsVerdict() || since == 0 {
		return 0
	}
	return max(0, r.Calendar.Between(l.day(since), l.on))
}

// undecidedNews tells the clerk what has waited too long for a verdict, and at once when
// no director can be asked, with who may judge in his place.
func (r Rules) undecidedNews(l ledger) (todo []letter.Todo) {
	why, since := r.noDirector(l.facts)
	var waiting []any
	var about []string
	first := db.Owed{}
	for _, o := range l.said {
		n := r.waited(l, *o)
		if !o.AwaitsVerdict() || why.IsZero() && (r.SilenceAfter == 0 || n <= r.SilenceAfter) {
			continue
		}
		x := msg.New("a claim that waits", o.No, r.Directory.PartyName(o.Party), n)
		if o.Requests() {
			x = msg.New("a request that waits", o.No, r.Directory.PartyName(o.Party), n)
		}
		waiting = append(waiting, x)
		about = append(about, fmt.Sprintf("waits/%d/%d/%d", o.ID, o.ClaimVersion, o.AskedVersion))
		if first.ID == 0 {
			first = *o
		}
	}
	if len(waiting) == 0 {
		return nil
	}
	what := msg.New("long undecided", len(waiting), titles(r.Directory.WithDuty(checklist.DutyDirector)), shortList(waiting))
	if !why.IsZero() {
		what = msg.New("nobody decides", why, shortList(waiting))
		about = append(about, since...)
	}
	return []letter.Todo{{What: what, Do: r.inHisPlace(first), About: about}}
}

// noDirector says why no director can be asked now; nothing when one can. about is the same
// as long as the reason is.
func (r Rules) noDirector(f facts) (said msg.Message, about []string) {
	var why []any
	for _, p := range r.Directory.WithDuty(checklist.DutyDirector) {
		a, stand, away := r.Directory.Away(p.ID)
		switch fault := f.unreachable(p, true); {
		case !fault.IsZero():
			why, about = append(why, faultOf(p, fault)), append(about, "fault/"+p.ID)
		case away && stand.ID != "":
			why = append(why, msg.New("away and who stands in may not judge", p.Title, a.Last.SaidFrom(f.on), stand.Title))
			about = append(about, fmt.Sprintf("away/%s/%s/%s", p.ID, a.Last, stand.ID))
		case away:
			why = append(why, msg.New("away and nobody stands in", p.Title, a.Last.SaidFrom(f.on)))
			about = append(about, fmt.Sprintf("away/%s/%s", p.ID, a.Last))
		default:
			return msg.Message{}, nil
		}
	}
	return msg.Together(msg.Commas, why...), about
}

// inHisPlace says who may judge in the director's place, and how his word is recorded.
func (r Rules) inHisPlace(o db.Owed) msg.Message {
	record := msg.New("record a verdict by word of mouth", o.No)
	if o.Requests() {
		record = msg.New("record an extension by word of mouth", o.No, o.Asked.String())
	}
	who := msg.New("nobody else may judge")
	if others := r.reviewers(); len(others) > 0 {
		who = msg.New("who else may judge", titles(others))
	}
	return msg.Together(msg.Clauses, who, record)
}

func shortList(all []any) msg.Message {
	const most = 5
	if len(all) > most {
		return msg.New("these and others", msg.Together(msg.Names, all[:most]...), len(all))
	}
	return msg.Together(msg.Names, all...)
}

// notAmong leaves the lines of assignments that other lines are not about, each once, the
// last one said.
func notAmong(lines, others []letter.Line) (out []letter.Line) {
	for _, x := range slices.Backward(lines) {
		same := func(y letter.Line) bool { return y.Assignment == x.Assignment }
		if !slices.ContainsFunc(others, same) && !slices.ContainsFunc(out, same) {
			out = append(out, x)
		}
	}
	slices.SortFunc(out, func(a, b letter.Line) int {
		return cmp.Or(cmp.Compare(a.No, b.No), cmp.Compare(a.Assignment, b.Assignment))
	})
	return out
}

// nobodys names the parties that the directory does not know, with what they owe.
func (r Rules) nobodys(l ledger) (list []msg.Message) {
	names, owes := r.unknown(l)
	for _, name := range names {
		list = append(list, msg.New("nobody reads for a party", name, checklist.SaidItems(owes[name])))
	}
	return list
}
