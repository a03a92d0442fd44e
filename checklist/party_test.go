package checklist

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"duban/internal/words"
)

func names(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

func TestParseParties_formsThatOfficesWrite(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ reason, cell, leads, joint string }{
		{"one department leads", "技术服务部", "技术服务部", ""},
		{"、 makes two leads", "抵押登记部、转移登记部", "抵押登记部|转移登记部", ""},
		{"会同 divides lead and joint", "综合部会同业务受理部", "综合部", "业务受理部"},
		{"several joint", "业务受理部会同技术服务部、各业务部门", "业务受理部", "技术服务部|各业务部门"},
		{"several lead", "综合部、技术服务部会同权籍调查部", "综合部|技术服务部", "权籍调查部"},
		{"everybody joins", "综合部会同各部", "综合部", "各部"},
		{"a group leads", "各业务部门会同技术服务部", "各业务部门", "技术服务部"},
		{"everybody leads", "各部门", "各部门", ""},
		{"heads of a group", "各窗口部门负责人", "各窗口部门负责人", ""},
		{"a body and heads", "党支部委员会、部门负责人", "党支部委员会|部门负责人", ""},
		{"posts", "中心主任、分管副主任", "中心主任|分管副主任", ""},
		{"the head of the office", "主要负责人", "主要负责人", ""},
		{"牵头 and 配合", "综合部牵头，业务受理部、技术服务部配合", "综合部", "业务受理部|技术服务部"},
		{"牵头 with a 、 behind", "综合部牵头、业务受理部配合", "综合部", "业务受理部"},
		{"牵头 with a space behind", "综合部牵头 业务受理部配合", "综合部", "业务受理部"},
		{"由 in front", "由综合部牵头，会同业务受理部", "综合部", "业务受理部"},
		{"牵头会同 in one", "综合部牵头会同业务受理部、技术服务部", "综合部", "业务受理部|技术服务部"},
		{"a clause without a verb beside a lead", "综合部牵头，业务受理部", "综合部", "业务受理部"},
		{"the rest by their duties", "综合部牵头，业务受理部、技术服务部按职责分工负责", "综合部", "业务受理部|技术服务部"},
		{"all by their duties", "业务受理部、技术服务部按职责分工负责", "业务受理部|技术服务部", ""},
		{"each for itself", "业务受理部、技术服务部分别负责", "业务受理部|技术服务部", ""},
		{"each bears its own", "业务受理部、技术服务部各负其责", "业务受理部|技术服务部", ""},
		{"two 牵头", "综合部、技术服务部牵头", "综合部|技术服务部", ""},
		{"负责 and 协助", "综合部负责，技术服务部协助", "综合部", "技术服务部"},
		{"负责 and 参与", "综合部负责；技术服务部参与", "综合部", "技术服务部"},
		{"labels", "牵头单位：综合部；配合单位：业务受理部、技术服务部", "综合部", "业务受理部|技术服务部"},
		{"labels on two lines", "牵头部门:综合部\n配合部门:业务受理部", "综合部", "业务受理部"},
		{"责任 beside 牵头 is joint", "牵头单位：综合部；责任单位：业务受理部", "综合部", "业务受理部"},
		{"责任 alone leads", "责任单位：业务受理部", "业务受理部", ""},
		{"a tag", "综合部（牵头）、业务受理部", "综合部", "业务受理部"},
		{"a tag behind another", "业务受理部、综合部（牵头）", "综合部", "业务受理部"},
		{"two tags", "综合部（牵头）、业务受理部（配合）", "综合部", "业务受理部"},
		{"comma", "综合部，业务受理部", "综合部|业务受理部", ""},
		{"semicolon", "综合部；业务受理部", "综合部|业务受理部", ""},
		{"space", "综合部 业务受理部", "综合部|业务受理部", ""},
		{"line break", "综合部\n业务受理部", "综合部|业务受理部", ""},
		{"slash", "综合部/业务受理部", "综合部|业务受理部", ""},
		{"和 between names", "综合部和业务受理部", "综合部|业务受理部", ""},
		{"和 and 及", "综合部和业务受理部及各业务部门", "综合部|业务受理部|各业务部门", ""},
		{"以及 after 和", "综合部和业务受理部以及技术服务部", "综合部|业务受理部|技术服务部", ""},
		{"和 inside a name", "自然资源和规划局", "自然资源和规划局", ""},
		{"和 inside and between", "自然资源和规划局和税务局", "自然资源和规划局|税务局", ""},
		{"与 inside a name", "科技与信息化科", "科技与信息化科", ""},
		{"layout spaces in a name", "综 合 部", "综合部", ""},
		{"named twice", "综合部、综合部", "综合部", ""},
		{"lead named again as joint", "综合部会同综合部、业务受理部", "综合部", "业务受理部"},
		{"负责人 is not 负责", "部门负责人、各业务部门负责人", "部门负责人|各业务部门负责人", ""},
		{"persons", "张三、李四", "张三|李四", ""},
	} {
		t.Run(c.reason, func(t *testing.T) {
			got, err := ParseParties(c.cell, nil)
			if err != nil {
				t.Fatal(err)
			}
			want := PartyCell{Leads: names(c.leads), Joint: names(c.joint)}
			if diff := cmp.Diff(got, want); diff != "" {
				t.Errorf("%s (-got +want):\n%s", c.cell, diff)
			}
		})
	}
}

