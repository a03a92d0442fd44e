package checklist

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/internal/msg"
	"duban/internal/zh"
)

// PartyCell is what a 责任人/部门 cell says.
type PartyCell struct {
	Leads []string    // as written, in order: 业务受理部
	Joint []string    // 技术服务部, 各业务部门
	Doubt msg.Message // what the clerk should look at
	Ask   msg.Message // nobody is named who could lead: what the clerk is asked, and Leads is empty
}

// ParseParties reads a 责任人/部门 cell: A会同B、C is lead A, joint B and C; A、B
// are two leads. isName reports whether the directory knows a name, so that a
// known name that contains a separator (自然资源和规划局) is never split; nil
// knows none. Names come back as written, groups not expanded. A cell that names
// nobody in particular (各相关单位) asks who it is; one that cannot be read is
// ErrInvalid.
func ParseParties(cell string, isName func(string) bool) (PartyCell, error) {
	return newPartyReader(cell, isName).cell(rolePlain)
}

// ParsePartyColumns reads a list's two columns of who leads and who takes part.
// Each is read by itself: whoever stands in the second takes part, whatever
// separates the names. Otherwise it is ParseParties.
func ParsePartyColumns(leads, joint string, isName func(string) bool) (PartyCell, error) {
	cell, err := ParseParties(leads, isName)
	if err != nil {
		return cell, err
	}
	others, err := newPartyReader(joint, isName).cell(roleJoint)
	if err != nil {
		return PartyCell{}, err
	}
	cell.Joint = withoutLeads(add(cell.Joint, others.Joint), cell.Leads)
	cell.Doubt = doubts(cell.Doubt, others.Doubt)
	return cell, nil
}

type partyReader struct {
	raw     string
	written string
	known   func(string) bool
	doubts  []msg.Message
	nobody  []string // 相关部门: parties that name nobody in particular
}

func newPartyReader(cell string, isName func(string) bool) *partyReader {
	r := &partyReader{raw: cell, written: strings.TrimSpace(visible(cell)), known: isName}
	if isName == nil {
		r.known = func(string) bool { return false }
	}
	return r
}

// cell reads the whole cell; in a column of joint parties, place is roleJoint.
func (r *partyReader) cell(place partyRole) (PartyCell, error) {
	switch {
	case !utf8.ValidString(r.raw):
		return PartyCell{}, Problems{{What: msg.New("garbled party"), Mend: msg.New("check the encoding")}}
	case utf8.RuneCountInString(r.written) > longestCell:
		return PartyCell{}, r.refuse(msg.New("too long for a party"), msg.New("write names only"))
	case r.written == "":
		return PartyCell{}, Problems{{What: msg.New("an empty party"), Mend: msg.New("write who is responsible")}}
	}
	if err := r.refused(); err != nil && !r.known(r.written) {
		return PartyCell{}, err
	}
	return r.read(place)
}

func (r *partyReader) doubt(what msg.Message) { r.doubts = append(r.doubts, what) }

// refused names what cannot be a party at all.
func (r *partyReader) refused() error {
	switch key := PartyKey(r.written); {
	case strings.HasPrefix(key, "同上"), key == "〃", key == `"`:
		return r.refuse(msg.New("a party not said"), msg.New("copy the party above"))
	case strings.Trim(key, "-—―－–/无、，,;；.。") == "":
		return r.refuse(msg.New("names nobody"), msg.New("write who is responsible"))
	}
	return nil
}

func (r *partyReader) read(place partyRole) (cell PartyCell, err error) {
	if whole := []string{tidyName(r.written)}; r.known(r.written) && place == roleJoint {
		return PartyCell{Joint: whole}, nil
	} else if r.known(r.written) {
		return PartyCell{Leads: whole}, nil
	}
	clauses := r.clauses()
	led := slices.ContainsFunc(clauses, func(c clause) bool { return c.role == roleLead })
	for _, c := range clauses {
		if c.role == roleWatch || c.role == roleLeader {
			r.doubt(msg.New("a party that watches", c.text))
			continue
		}
		names, err := r.names(c.text)
		if err != nil {
			return PartyCell{}, err
		}
		switch {
		case place != roleJoint && (c.role == roleLead || c.role == rolePlain && !led):
			cell.Leads = add(cell.Leads, names)
		default:
			cell.Joint = add(cell.Joint, names)
		}
	}
	return r.finish(cell, place)
}

// finish drops a party named twice and sees that somebody leads.
func (r *partyReader) finish(cell PartyCell, place partyRole) (PartyCell, error) {
	cell.Joint = withoutLeads(cell.Joint, cell.Leads)
	nobody := msg.New("nobody in particular", r.nobody)
	switch {
	case len(cell.Leads) > 0 || place == roleJoint:
		if r.nobody != nil {
			r.doubt(msg.New("nobody in particular, not read", nobody))
		}
	case r.nobody != nil:
		cell.Ask = nobody
	default:
		return PartyCell{}, r.refuse(msg.New("nobody leads"), msg.New("write who leads and who joins", "综合部会同各部"))
	}
	cell.Doubt = doubts(r.doubts...)
	return cell, nil
}

// withoutLeads are the joint parties that do not lead as well, nil for none.
func withoutLeads(joint, leads []string) []string {
	joint = slices.DeleteFunc(joint, func(name string) bool {
		return slices.ContainsFunc(leads, func(l string) bool { return PartyKey(l) == PartyKey(name) })
	})
	if len(joint) == 0 {
		return nil
	}
	return joint
}

func add(to, names []string) []string {
	for _, n := range names {
		same := func(have string) bool { return PartyKey(have) == PartyKey(n) }
		if !slices.ContainsFunc(to, same) {
			to = append(to, n)
		}
	}
	return to
}

const (
	longestCell = 500 // characters; bounds the work done for one cell
	longestName = 40  // characters; longer text is prose, not a name
)

var vague = zh.NewPattern(`^(?:各|所有|其他|其它|本)?(?:相关|有关)|^\p{Han}{0,6}(?:相关|有关)(?:责任)?(?:单位|部门|科室|处室|人员)$`)

// isNobody knows a party that nobody can be written to for; a directory that has a
// group of this name makes it clear.
func (r *partyReader) isNobody(name string) bool {
	return !r.known(name) && vague.MatchString(PartyKey(name))
}

// checkName refuses what cannot be a name, or does not stand in the cell but for
// the level that it takes from the name before.
func (r *partyReader) checkName(name, level string) error {
	key := PartyKey(name)
	if r.known(name) {
		return nil
	}
	written := strings.Contains(PartyKey(r.written), PartyKey(strings.TrimPrefix(name, level)))
	torn := strings.Count(key, "(") != strings.Count(key, ")") // 登记部（受理组, cut at the 、
	if !written || torn || utf8.RuneCountInString(key) > longestName || strings.ContainsAny(key, "。!?=@") || !hasLetter(key) {
		return r.refuse(msg.New("unreadable party"), msg.New("write parties with separators", "A会同B、C"))
	}
	return nil
}

func (r *partyReader) refuse(what, mend msg.Message) error {
	return Problems{{What: msg.New("a party and its fault", msg.Shortened(r.written, longestPhrase), what), Mend: mend}}
}

// visible drops control characters: nobody sees them in a cell, and one of them
// is this reader's own mark.
func visible(cell string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, cell)
}
