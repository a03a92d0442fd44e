package answer

import (
	"fmt"
	"strings"
	"testing"

	"duban/checklist"
)

// TestRead_rules: one row a rule, with the condition on both of its sides.
func TestRead_rules(t *testing.T) {
	t.Parallel()
	april, may := checklist.Date(2027, 4, 30), checklist.Date(2027, 5, 31)
	owed := Letter{Lines: []Line{{No: 6, Deadline: may, Content: "6月10日活动方案"}, {No: 7, Deadline: may, Content: "开通un平台"}, {No: 14, Deadline: april, Content: "建立登记系统"}, {No: 15, Deadline: may, Content: "publish the yearly price list in oa"}, {No: 29, Deadline: may, Content: "keep the done list"}}}
	waiting := Letter{Lines: []Line{{No: 8, Waiting: true}, {No: 14, Waiting: true}, {No: 17}, {No: 29, Asked: checklist.Date(2027, 6, 10), Deadline: may}}}
	lists := Letter{Lines: []Line{{No: 3, List: "甲"}, {No: 3, List: "乙"}}}
	parties := Letter{Lines: []Line{{No: 3, Party: "综合部"}, {No: 3, Party: "受理部"}}}
	wide := Letter{Lines: []Line{{No: 1}, {No: 60}, {No: 90}, {No: 101}, {No: 102}, {No: 999}}}
	single := Letter{Lines: []Line{{No: 8, Waiting: true}}}
	twice := Letter{Lines: []Line{{No: 3, Party: "综合部"}, {No: 3, Party: "综合部"}}}
	for _, group := range []struct {
		letter Letter
		opt    Options
		rows   [][2]string
	}{
		{owed, department, [][2]string{
			{"14 办好登记系统", "[2]完成"},
			{"14 完成登记系统", "[2]进展?"},
			{"14 目前完成", "[2]进展?"},
			{"14 目前已完成", "[2]完成"},
			{"15 complete today", "[3]进展?"},
			{"15 completed today", "[3]完成"},
			{"15 completed the yearly price list", "[3]完成"},
			{"15 completed the yearly pricelist", "[3]进展?"},
			{"15 completed the year", "[3]进展?"},
			{"15 completed the list price", "[3]完成"},
			{"15 completed the price", "[3]完成"},
			{"15 complete the price list", "[3]进展?"},
			{"14 按期办好", "[2]进展?"},
			{"14 按期办好登记系统", "[2]完成"},
			{"14 完成情况已完成", "[2]完成"},
			{"14 完成时限已完成", "[2]进展?"},
			{"14 已完成完成情况", "[2]进展?"},
			{"14 完成时限延期到6月10日", "[2]延期"},
			{"14 延期完成率到6月10日", "[2]进展"},
			{"14 不延期到6月10日", "[2]进展"},
			{"14 不得再延期到6月10日", "[2]进展"},
			{"14 延期到6月10日设备采购", "[2]延期"},
			{"14 延期某某到6月10日", "[2]进展"},
			{"14 上次延期到6月10日", "[2]进展"},
			{"14 已完成5项，见附件", "[2]进展?"},
			{"14 已完成，附件3", "[2]完成"},
			{"14 已完成附件3", "[2]完成"},
			{"14 附件3已完成", "[2]进展?"},
			{"任务99推进顺利", "[]进展?"},
			{"6 申请延期到6月10日", "[0]延期"},
			{"14 服务窗口延长至6月10日", "[2]进展"},
			{"14 期限延长至6月10日", "[2]延期"},
			{"14 完成：" + strings.Repeat("嘿", shortValue), "[2]完成"},
			{"14 完成：" + strings.Repeat("嘿", shortValue-1), "[2]进展?"},
			{"三个窗口改造，以上均已完成", "[]进展?"},
			{"6项已完成", "[0]完成"},
			{"15 收到，14号已完成", "[3]收到 [2]进展?"},
			{"14 已于4月20日收到", "[2]收到"},
			{"完成6，7、14申请延期到6月10日", "[0]完成 [1 2]延期"},
			{"15 completed the oa", "[3]完成"},
			{"15 publish completed", "[3]完成"},
			{"29 done list", "[4]进展"},
			{"0014 已完成", "[]进展?"},
			{"014 已完成", "[2]完成"},
			{"14 申请延期到6月10日，撤回", "[2]进展?"},
			{"14 撤回", "[2]撤回"},
			{"14 转交诸葛亮", "[2]转交"},
			{"14 转交司马相如", "[2]进展"},
			{"）14 已完成", "[2]进展?"},
			{"完成6，7，14申请延期到6月10日", "[0 1]完成 [2]延期"},
			{"6项至7项已完成", "[0 1]完成"},
			{"14号项已完成", "[2]完成"},
			{"6、7、14等三项已完成", "[0 1 2]完成"},
			{"6、7、14共4项已完成", "[0 1 2]进展?"},
			{"14 转交：", "[2]进展?"},
			{"14 转交张三", "[2]转交"},
			{"14 转交部", "[2]进展"},
			{"14 转交" + strings.Repeat("甲", 15) + "部", "[2]转交"},
			{"14 转交" + strings.Repeat("甲", 16) + "部", "[2]进展"},
			{"14 已完成，转交技术服务部", "[2]进展?"},
			{"14 ？", "[2]帮助"},
			{"14 □", "[2]进展"},
			{"14 已完成：采取措施……；成效……", "[2]进展?"},
			{"14 系统上线 29已完成", "[2]进展 [4]完成"},
			{"14 系统29 已完成", "[2]进展?"},
			{"7 开通undone", "[1]进展"},
			{"7 已完成开通una", "[1]进展?"},
			{"十四", "[2]进展"},
			{"十四已完成", "[2]完成"},
			{"完成6、7，14申请延期到6月10日", "[0 1]完成 [2]延期"},
			{"14 申请延期：设备6月10日到货", "[2]延期"},
			{"14 申请延期，设备6月10日到货", "[2]进展?"},
			{"14 申请延期，至6月10日", "[2]延期"},
			{"14 已完成\n1.", "[2]完成"},
			{"14 两个窗口未改，其余已完成", "[2]进展?"},
			{"14 两个窗口未改。其余已完成", "[2]进展 [0 1 3 4]进展?"},
			{"14 申请办结", "[2]完成"},
			{"14 申请完成", "[2]进展?"},
			{"14 本月已完成", "[2]完成"},
			{"14 下月已完成", "[2]进展"},
			{"14 转交：技术服务部", "[2]转交"},
			{"14 转交：尽快", "[2]进展?"},
			{"14 三个窗口改造，现已全部完成", "[2]完成"},
			{"14 三个窗口改造：现已全部完成", "[2]进展?"},
			{"6、7、14除14外已完成", "[0 1]完成"},
			{"除7全部完成", "[0 2 3 4]完成"},
			{"除7以外的已完成", "[0 2 3 4]完成"},
			{"14号事项已完成", "[2]完成"},
			{"7除外，其余已完成", "[0 2 3 4]完成"},
			{"7除外，7已完成", "[1]进展?"},
		}},
		{waiting, director, [][2]string{
			{"14 退回补充照片", "[1]退回"},
			{"14 退回照片", "[1]批示?"},
			{"14 同意了", "[1]同意"},
			{"14 已同意", "[1]批示?"},
			{"14 退回照片补充", "[1]批示?"},
			{"14 好的同意", "[1]批示?"},
			{"14 收到同意", "[1]同意"},
			{"14 同意。退回。", "[1]批示?"},
			{"14 退回。同意。", "[1]批示?"},
			{"29 同意。同意延期到6月5日。", "[3]同意延期"},
			{"14 同意\n8 同上", "[1]同意 [0]同意"},
			{"14 同意\n8 同上，抓紧", "[1]同意 [0]批示"},
			{"14 同意\n14 请抓紧", "[1]批示? [1]批示?"},
			{"14 请抓紧\n14 同意", "[1]批示? [1]批示?"},
			{"14 请抓紧\n14 退回", "[1]批示 [1]退回"},
			{"29 同意延期到6月5日\n29 同意延期到6月8日", "[3]批示? [3]批示?"},
			{"29 同意延期到6月5日\n29 同意延期到6月5日", "[3]同意延期 [3]同意延期"},
			{"8除外，其余同意", "[1]同意"},
			{"14 同意\n8 同14", "[1]同意 [0]同意"},
			{"14 同意\n8 同17", "[1]同意 [0]批示?"},
			{"8 退回：缺照片\n同意其余，谢谢", "[0]退回 [1]同意"},
			{"8 退回：缺照片\n同意其余。29 不同意延期", "[0]退回 [1]同意 [3]不同意延期"},
			{"同意销号：8、14", "[0 1]同意"},
			{"同意：8 退回", "[]批示? [0]退回"},
			{"14 退回。限5月5日前重报。", "[1]退回"},
			{"29 同意，不同意延期", "[3]批示?"},
			{"14 同意，退回", "[1]批示?"},
			{"29 同意延期到5月31日", "[3]批示?"},
			{"14 👍🏻", "[1]同意"},
			{"14 👍🏿", "[1]同意"},
		}},
		{Letter{}, department, [][2]string{{"14项已完成", "[]完成"}, {"14 已完成", "[]完成"}}},
		{lists, department, [][2]string{{"3 已完成", "[]进展?"}}},
		{parties, department, [][2]string{{"3 已完成", "[]进展?"}, {"3", "[0 1]进展"}, {"3（受理部）已完成", "[1]完成"}}},
		{Letter{Lines: []Line{{No: 3}, {No: 7}, {No: 8}}}, department, [][2]string{{"3项已完成", "[0]进展?"}}},
		{owed, Options{Year: 2027, Received: checklist.Date(2027, 5, 1)}, [][2]string{{"14 本月已完成", "[2]完成"}, {"14 已于下月完成", "[2]进展"}}},
		{single, Options{Writer: Superior}, [][2]string{
			{"7 请抓紧", "[]批示?"},
			{"7、请抓紧", "[]批示?"},
			{"7、9：请抓紧", "[]批示?"},
			{"8 请抓紧\n7 请抓紧", "[0]批示 []批示?"},
			{"请抓紧\n7 窗口也要改", "[0]批示"},
			{"7 天内报", "[0]批示"},
			{"7 please hurry up", "[]批示?"},
			{"7: hurry up", "[]批示?"},
			{"3 days are enough", "[0]批示"},
			{"7天内报", "[0]批示"},
			{"1、请抓紧\n2、下周报", "[0]批示"},
			{"三、请抓紧", "[0]批示"},
			{"请各部门抓紧\n40 请抓紧", "[0]批示 []批示?"},
			{"请抓紧：\n1、加强领导\n（1）明确分工\n（2）落实责任\n2、严格考核", "[0]批示"},
			{"意见如下：1.加强领导；2.落实责任。\n3.请抓紧", "[0]批示"},
		}},
		{waiting, director, [][2]string{
			{"请各部门抓紧\n40 请抓紧", "[]批示 []批示?"},
			{"请各部门抓紧\n40、请抓紧", "[]批示 []批示?"},
			{"All departments, please hurry\n40 please hurry", "[]批示 []批示?"},
			{"请各部门抓紧\n14 请抓紧\n40 请抓紧", "[]批示 [1]批示 []批示?"},
			{"请各部门抓紧\n30 日前报", "[]批示"},
			{"请各部门抓紧\n1、加强领导\n2、落实责任", "[]批示"},
		}},
		{single, department, [][2]string{
			{"7 加快办理", "[]进展?"},
			{"您好\n7 加快办理", "[]进展?"},
			{"收到。\n7 加快办理", "[0]收到 []进展?"},
			{"综合部各位同事，上午好：\n7 加快办理", "[]进展?"},
			{"设备已到位\n7 加快办理", "[0]进展"},
			{"7 台设备已到位", "[0]进展"},
			{"8 已开工：\n2 受理部 三人\n3 综合部 两人", "[0]进展"},
		}},
		{single, director, [][2]string{{"4月26日同意", "[0]批示?"}, {"张三4月26日同意", "[0]同意"}, {"同意，张三4月26日", "[0]同意"}, {"同意张三4月28日", "[0]批示?"}}},
		{wide, department, [][2]string{{"60-90已完成", "[1 2]完成"}, {"1-101已完成", "[0 1 2 3]完成"}, {"1-102已完成", "[0 4]完成"}, {"60 已完成：\n1、已完成升级\n2、已培训", "[1]完成"}, {"60 已完成\n1、已完成", "[1]完成 [0]完成"}, {"999 已完成", "[5]完成"}, {"1000 已完成", "[]进展?"}}},
		{digest(t), department, [][2]string{{"14 已完成\n1 见附件", "[13]完成 [0]进展"}, {"10项已完成", "[9]完成"}, {"9项已完成", "[8]进展?"}, {"14 已完成：\n1、甲\n2、乙\n15 收到", "[13]完成 [14]收到"}}},
		{digest(t), Options{Writer: Superior}, [][2]string{{"14 同意", "[13]批示"}, {"抓紧", "[]批示"}, {"14", "[13]批示"}}},
		{digest(t), director, [][2]string{{"8的任务同意", "[7]同意"}, {"8项同意", "[7]批示?"}}},
		{Letter{Lines: []Line{{No: 14}}}, department, [][2]string{{"已完成\n14 见附件", "[0]完成 [0]进展"}}},
		{twice, department, [][2]string{{"3 已完成", "[0 1]完成"}}},
	} {
		for _, row := range group.rows {
			if got := short(Read(row[0], group.letter, group.opt)); got != row[1] {
				t.Errorf("%q: got %s, want %s", row[0], got, row[1])
			}
		}
	}
}

