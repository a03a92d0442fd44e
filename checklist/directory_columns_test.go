package checklist

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/internal/msg"
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
	none := msg.New("none")
	want := []EntryChange{
		{Kind: Department, Name: "综合部", What: []msg.Message{msg.New("a column changed", ColumnMail, msg.Together(msg.Names, "a@x.example"), msg.Together(msg.Names, "b@x.example"))}},
		{Kind: Post, Name: "中心主任", What: []msg.Message{msg.New("a column changed", ColumnHolder, msg.Together(msg.Names, "张三"), none), msg.New("a column changed", ColumnDuties, none, DutyDirector.Message())}},
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
