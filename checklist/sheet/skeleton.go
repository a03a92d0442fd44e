package sheet

import (
	"slices"
	"strings"

	"duban/checklist"
)

// Skeleton proposes directory entries for the parties that items name and the
// directory (nil for none) does not know, in the order of the items: groups for
// 各业务部门 and 窗口部门负责人, whose members the office must name, departments
// by how their names end, posts for the rest. 各部 and 各部门 need no entry.
// Mailboxes are left to be filled in.
func Skeleton(items []checklist.Item, dir *checklist.Directory) (entries []checklist.Entry) {
	met := map[string]bool{}
	for _, it := range items {
		for _, name := range slices.Concat(it.Leads, it.Joint) {
			e, needed := guess(name)
			if !needed || met[e.Name] || dir != nil && dir.Knows(name) {
				continue
			}
			met[e.Name] = true
			entries = append(entries, e)
		}
	}
	return entries
}

var (
	everybody   = []string{"部", "部门", "科室", "处室", "单位"} // Directory.Expand knows these
	departments = []string{"部", "科", "室", "处", "局", "中心", "厅", "委", "办", "院", "所", "站", "队", "股", "公司", "集团", "银行", "政府", "街道", "镇", "乡", "协会", "联合会", "委员会", "学校"}
	posts       = []string{"支部", "支部委员会", "党委", "党组"}
)

// guess is the entry that a party's name asks for; needed is false for 各部门.
func guess(name string) (e checklist.Entry, needed bool) {
	key := checklist.PartyKey(name)
	bare := strings.TrimSuffix(key, "负责人")
	base := strings.TrimPrefix(strings.TrimPrefix(bare, "各"), "所有")
	if slices.Contains(everybody, base) {
		return checklist.Entry{}, false
	}
	plural := base != bare || endsWith(base, everybody[1:])
	switch {
	case bare == "" || base == "" || key == "主要负责人":
		return checklist.Entry{Kind: checklist.Post, Name: key}, true // 主要负责人 is no head of 主要
	case plural:
		return checklist.Entry{Kind: checklist.Group, Name: base}, true
	case endsWith(base, departments) && !endsWith(base, posts):
		return checklist.Entry{Kind: checklist.Department, Name: base}, true
	}
	return checklist.Entry{Kind: checklist.Post, Name: key}, true
}

func endsWith(s string, endings []string) bool {
	return slices.ContainsFunc(endings, func(end string) bool { return strings.HasSuffix(s, end) })
}

// offices are names of who usually follows things up, the likeliest first.
var offices = []string{"督办室", "督查室", "办公室", "综合部", "综合科", "综合处"}

// ProposeDuties proposes for a directory that nobody has begun who judges, who follows up
// and who stands above whom: the head is whoever is named so, or a post of its own; the
// clerk an office that usually does this, or one of its own; all others answer to the
// head. The office corrects it.
func ProposeDuties(entries []checklist.Entry) []checklist.Entry {
	head := slices.IndexFunc(entries, func(e checklist.Entry) bool {
		return e.Kind == checklist.Post && endsWith(e.Name, []string{"主任", "局长", "处长", "厅长", "主要负责人", "主要领导"}) && !strings.Contains(e.Name, "副")
	})
	if head < 0 {
		entries = append([]checklist.Entry{{Kind: checklist.Post, Name: "主要负责人"}}, entries...)
		head = 0
	}
	entries[head].Duties = []checklist.Duty{checklist.DutyDirector}
	clerk := -1
	for _, name := range offices {
		if clerk < 0 {
			clerk = slices.IndexFunc(entries, func(e checklist.Entry) bool { return e.Kind == checklist.Department && strings.HasSuffix(e.Name, name) })
		}
	}
	if clerk < 0 {
		entries = append(entries, checklist.Entry{Kind: checklist.Department, Name: "办公室"})
		clerk = len(entries) - 1
	}
	entries[clerk].Duties = []checklist.Duty{checklist.DutyClerk}
	for i := range entries {
		if i != head && entries[i].Kind != checklist.Group {
			entries[i].Supervisor = entries[head].Name
		}
	}
	return entries
}
