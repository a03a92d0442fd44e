package checklist

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// PartyCell is what a 责任人/部门 cell says.
type PartyCell struct {
	Leads []string // as written, in order: 业务受理部
	Joint []string // 技术服务部, 各业务部门
	Doubt string   // "" or what the clerk should look at, in Chinese
}

// ParseParties reads a 责任人/部门 cell: A会同B、C is lead A, joint B and C; A、B
// are two leads. isName reports whether the directory knows a name, so that a
// known name that contains a separator (自然资源和规划局) is never split; nil
// knows none. Names come back as written, groups not expanded; a cell that
// cannot be read is ErrInvalid.
func ParseParties(cell string, isName func(string) bool) (PartyCell, error) {
	r := partyReader{written: strings.TrimSpace(visible(cell)), known: isName}
	if isName == nil {
		r.known = func(string) bool { return false }
	}
	if !utf8.ValidString(cell) {
		return PartyCell{}, Problems{{What: "责任主体中有乱码", Mend: "请核对文件的编码"}}
	}
	if utf8.RuneCountInString(r.written) > longestCell {
		return PartyCell{}, r.refuse("太长，读不出责任主体", "请只写单位名称，其余移到内容一栏")
	}
	if r.written == "" {
		return PartyCell{}, Problems{{What: "责任主体为空", Mend: "请写明责任部门，如综合部会同各部"}}
	}
	if r.known(r.written) {
		return PartyCell{Leads: []string{tidyName(r.written)}}, nil
	}
	if err := r.refused(); err != nil {
		return PartyCell{}, err
	}
	return r.read()
}

type partyReader struct {
	written string
	known   func(string) bool
	doubts  []string
}

func (r *partyReader) doubt(what string) {
	if !slices.Contains(r.doubts, what) {
		r.doubts = append(r.doubts, what)
	}
}

// refused names what cannot be a party at all.
func (r *partyReader) refused() error {
	key := PartyKey(r.written)
	if strings.HasPrefix(key, "同上") || key == "〃" || key == `"` {
		return r.refuse("没有写明", "请照抄上一行的责任主体")
	}
	if strings.Trim(key, "-—―－–/无、，,;；.。") == "" {
		return r.refuse("没有责任主体", "请写明责任部门，如综合部会同各部")
	}
	return nil
}

func (r *partyReader) read() (PartyCell, error) {
	var cell PartyCell
	clauses := r.clauses()
	led := slices.ContainsFunc(clauses, func(c clause) bool { return c.role == roleLead })
	for _, c := range clauses {
		if c.role == roleWatch || c.role == roleLeader {
			r.doubt("“" + c.text + "”监督或分管，不承担事项，没有读入；逾期报给谁由通讯录的上级决定")
			continue
		}
		names, err := r.names(c.text)
		if err != nil {
			return PartyCell{}, err
		}
		if c.role == roleLead || c.role == rolePlain && !led {
			cell.Leads = add(cell.Leads, names)
		} else {
			cell.Joint = add(cell.Joint, names)
		}
	}
	return r.finish(cell)
}

// finish drops a party named twice and sees that somebody leads.
func (r *partyReader) finish(cell PartyCell) (PartyCell, error) {
	isLead := func(name string) bool {
		return slices.ContainsFunc(cell.Leads, func(l string) bool { return PartyKey(l) == PartyKey(name) })
	}
	cell.Joint = slices.DeleteFunc(cell.Joint, isLead)
	if len(cell.Joint) == 0 {
		cell.Joint = nil
	}
	if len(cell.Leads) == 0 {
		return PartyCell{}, r.refuse("没有牵头的责任主体", "请写成“综合部会同各部”这样的形式，会同之前为牵头")
	}
	cell.Doubt = strings.Join(r.doubts, "；")
	return cell, nil
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

// vague are parties that nobody can be written to for; a directory that has a
// group of this name makes them clear.
var vague = []string{"相关", "有关"}

func (r *partyReader) checkName(name string) error {
	key := PartyKey(name)
	if r.known(name) {
		return nil
	}
	bare := strings.TrimPrefix(strings.TrimPrefix(key, "各"), "所有")
	for _, v := range vague {
		if strings.HasPrefix(bare, v) {
			return r.refuse(fmt.Sprintf("中“%s”没有指明是谁", name), "请写明部门，或在通讯录中建一个同名的组")
		}
	}
	torn := strings.Count(key, "(") != strings.Count(key, ")") // 登记部（受理组、审核组）, cut at the 、
	if torn || utf8.RuneCountInString(key) > longestName || strings.ContainsAny(key, "。!?=@") || !hasLetter(key) {
		return r.refuse("读不出责任主体", "请写成“A会同B、C”，部门之间用顿号分隔")
	}
	return nil
}

func (r *partyReader) refuse(what, mend string) error {
	shown := r.written
	if rs := []rune(shown); len(rs) > longestPhrase {
		shown = string(rs[:longestPhrase]) + "……"
	}
	return Problems{{What: fmt.Sprintf("责任主体“%s”%s", shown, what), Mend: mend}}
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
