package checklist

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCompareEntries(t *testing.T) {
	t.Parallel()
	old := []Entry{
		{Kind: Department, Name: "综合部", Mail: "a@x.example", Aliases: []string{"办公室", "综合科"}},
		{Kind: Post, Name: "中心主任", Holder: "张三"},
		{Kind: Group, Name: "窗口部门", Members: []string{"综合部"}},
	}
	now := []Entry{
		{Kind: Department, Name: "综合部", Mail: "b@x.example", Aliases: []string{"综合科", "办公室"}, Row: 9},
		{Kind: Post, Name: "中心主任", Duties: []Duty{DutyDirector}},
		{Kind: Post, Name: "窗口部门"},
	}
	want := []EntryChange{
		{Kind: Department, Name: "综合部", What: []string{"邮箱：a@x.example → b@x.example"}},
		{Kind: Post, Name: "中心主任", What: []string{"姓名：张三 → 无", "职责：无 → 主任"}},
		{Kind: Post, Name: "窗口部门", Added: true},
		{Kind: Group, Name: "窗口部门", Removed: true},
	}
	if diff := cmp.Diff(CompareEntries(old, now), want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	if got := CompareEntries(old, old); got != nil {
		t.Errorf("nothing changed: %+v", got)
	}
}