// TestRead_allOfALetterThatIsNotKnown: which items are meant of all is told by who knows
// the letter.
func TestRead_allOfALetterThatIsNotKnown(t *testing.T) {
	t.Parallel()
	one := Letter{Lines: []Line{{No: 14}}}
	for _, tt := range []struct {
		words  string
		letter Letter
		want   string
	}{
		{"全部已完成", Letter{}, "[] [] true 完成"},
		{"已完成", Letter{}, "[] [] false 完成"},
		{"all done", Letter{}, "[] [] true 完成"},
		{"全部已完成", one, "[] [0] false 完成"},
	} {
		a := Read(tt.words, tt.letter, department)[0]
		if got := fmt.Sprintf("%v %v %v %v", a.Nos, a.Lines, a.All, a.Verb); got != tt.want {
			t.Errorf("%q of %v: got %s, want %s", tt.words, tt.letter, got, tt.want)
		}
	}
}

// TestRead_daysInLongLines: a line is looked through piece by piece, and no day is lost or
// found twice where two pieces meet.
func TestRead_daysInLongLines(t *testing.T) {
	t.Parallel()
	for _, unit := range []string{"办", "办、", "a "} {
		for off := range 8 {
			n := mostDated/len(unit) - off
			key := strings.Repeat(unit, n)
			found := daysOf(key + "、4月20日")
			if len(found) != 1 || found[0].In(key+"、4月20日") != "4月20日" {
				t.Fatalf("%d of %s: %+v", n, unit, found)
			}
		}
	}
}

