package checklist

import (
	"slices"
	"strings"

	"duban/internal/msg"
)

// EntryKind is what a row of the directory (通讯录) describes.
type EntryKind string

const (
	Department EntryKind = "部门" // its head reads the mailbox
	Post       EntryKind = "岗位" // a post or body with a mailbox: 中心主任, 党支部委员会
	Group      EntryKind = "组"  // stands for its members: 业务部门
)

// Message names the kind.
func (k EntryKind) Message() msg.Message {
	switch k {
	case Department:
		return msg.New("entry of a department")
	case Post:
		return msg.New("entry of a post")
	case Group:
		return msg.New("entry of a group")
	}
	return msg.Words(string(k))
}

// Duty is what an entry may do beyond answering for its own items.
type Duty string

const (
	DutyDirector Duty = "主任"  // gets the digest, judges
	DutyReviewer Duty = "审核"  // judges
	DutyClerk    Duty = "督办员" // gets what needs a hand
)

// Message names the duty.
func (d Duty) Message() msg.Message {
	switch d {
	case DutyDirector:
		return msg.New("duty of the director")
	case DutyReviewer:
		return msg.New("duty to judge")
	case DutyClerk:
		return msg.New("duty of the clerk")
	}
	return msg.Words(string(d))
}

// Entry is one row of the directory, as a clerk fills it in.
type Entry struct {
	Kind       EntryKind
	Name       string   // 业务受理部, 中心主任, 业务部门
	Aliases    []string // other names that lists use for it
	Holder     string   // who holds it now; may be empty: the letter is addressed to the post
	Mail       string   // empty: known, but cannot be reached; the clerk is told
	OtherMails []string // further addresses the same person may answer from
	Phone      string
	Supervisor string   // name of the entry above it
	Members    []string // of a group: names of departments and posts
	Duties     []Duty
	Substitute string // name of the entry that stands in (代办) between two days
	AwayFrom   Day
	AwayUntil  Day
	Row        int // where it stands in its file, for problems
}

// Person (责任人) is who reads a mailbox. Two entries with the same address are
// one person, who gets one letter.
type Person struct {
	ID         string // the title of the first entry: 业务受理部负责人; stable, free of personal data, fit for logs
	Title      string // how a letter addresses the person: 业务受理部负责人
	Name       string // the holder's own name, may be empty
	Mail       string // "" when no address is known
	OtherMails []string
	Phone      string
	Supervisor string   // ID of the person above, "" at the top
	Parties    []string // names of his entries, each before its aliases: lists may have been read with either
	Duties     []Duty
}

// Directory (通讯录) resolves party names to parties, and parties to people.
type Directory struct {
	Entries []Entry
	people  []Person
	byParty map[string]int // party name or alias -> index in people
	byMail  map[string]int
	byID    map[string]int
	byName  map[string]int // entry name or alias -> index in Entries

	absences []Absence          // those that the entries state
	owners   map[string]int     // of an Acting directory: byParty with nobody away
	away     map[string]Absence // by person
}

// NewDirectory checks the entries and returns the directory they make. All
// problems come back at once, as Problems: a name used twice, an unknown
// supervisor or member, a cycle of supervisors or of groups, a malformed
// address, no director, no clerk.
func NewDirectory(entries []Entry) (*Directory, error) {
	d := &Directory{
		Entries: entries,
		byParty: map[string]int{}, byMail: map[string]int{}, byID: map[string]int{}, byName: map[string]int{},
	}
	var ps Problems
	ps = append(ps, d.index()...)
	ps = append(ps, d.gather()...)
	ps = append(ps, d.linkSupervisors()...)
	ps = append(ps, d.checkGroups()...)
	ps = append(ps, d.checkDuties()...)
	ps = append(ps, d.gatherAbsences()...)
	if errs := ps.Errors(); len(errs) > 0 {
		return nil, ps
	}
	return d, nil
}

