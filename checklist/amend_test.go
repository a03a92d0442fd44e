package checklist

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func amended(no int, content, parties, deadline string) Item {
	return Item{No: no, Content: content, Parties: parties, DeadlineText: deadline}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	a := amended(1, "在登记大厅显著位置设置咨询引导窗口", "综合部", "4月底")
	b := amended(2, "严格执行窗口应急制度，加强应急演练", "各部", "4月底")
	c := amended(3, "简化不动产非公证继承手续", "转移登记部", "5月底")
	at := func(no int, it Item) Item { it.No = no; return it }
	for _, row := range []struct {
		reason string
		now    []Item
		want   []string
	}{
		{"nothing but white space", []Item{a, amended(2, "严格执行窗口应急制度， 加强应急演练\n", "各部", "4 月底"), c}, nil},
		{"an item in between moves the others", []Item{a, amended(2, "全新的一项工作", "各部", "6月底"), at(3, b), at(4, c)},
			[]string{"+2 []", "2>3 []", "3>4 []"}},
		{"an item taken out", []Item{a, at(2, c)}, []string{"3>2 []", "-2 []"}},
		{"a deadline and its parties", []Item{a, amended(2, b.Content, "综合部会同各部", "5月底"), c}, []string{"2>2 [parties deadline]"}},
		{"a sentence worded anew keeps its number", []Item{a, amended(2, "严格执行窗口应急制度，每月开展应急演练", "各部", "4月底"), c}, []string{"2>2 [content]"}},
		{"worded anew and moved", []Item{amended(1, "严格执行窗口应急制度，加强应急的演练", "各部", "4月底"), at(2, a), c}, []string{"2>1 [content]", "1>2 []"}},
		{"another item under an old number", []Item{a, amended(2, "推行二手房带押过户服务模式", "抵押登记部", "5月底"), c}, []string{"+2 []", "-2 []"}},
	} {
		t.Run(row.reason, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, ch := range Compare([]Item{a, b, c}, row.now) {
				switch {
				case ch.Added():
					got = append(got, fmt.Sprintf("+%d %v", ch.New.No, ch.What))
				case ch.Removed():
					got = append(got, fmt.Sprintf("-%d %v", ch.Old.No, ch.What))
				default:
					got = append(got, fmt.Sprintf("%d>%d %v", ch.Old.No, ch.New.No, ch.What))
				}
			}
			if diff := cmp.Diff(got, row.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

func TestCompare_equalContentsKeepTheirNumbers(t *testing.T) {
	t.Parallel()
	list := []Item{amended(1, "定期报告", "综合部", "4月底"), amended(2, "定期报告", "各部", "5月底")}
	if got := Compare(list, list); got != nil {
		t.Errorf("got %+v", got)
	}
}

func TestAlike(t *testing.T) {
	t.Parallel()
	many := func(prefix string, n int) (items []Item) {
		for i := range n {
			items = append(items, amended(i+1, prefix+strings.Repeat("甲", i), "综合部", "4月底"))
		}
		return items
	}
	if !Alike(many("做", 6), append(many("做", 4), many("改", 3)...)) {
		t.Error("two editions of one list are not alike")
	}
	if Alike(many("做", 6), many("改", 6)) || Alike(nil, nil) {
		t.Error("two lists are alike")
	}
}

// Likeness decides which sentence worded anew is which: 0.4 keeps a number, 0.6
// follows one that moved.
func TestCompare_howAlikeIsAlike(t *testing.T) {
	t.Parallel()
	const was, two, three = "一二三四五六", "一二三甲乙丙", "一二三四甲乙" // two and three of five pairs agree
	for _, row := range []struct {
		reason   string
		old, now []Item
		want     string
	}{
		{"two of five pairs keep a number", []Item{amended(1, was, "", "")}, []Item{amended(1, two, "", "")}, "1>1"},
		{"but follow no move", []Item{amended(1, was, "", "")}, []Item{amended(2, two, "", "")}, "0>2 1>0"},
		{"three follow one", []Item{amended(1, was, "", "")}, []Item{amended(2, three, "", "")}, "1>2"},
		{"the likest of all", []Item{amended(1, three, "", ""), amended(2, was+"七", "", "")}, []Item{amended(9, was, "", "")}, "2>9 1>0"},
		{"equal words before one's own number", []Item{amended(1, was, "", ""), amended(2, was+"七", "", "")}, []Item{amended(2, was, "", "")}, "1>2 2>0"},
		{"equal words before the likest", []Item{amended(1, was, "", ""), amended(2, was+"七", "", "")}, []Item{amended(9, was, "", "")}, "1>9 2>0"},
		{"of equal ones one stays", []Item{amended(1, was, "", ""), amended(5, was, "", "")}, []Item{amended(1, was, "", "")}, "5>0"},
		{"no words at all", []Item{amended(1, "", "", "")}, []Item{amended(2, "甲", "", "")}, "0>2 1>0"},
	} {
		var got []string
		for _, c := range Compare(row.old, row.now) {
			got = append(got, fmt.Sprintf("%d>%d", c.Old.No, c.New.No))
		}
		if strings.Join(got, " ") != row.want {
			t.Errorf("%s: %v, want %s", row.reason, got, row.want)
		}
	}
	for _, pair := range []struct {
		a, b string
		want float64
	}{{was, was, 1}, {was, "四五六七", 4. / 8}, {"四五六七", was, 4. / 8}, {was, "", 0}, {"", was, 0}, {was, "六五四三二一", 0}, {"甲乙", "甲", 0}, {"一二", "一二丁", 2. / 3}} {
		m := matcher{known: map[string][]string{}}
		if got := m.likeness(Item{Content: pair.a}, Item{Content: pair.b}); got != pair.want {
			t.Errorf("%s and %s are alike by %v, want %v", pair.a, pair.b, got, pair.want)
		}
	}
}

func TestCompare_aDeadlineReadOtherwiseIsAChange(t *testing.T) {
	t.Parallel()
	was := amended(1, "甲", "综合部", "4月底")
	now := was
	now.Deadline = Date(2027, 4, 30)
	got := Compare([]Item{was}, []Item{now})
	if len(got) != 1 || fmt.Sprint(got[0].What) != "[deadline]" {
		t.Errorf("got %+v", got)
	}
}

func TestAlike_halfOfTheShorterList(t *testing.T) {
	t.Parallel()
	list := func(contents ...string) (all []Item) {
		for _, c := range contents {
			all = append(all, Item{Content: c})
		}
		return all
	}
	for _, row := range []struct {
		a, b []Item
		want bool
	}{
		{list("甲", "乙"), list("甲", "丙"), true},
		{list("甲", "乙", "丁"), list("甲", "丙", "戊"), false},
		{list("甲", "乙", "丁"), list("甲", "丙"), true},
		{nil, list("甲"), false},
	} {
		if got := Alike(row.a, row.b); got != row.want {
			t.Errorf("%v and %v: %v", row.a, row.b, got)
		}
	}
}

// What was carried over into a list stands in no document of it, and is kept by its next
// edition, unless that has it.
func TestWithCarried_goesOnBehindTheLastNumber(t *testing.T) {
	t.Parallel()
	old := []Item{{No: 1, Row: 2, Content: "甲"}, {No: 2, Content: "转入一"}, {No: 3, Content: "转入二"}, {No: 4, Content: "转入三"}}
	now := []Item{{No: 5, Row: 2, Content: "甲"}, {No: 2, Row: 3, Content: "转入二"}}
	got := WithCarried(old, now)
	want := append(slices.Clone(now), Item{No: 6, Content: "转入一"}, Item{No: 7, Content: "转入三"})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