func TestCut_atACharacterAndALine(t *testing.T) {
	t.Parallel()
	for _, text := range []string{strings.Repeat("办", MaxText), "a" + strings.Repeat("办", MaxText), "aa" + strings.Repeat("办", MaxText), strings.Repeat("a", MaxText+1)} {
		read, unread := Cut(text)
		if read+unread != text || len(read) > MaxText || len(read) < MaxText-2 || strings.ContainsRune(read[len(read)-3:], '\uFFFD') {
			t.Errorf("%d bytes of %d are read", len(read), len(text))
		}
	}
	early := "14 已完成\n" + strings.Repeat("a", MaxText)
	if read, _ := Cut(early); len(read) != MaxText {
		t.Errorf("a line that ends early is no place to cut: %d", len(read))
	}
	for half, want := range map[int]int{MaxText / 2: MaxText, MaxText/2 + 1: MaxText/2 + 1} {
		if read, _ := Cut(strings.Repeat("a", half) + "\n" + strings.Repeat("a", MaxText)); len(read) != want {
			t.Errorf("a line of %d bytes: %d are read", half, len(read))
		}
	}
	if read, unread := Cut(strings.Repeat("a", MaxText)); len(read) != MaxText || unread != "" {
		t.Errorf("%d are read", len(read))
	}
}