func TestParseParties_theDirectoryGoesBeforeTheGrammar(t *testing.T) {
	t.Parallel()
	known := func(name string) bool {
		return slices.Contains([]string{"机要和保密", "技术支持", "党办/政办", "老干部、离退休工作科", "分管副主任（李四）", "相关部门", "征收与补偿部和安置部联席会"}, name)
	}
	for _, c := range []struct{ reason, cell, leads, joint string }{
		{"和 in a known name", "机要和保密", "机要和保密", ""},
		{"和 in a known name among others", "综合部、机要和保密", "综合部|机要和保密", ""},
		{"a known name that ends like a verb", "综合部会同技术支持", "综合部", "技术支持"},
		{"a slash in a known name", "党办/政办、综合部", "党办/政办|综合部", ""},
		{"、 in a known name that fills the cell", "老干部、离退休工作科", "老干部、离退休工作科", ""},
		{"brackets in a known name", "分管副主任（李四）、综合部", "分管副主任（李四）|综合部", ""},
		{"a vague name made clear by a group", "综合部会同相关部门", "综合部", "相关部门"},
		{"the longest known name", "综合部和征收与补偿部和安置部联席会", "综合部|征收与补偿部和安置部联席会", ""},
	} {
		t.Run(c.reason, func(t *testing.T) {
			got, err := ParseParties(c.cell, known)
			if err != nil {
				t.Fatal(err)
			}
			want := PartyCell{Leads: names(c.leads), Joint: names(c.joint)}
			if diff := cmp.Diff(got, want); diff != "" {
				t.Errorf("%s (-got +want):\n%s", c.cell, diff)
			}
		})
	}
}

func TestParseParties_whatItLeavesOutIsDoubted(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ reason, cell, leads, doubt string }{
		{"等 leaves the list open", "综合部、业务受理部等部门按职责分工负责", "综合部|业务受理部", "“等”之后"},
		{"a person behind the department", "综合部（张三）", "综合部", "张三"},
		{"a person before the department", "张三（综合部）", "综合部", "张三"},
		{"a person after a space", "综合部 张三", "综合部", "张三"},
		{"parts of a department", "登记部（受理组、审核组）", "登记部", "受理组、审核组"},
		{"nobody in particular joins", "综合部会同各有关单位", "综合部", "没有指明是谁"},
		{"a watcher", "综合部负责，行政效能监督科监督", "综合部", "“行政效能监督科”监督或分管"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			got, err := ParseParties(c.cell, nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(got, PartyCell{Leads: names(c.leads)}, cmpopts.IgnoreFields(PartyCell{}, "Doubt")); diff != "" {
				t.Errorf("%s (-got +want):\n%s", c.cell, diff)
			}
			if !strings.Contains(words.Say(words.Chinese, got.Doubt), c.doubt) {
				t.Errorf("%s: doubt %q does not say %q", c.cell, got.Doubt, c.doubt)
			}
		})
	}
}

func TestParseParties_cellsThatCannotBeReadAreAskedBack(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ reason, cell, says string }{
		{"nothing", "  ", "责任主体为空"},
		{"ditto", "同上", "照抄上一行"},
		{"a dash", "——", "没有责任主体"},
		{"only joint", "业务受理部配合", "没有牵头"},
		{"only joint, by 会同", "会同业务受理部", "没有牵头"},
		{"prose", strings.Repeat("由各单位结合实际", 9), "读不出责任主体"},
		{"bytes that are no text", "综合部\xa4", "乱码"},
		{"a book", strings.Repeat("综合部等", 500), "太长"},
		{"a number", "123", "读不出责任主体"},
		{"an address", "a@b.example", "读不出责任主体"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			got, err := ParseParties(c.cell, nil)
			if !errors.Is(err, ErrInvalid) {
				t.Fatalf("%s: got %+v, %v; want ErrInvalid", c.cell, got, err)
			}
			if !strings.Contains(words.SayError(words.Chinese, err), c.says) {
				t.Errorf("%s: %v does not say %q", c.cell, err, c.says)
			}
		})
	}
}

