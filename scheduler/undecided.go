package scheduler

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"duban/checklist"
	"duban/db"
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
func (r Rules) undecidedNews(l ledger) (todo []checklist.Todo) {
	why := r.noDirector(l.facts)
	var waiting, about []string
	first := db.Owed{}
	for _, o := range l.said {
		n := r.waited(l, *o)
		if !o.AwaitsVerdict() || why == "" && (r.SilenceAfter == 0 || n <= r.SilenceAfter) {
			continue
		}
		what := "报办结"
		if o.Requests() {
			what = "申请延期"
		}
		waiting = append(waiting, fmt.Sprintf("第%d项（%s%s，已等候%d个工作日）", o.No, r.Directory.PartyName(o.Party), what, n))
		about = append(about, fmt.Sprintf("waits/%d/%d/%d", o.ID, o.ClaimVersion, o.AskedVersion))
		if first.ID == 0 {
			first = *o
		}
	}
	if len(waiting) == 0 {
		return nil
	}
	what := fmt.Sprintf("%d项待审已久，%s未审定：%s", len(waiting), titles(r.Directory.WithDuty(checklist.DutyDirector)), shortList(waiting))
	if why != "" {
		what = why + "，待审：" + shortList(waiting)
	}
	if why != "" {
		about = append(about, why)
	}
	return []checklist.Todo{{What: what, Do: r.inHisPlace(first), About: about}}
}

// noDirector says why no director can be asked now; "" when one can.
func (r Rules) noDirector(f facts) string {
	var why []string
	for _, p := range r.Directory.WithDuty(checklist.DutyDirector) {
		a, stand, away := r.Directory.Away(p.ID)
		switch fault := f.unreachable(p, true); {
		case !fault.IsZero():
			why = append(why, p.Title+inChinese(fault))
		case away && stand.ID != "":
			why = append(why, fmt.Sprintf("%s外出至%s（%s代办，不能代为审定）", p.Title, a.Last.Short(), stand.Title))
		case away:
			why = append(why, fmt.Sprintf("%s外出至%s，没有人代办", p.Title, a.Last.Short()))
		default:
			return ""
		}
	}
	return strings.Join(why, "，")
}

// inHisPlace says who may judge in the director's place, and how his word is recorded.
func (r Rules) inHisPlace(o db.Owed) string {
	record := fmt.Sprintf("主任口头审定的可代录：duban judge %d accept", o.No)
	if o.Requests() {
		record = fmt.Sprintf("主任口头同意延期的可代录：duban extend %d --to %s", o.No, o.Asked)
	}
	if others := r.reviewers(); len(others) > 0 {
		return "可代为审核的：" + titles(others) + "；" + record
	}
	return "没有另设审核人；" + record
}

func shortList(all []string) string {
	const most = 5
	if len(all) > most {
		return strings.Join(all[:most], "、") + fmt.Sprintf("等%d项", len(all))
	}
	return strings.Join(all, "、")
}

// notAmong leaves the lines of assignments that other lines are not about, each once, the
// last one said.
func notAmong(lines, others []checklist.Line) (out []checklist.Line) {
	for _, x := range slices.Backward(lines) {
		same := func(y checklist.Line) bool { return y.Assignment == x.Assignment }
		if !slices.ContainsFunc(others, same) && !slices.ContainsFunc(out, same) {
			out = append(out, x)
		}
	}
	slices.SortFunc(out, func(a, b checklist.Line) int {
		return cmp.Or(cmp.Compare(a.No, b.No), cmp.Compare(a.Assignment, b.Assignment))
	})
	return out
}

// nobodys names the parties that the directory does not know, with what they owe.
func (r Rules) nobodys(l ledger) (list []string) {
	names, owes := r.unknown(l)
	for _, name := range names {
		list = append(list, fmt.Sprintf("“%s”不在通讯录中，%s无人收信", name, checklist.ItemNumbers(owes[name])))
	}
	return list
}