func TestAside_aQuestionBelowOtherWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"14 已完成\n清单": "清单", "14 done\nlist": "list", "14 已完成\n查状态": "查状态", "清单": "", "14 已完成\n情况": "", "清单\n14 已完成": "", "14 已完成": "", "": "",
	} {
		if got := Aside(text, department); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestSaysNothing_courtesiesAndNames(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"": true, "谢谢！\n张三": true, "Thanks\nBest regards": true, "谢谢\n已完成": false, "李四": false,
		strings.Repeat("谢谢\n", mostQuestion/7) + "\n\n": true, strings.Repeat("谢谢\n", mostQuestion/7+1): false,
	} {
		if got := SaysNothing(text, director); got != want {
			t.Errorf("%.20q of %d bytes: %v", text, len(text), got)
		}
	}
	exact := strings.Repeat("谢谢\n", mostQuestion/7)
	exact += strings.Repeat("\n", mostQuestion-len(exact))
	if !SaysNothing(exact, director) || SaysNothing(exact+"\n", director) {
		t.Error("the bound is not held")
	}
}

func TestRead_anAcknowledgementIsShort(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]checklist.Verb{mostReceipt - 2: checklist.VerbAcknowledge, mostReceipt - 1: checklist.VerbProgress} {
		if got := Read("14 收到，"+strings.Repeat("嘿", n), digest(t), department)[0].Verb; got != want {
			t.Errorf("收到 and %d characters: %s", n, got)
		}
	}
}