func TestParseParties_nobodyInParticularIsAskedForNotRefused(t *testing.T) {
	t.Parallel()
	for _, cell := range []string{"相关部门", "各相关单位", "其他有关单位", "相关负责人", "各有关单位牵头，综合部配合"} {
		got, err := ParseParties(cell, nil)
		if err != nil || len(got.Leads) > 0 || got.Ask.Code != "nobody in particular" {
			t.Errorf("%s: got %+v, %v", cell, got, err)
		}
	}
}

func TestParsePartyColumns_keepsLeadsAndJointApart(t *testing.T) {
	t.Parallel()
	known := func(name string) bool { return name == "老干部、离退休工作科" }
	for _, c := range []struct{ leads, joint, wantLeads, wantJoint string }{
		{"综合部，业务受理部", "技术服务部", "综合部|业务受理部", "技术服务部"},
		{"综合部\n业务受理部\n权籍调查部", "技术服务部\n转移登记部", "综合部|业务受理部|权籍调查部", "技术服务部|转移登记部"},
		{"综合部；业务受理部", "技术服务部；转移登记部", "综合部|业务受理部", "技术服务部|转移登记部"},
		{"综合部 业务受理部", "各部门", "综合部|业务受理部", "各部门"},
		{"综合部/业务受理部", "技术服务部,综合部", "综合部|业务受理部", "技术服务部"},
		{"综合部", "技术服务部配合", "综合部", "技术服务部"},
		{"综合部", "老干部、离退休工作科", "综合部", "老干部、离退休工作科"},
		{"综合部", "各相关单位", "综合部", ""},
		{"综合部会同法规科", "技术服务部", "综合部", "法规科|技术服务部"},
	} {
		got, err := ParsePartyColumns(c.leads, c.joint, known)
		if err != nil {
			t.Fatal(err)
		}
		want := PartyCell{Leads: names(c.wantLeads), Joint: names(c.wantJoint)}
		if diff := cmp.Diff(got, want, cmpopts.IgnoreFields(PartyCell{}, "Doubt")); diff != "" {
			t.Errorf("%q + %q (-got +want):\n%s", c.leads, c.joint, diff)
		}
	}
}

// What is written by the one way is read back whole, whatever the names.
func TestParseParties_readsWhatIsWrittenPlainly(t *testing.T) {
	t.Parallel()
	name := rapid.StringMatching(`[东西南北中]{1,3}[一二三四五]?(部|科|室|处)`)
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfNDistinct(name, 2, 8, rapid.ID[string]).Draw(t, "names")
		n := rapid.IntRange(1, len(all)).Draw(t, "leads")
		cell := strings.Join(all[:n], "、")
		if n < len(all) {
			cell += "会同" + strings.Join(all[n:], "、")
		}
		got, err := ParseParties(cell, nil)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(got, PartyCell{Leads: all[:n], Joint: all[n:]}, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%s (-got +want):\n%s", cell, diff)
		}
	})
}

// FuzzParties: no name comes out that the cell does not have, none comes out
// twice, and there is a lead or a problem.
func FuzzParties(f *testing.F) {
	for _, s := range []string{"业务受理部会同技术服务部、各业务部门", "牵头单位：A科；配合单位：B科", "综合部（牵头）、业务受理部", "张三（综合部）", "综合部和自然资源和规划局", "、会同、", "相关部门", "综合部（牴夵）뀁业务受吆部", "综合部（甲）★局", "：（合部）"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		if strings.ContainsFunc(cell, unicode.IsMark) {
			return // a name cut out of a cell may fold otherwise than in it
		}
		got, err := ParseParties(cell, func(s string) bool { return s == "综合部" })
		if (err == nil) != (len(got.Leads) > 0 || !got.Ask.IsZero()) || (err != nil && !errors.Is(err, ErrInvalid)) {
			t.Fatalf("%q: %+v, %v", cell, got, err)
		}
		seen := map[string]bool{}
		for _, name := range append(slices.Clone(got.Leads), got.Joint...) {
			if name == "" || !strings.Contains(PartyKey(cell), PartyKey(name)) || seen[PartyKey(name)] {
				t.Fatalf("%q: name %q of %+v", cell, name, got)
			}
			seen[PartyKey(name)] = true
		}
	})
}

func TestLooksLikeParties_toTheEndAndNothingElse(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]bool{
		"综合部": true, "综合部会同各部": true, "综合部、技术服务部": true, "、综合部、": true,
		"": false, "、": false, "综合部负责完善制度": false, "综合部、抓紧办理": false, strings.Repeat("综合部、", 125): true, strings.Repeat("综合部、", 126): false,
	} {
		if LooksLikeParties(cell) != want {
			t.Errorf("%q: %t", cell, !want)
		}
	}
}