// DirectoryAsYet is a directory that is still being filled in: what is wrong with it is
// left for later.
func DirectoryAsYet(entries []Entry) *Directory {
	d := &Directory{Entries: entries, byParty: map[string]int{}, byMail: map[string]int{}, byID: map[string]int{}, byName: map[string]int{}}
	d.index()
	d.gather()
	return d
}

func (d *Directory) index() (ps Problems) {
	for i, e := range d.Entries {
		if e.Name == "" {
			ps = append(ps, Problem{Row: e.Row, Field: ColumnName.Message(), What: msg.New("no name"), Mend: msg.New("write a name")})
			continue
		}
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			key := PartyKey(name)
			if j, taken := d.byName[key]; taken && j != i {
				ps = append(ps, Problem{Row: e.Row, Field: ColumnName.Message(),
					What: msg.New("name of another line", name, d.Entries[j].Row), Mend: msg.New("tell posts of one name apart")})
				continue
			}
			d.byName[key] = i
		}
	}
	return ps
}

// gather makes one person of each mailbox; an entry without an address is a
// person of its own, who cannot be reached.
func (d *Directory) gather() (ps Problems) {
	for _, e := range d.Entries {
		if e.Kind == Group || e.Name == "" {
			continue
		}
		p := Person{ID: title(e), Title: title(e), Name: e.Holder, Mail: FoldMail(e.Mail), Phone: e.Phone}
		for _, m := range append([]string{e.Mail}, e.OtherMails...) {
			if m != "" && !validMail(m) {
				ps = append(ps, Problem{Row: e.Row, Field: ColumnMail.Message(), What: msg.New("not a mail address", m), Mend: msg.New("write as", "name@example.com")})
			}
		}
		i, known := d.byMail[p.Mail]
		if p.Mail == "" || !known {
			i = len(d.people)
			d.people = append(d.people, p)
			d.byID[p.ID] = i
		}
		q := &d.people[i]
		q.Duties = append(q.Duties, e.Duties...)
		for _, name := range slices.Concat([]string{e.Name}, e.Aliases) {
			q.Parties = append(q.Parties, name)
			d.byParty[name] = i
		}
		for _, m := range append([]string{e.Mail}, e.OtherMails...) {
			m = FoldMail(m)
			if m == "" {
				continue
			}
			if j, taken := d.byMail[m]; taken && j != i {
				ps = append(ps, Problem{Row: e.Row, Field: ColumnMail.Message(), What: msg.New("mailbox of somebody else", m, d.people[j].Title), Mend: msg.New("a mailbox is one person's")})
				continue
			}
			d.byMail[m] = i
			if m != q.Mail && !slices.Contains(q.OtherMails, m) {
				q.OtherMails = append(q.OtherMails, m)
			}
		}
	}
	return ps
}

func title(e Entry) string {
	if e.Kind == Department {
		return e.Name + "负责人"
	}
	return e.Name
}

func (d *Directory) linkSupervisors() (ps Problems) {
	for _, e := range d.Entries {
		if e.Supervisor == "" || e.Kind == Group || e.Name == "" {
			continue
		}
		above, ok := d.entry(e.Supervisor)
		if !ok || above.Kind == Group {
			ps = append(ps, Problem{Row: e.Row, Field: ColumnSupervisor.Message(), What: msg.New("unknown to the directory", e.Supervisor), Mend: msg.New("a supervisor is of the directory")})
			continue
		}
		me, boss := d.byParty[e.Name], d.byParty[above.Name]
		if me != boss && d.people[me].Supervisor == "" {
			d.people[me].Supervisor = d.people[boss].ID
		}
	}
	for _, p := range d.people {
		if chain, cyclic := d.chain(p); cyclic {
			ps = append(ps, Problem{Row: d.rowOf(p), Field: ColumnSupervisor.Message(), What: msg.New("a ring of supervisors", strings.Join(chain, " → ")), Mend: msg.New("correct a supervisor")})
			break
		}
	}
	return ps
}

