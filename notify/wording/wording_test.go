package wording_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	. "duban/notify/wording"
)

var today = Fields{Reader: "技术服务部负责人", Department: "技术服务部", Day: "2027年4月27日", List: "《实施清单》", Items: "3", Office: "不动产登记中心", Sign: "综合部", Contact: "张三"}

func TestFaults_eachIsNamedAndAllAtOnce(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		text string
		slot Slot
		want []Fault
	}{
		"plain words":                 {"请按时办理。", Opening, nil},
		"fields, also in English":     {"{机构}请{ department }办理{清单}所列{items}项。", Opening, nil},
		"a field of no name":          {"请{}办理", Opening, []Fault{{Code: UnknownField}}},
		"one that is near":            {"{收件人}", Opening, []Fault{{Code: UnknownField, Name: "收件人", More: "收信人"}}},
		"one that is near in English": {"{readr}", Opening, []Fault{{Code: UnknownField, Name: "readr", More: "reader"}}},
		"of the list, in a signature": {"{清单}", Signature, []Fault{{Code: Unlisted, Name: "清单"}}},
		"of an empty key":             {"{联系人}{电话}", Signature, []Fault{{Code: Empty, Name: "电话", More: "office.phone"}}},
		"an open brace":               {"请{收信人办理", Opening, []Fault{{Code: Unbalanced}}},
		"a closing one":               {"请收信人}办理", Opening, []Fault{{Code: Unbalanced}}},
		"one within another":          {"{{收信人}}", Opening, []Fault{{Code: Unbalanced}}},
		"braces of an input method":   {"｛收信人｝", Opening, []Fault{{Code: WideBraces}}},
		"two lines":                   {"请办理\n谢谢", Opening, []Fault{{Code: Broken}}},
		"a line separator":            {"请办理\u2028谢谢", Opening, []Fault{{Code: Broken}}},
		"turned writing":              {"请\u202e办\u202e理", Opening, []Fault{{Code: Hidden, Name: "U+202E"}}},
		"nothing wide":                {"请\u200b办理\x00", Opening, []Fault{{Code: Hidden, Name: "U+200B"}, {Code: Hidden, Name: "U+0000"}}},
		"a character too many":        {strings.Repeat("办", 41), Salutation, []Fault{{Code: Long, N: 41}}},
		"not one too many":            {strings.Repeat("办", 40), Salutation, nil},
		"all at once":                 {"\u200f{x}{" + strings.Repeat("办", 100) + "\n", Signature, []Fault{{Code: Broken}, {Code: Hidden, Name: "U+200F"}, {Code: Long, N: 106}, {Code: Unbalanced}, {Code: UnknownField, Name: "x"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, tt.slot.Faults(tt.text, today)); diff != "" {
				t.Errorf("%q (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func TestFill(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"{机构}：请{ department }办理{清单}所列{items}项。": "不动产登记中心：请技术服务部办理《实施清单》所列3项。",
		"没有字段":            "没有字段",
		"{联系人}{联系人}":      "张三张三",
		"{x}和{":           "{x}和{",
		"}{落款}":           "}综合部",
		"{日期}　{收信人}　{落款}": "2027年4月27日　技术服务部负责人　综合部",
	} {
		if got := Fill(text, today); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	title := today
	title.List = "《{联系人}\n\u2028清单》"
	if got := Fill("{清单}", title); got != "《{联系人}  清单》" {
		t.Errorf("a value is read as words: %q", got)
	}
}

// Whatever is written, what has no fault is filled without a rest, in one line that is
// seen as it is.
func TestFill_whatHasNoFaultLeavesNothingUnsaid(t *testing.T) {
	t.Parallel()
	piece := rapid.OneOf(rapid.SampledFrom([]string{"{", "}", "{收信人}", "{items}", "{电话}", "{x}", "｛", "\n", "\u202e", "请", " "}), rapid.String())
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 6).Draw(t, "text"), "")
		if len(Opening.Faults(text, today)) > 0 {
			return
		}
		filled := Fill(text, today)
		if strings.ContainsAny(filled, "{}\n\r") || strings.ContainsFunc(filled, func(r rune) bool { return !unicode.IsGraphic(r) }) {
			t.Fatalf("%q became %q", text, filled)
		}
	})
}
