package checklist

import (
	"strings"
	"unicode"

	"duban/internal/zh"
)

type partyRole int

const (
	rolePlain partyRole = iota // no word for it: lead, unless another clause leads
	roleLead
	roleJoint
	roleWatch  // 监督: neither
	roleLeader // 牵头领导: whom an escalation reaches, which the directory says
)

// clause is a part of the cell whose names take part in the same way.
type clause struct {
	text string
	role partyRole
}

// roleWords stand after the names: A、B牵头, C配合. The longer word is tried first.
var roleWords = []struct {
	word string
	role partyRole
}{
	{"按照职责分工负责", rolePlain}, {"按照职责分工落实", rolePlain}, {"按照职责分工", rolePlain},
	{"按职责分工负责", rolePlain}, {"按职责分工落实", rolePlain}, {"按职责分工", rolePlain},
	{"按各自职责负责", rolePlain}, {"按职责负责", rolePlain},
	{"分别负责", rolePlain}, {"各负其责", rolePlain}, {"共同负责", rolePlain}, {"具体负责", roleLead},
	{"具体落实", rolePlain}, {"具体实施", rolePlain}, {"组织实施", rolePlain}, {"抓好落实", rolePlain}, {"组织落实", rolePlain},
	{"牵头负责", roleLead}, {"牵头抓总", roleLead}, {"总牵头", roleLead}, {"牵头", roleLead}, {"主办", roleLead}, {"主责", roleLead}, {"统筹", roleLead},
	{"负责监督", roleWatch}, {"负责督办", roleWatch}, {"监督", roleWatch}, {"督导", roleWatch}, {"督办", roleWatch},
	{"负责组织", roleLead}, {"负责落实", roleLead}, {"负责实施", roleLead}, {"负责推进", roleLead}, {"负责办理", roleLead},
	{"负责整改", roleLead}, {"负责完成", roleLead}, {"负责", roleLead},
	{"积极配合", roleJoint}, {"配合", roleJoint}, {"协助", roleJoint}, {"协办", roleJoint}, {"协同", roleJoint},
	{"参与", roleJoint}, {"参加", roleJoint}, {"支持", roleJoint},
}

var (
	labels = zh.NewPattern(`((?:牵头|责任|分管|包保)领导|牵头|主办|第一责任|主要责任|主责|责任|负责|配合|协办|参与|协同|协助|会同)(?:责任)?(?:单位|部门|科室|处室|人)?[:：]`)
	// What a role is called behind a name: A为牵头单位, A（牵头）.
	roleNames = zh.NewPattern(`^(?:为|是|作为)?(牵头|主办|主责|负责|责任|配合|协办|协助|参与)(?:责任)?(?:单位|部门|科室|处室)?$`)
	roleAfter = zh.NewPattern(`^(.+?)(?:为|是|作为)(牵头|主办|主责|责任|承办|配合|协办|协助|参与)(?:责任)?(?:单位|部门|科室|处室)$`)
	// A verb that a separator or another name follows ends its clause: A牵头、B配合.
	// 负责人 is a person, 参与度 and the like do not occur.
	verbEnds   = zh.NewPattern(`(牵头负责|牵头抓总|牵头|负责落实|负责|配合|协办|协助|参与|为(?:牵头|主办|责任|配合|协办|参与)(?:单位|部门))([、\s]+|$)`)
	borders    = zh.NewPattern(`[，,;；\n]+`)
	enumerated = zh.NewPattern(`(^|[\s、，,;；])[（(]?\d{1,2}[.．、)）]\s*|[①-⑳]`)
)

// clauses cuts the cell by role: brackets first (A（牵头）、B), then labels
// (牵头单位：A；配合单位：B), then commas, then 会同.
func (r *partyReader) clauses() (out []clause) {
	text, out := r.unbracket(enumerated.ReplaceAllString(r.besideTheirs(r.written), "$1、"))
	text = trimSeparators(strings.ReplaceAll(text, "、，", "，"))
	if at := labels.FindAllStringSubmatchIndex(text, -1); at != nil && at[0][0] == 0 {
		for i, m := range at {
			end := len(text)
			if i+1 < len(at) {
				end = at[i+1][0]
			}
			out = append(out, clause{trimSeparators(text[m[1]:end]), labelRole(text[m[2]:m[3]])})
		}
		return dropEmpty(out)
	}
	for _, part := range r.parts(text) {
		out = append(out, r.together(part)...)
	}
	return dropEmpty(out)
}

func labelRole(label string) partyRole {
	switch label {
	case "牵头", "主办", "第一责任", "主要责任", "主责", "负责":
		return roleLead
	case "责任", "承办":
		return rolePlain
	}
	if strings.HasSuffix(label, "领导") {
		return roleLeader
	}
	return roleJoint
}

// parts cuts at commas, and after a verb that ends its clause.
func (r *partyReader) parts(s string) []string {
	s = verbEnds.ReplaceAllString(s, "$1，")
	var out []string
	for _, p := range borders.Split(s, -1) {
		out = append(out, trimSeparators(p))
	}
	return out
}

// together reads one part: A会同B、C, 由A牵头会同B, 会同B, C配合, C.
func (r *partyReader) together(part string) []clause {
	if r.known(part) {
		return []clause{{part, rolePlain}}
	}
	leads, joint, found := strings.Cut(part, "会同")
	if !found {
		return []clause{r.stripVerb(part, rolePlain)}
	}
	return []clause{
		r.stripVerb(leads, roleLead), // empty when the part begins with 会同
		r.stripVerb(strings.ReplaceAll(joint, "会同", "、"), roleJoint),
	}
}

// stripVerb takes the verb off the end; the verb decides, without one the role
// stays what its place says.
func (r *partyReader) stripVerb(s string, place partyRole) clause {
	s = strings.TrimPrefix(trimSeparators(s), "由")
	if m := roleAfter.FindStringSubmatch(s); m != nil && !r.known(s) {
		return clause{trimSeparators(m[1]), labelRole(m[2])}
	}
	for _, w := range roleWords {
		bare, found := strings.CutSuffix(s, w.word)
		if !found || r.known(s) {
			continue
		}
		role := w.role
		if place == roleJoint || role == rolePlain {
			role = place
		}
		return clause{trimSeparators(bare), role}
	}
	return clause{s, place}
}

func dropEmpty(cs []clause) (out []clause) {
	for _, c := range cs {
		if c.text != "" {
			out = append(out, c)
		}
	}
	return out
}

func trimSeparators(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("、，,;；/／。", r) })
}