func (d *Directory) chain(p Person) (ids []string, cyclic bool) {
	seen := map[string]bool{}
	for {
		ids = append(ids, p.ID)
		if seen[p.ID] {
			return ids, true
		}
		seen[p.ID] = true
		above, ok := d.Person(p.Supervisor)
		if !ok {
			return ids, false
		}
		p = above
	}
}

func (d *Directory) rowOf(p Person) int {
	for _, e := range d.Entries {
		if e.Kind != Group && slices.Contains(p.Parties, e.Name) {
			return e.Row
		}
	}
	return 0
}

func (d *Directory) checkGroups() (ps Problems) {
	for _, e := range d.Entries {
		if e.Kind != Group {
			continue
		}
		if len(e.Members) == 0 {
			ps = append(ps, Problem{Row: e.Row, Field: ColumnMembers.Message(), What: msg.New("a group without members", e.Name), Mend: msg.New("list the members")})
		}
		for _, m := range e.Members {
			if in, ok := d.entry(m); !ok || in.Kind == Group {
				ps = append(ps, Problem{Row: e.Row, Field: ColumnMembers.Message(), What: msg.New("a member unknown to the directory", e.Name, m), Mend: msg.New("add a line or correct the name")})
			}
		}
	}
	return ps
}

func (d *Directory) checkDuties() (ps Problems) {
	known := []Duty{DutyDirector, DutyReviewer, DutyClerk}
	for _, e := range d.Entries {
		for _, duty := range e.Duties {
			if !slices.Contains(known, duty) {
				ps = append(ps, Problem{Row: e.Row, Field: ColumnDuties.Message(), What: msg.New("no such duty", duty), Mend: msg.New("the duties")})
			}
		}
	}
	for _, needed := range []struct {
		duty Duty
		what msg.Message
	}{{DutyDirector, msg.New("gets the digest")}, {DutyClerk, msg.New("gets what wants a hand")}} {
		if len(d.WithDuty(needed.duty)) == 0 {
			ps = append(ps, Problem{Field: ColumnDuties.Message(), What: msg.New("nobody has a duty", needed.duty), Mend: msg.New("write the duty in a line", string(needed.duty), needed.what)})
		}
	}
	return ps
}

// Names reports whether an entry bears a name or alias, whatever it expands to.
func (d *Directory) Names(name string) bool {
	_, ok := d.entry(PartyKey(name))
	return ok
}

// Knows reports whether a name, as written in a list, stands for something in
// the directory: an entry, an alias, 各部门, or one of these with 各 or 负责人.
func (d *Directory) Knows(name string) bool {
	parties, _ := d.Expand(name)
	return len(parties) > 0
}

// Expand resolves a name as written in a list to the parties it stands for, in
// the directory's order: itself, a group's members, or every department for
// 各部 and 各部门. An unknown name expands to nothing and false.
func (d *Directory) Expand(name string) (parties []string, group bool) {
	base := PartyKey(name)
	if e, ok := d.entry(base); ok {
		return d.parties(e)
	}
	base = strings.TrimSuffix(base, "负责人")
	if e, ok := d.entry(base); ok {
		return d.parties(e)
	}
	base = strings.TrimPrefix(strings.TrimPrefix(base, "各"), "所有")
	if e, ok := d.entry(base); ok {
		return d.parties(e)
	}
	if slices.Contains([]string{"部", "部门", "科室", "处室", "单位"}, base) {
		return d.Departments(), true
	}
	return nil, false
}

func (d *Directory) parties(e Entry) ([]string, bool) {
	if e.Kind != Group {
		return []string{e.Name}, false
	}
	var out []string
	for _, m := range e.Members {
		if in, ok := d.entry(m); ok {
			out = append(out, in.Name)
		}
	}
	return out, true
}

// Departments returns the names of all departments in the directory's order.
func (d *Directory) Departments() (names []string) {
	for _, e := range d.Entries {
		if e.Kind == Department {
			names = append(names, e.Name)
		}
	}
	return names
}

func (d *Directory) entry(name string) (Entry, bool) {
	i, ok := d.byName[PartyKey(name)]
	if !ok {
		return Entry{}, false
	}
	return d.Entries[i], true
}