func TestLeadingNumeral_inAnyDress(t *testing.T) {
	t.Parallel()
	for _, first := range []rune{'①', '⑴', '⒈'} {
		for i := range rune(20) {
			if n, width, han := leadingNumeral(string(first + i)); n != int(i)+1 || width != 3 || han {
				t.Errorf("%c: %d, %d bytes", first+i, n, width)
			}
		}
	}
	for text, want := range map[string][2]int{"⒜": {0, 0}, "\u245f": {0, 0}, "三两": {3, 3}, "十四": {14, 6}, "14": {14, 2}, "x": {0, 0}} {
		if n, width, _ := leadingNumeral(text); n != want[0] || width != want[1] {
			t.Errorf("%s: %d, %d bytes", text, n, width)
		}
	}
	for c := range byte(128) {
		if isDigit(c) != strings.ContainsRune("0123456789", rune(c)) || isLatin(string(rune(c)), 0) != strings.ContainsRune("abcdefghijklmnopqrstuvwxyz", rune(c)) {
			t.Errorf("%q", c)
		}
	}
}

func TestRead_asksWhatIsMeant(t *testing.T) {
	t.Parallel()
	l := Letter{Lines: []Line{{No: 3, Party: "综合部"}, {No: 3, Party: "受理部"}, {No: 8, Party: "综合部"}}}
	want := "所指不止一项：第3项（综合部）、第3项（受理部），请写明部门或月份"
	if got := asked(Read("3 申请延期两周", Letter{Lines: []Line{{No: 3}}}, department)[0].Doubt); got != "“两周”不是一个确定的日期，请写明延期到几月几日" {
		t.Errorf("of an item without a deadline: %s", got)
	}
	if got := asked(Read("3、8 已完成", l, department)[0].Doubt); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
