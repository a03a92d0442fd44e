package report

import (
	"strings"
	"testing"
	"text/template"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/db"
)

var zone = time.FixedZone("", 8*3600)

func accepted14(party, words string) Lead {
	return Lead{Words: words, Owed: db.Owed{Assignment: checklist.Assignment{No: 14, Party: party, Role: checklist.Lead, State: checklist.Accepted,
		ClosedMs: checklist.Date(2026, 4, 30).At(10, 0, zone).UnixMilli()}}}
}

func full(t *testing.T) Cell {
	t.Helper()
	form, err := template.New("").Parse("{{if or .采取措施 .成效}}{{with .采取措施}}采取措施：{{.}}\n{{end}}{{with .成效}}成效：{{.}}{{end}}{{else}}{{.回复}}{{end}}")
	if err != nil {
		t.Fatal(err)
	}
	return Cell{Form: form}
}

func TestStatuses(t *testing.T) {
	t.Parallel()
	long := "采取措施：" + strings.Repeat("办", 80) + "。成效：群众可随时查询。"
	for _, c := range []struct {
		reason, was string
		short       bool
		leads       []Lead
		want        string
	}{
		{"the parts that a reply names", "", false, []Lead{accepted14("技术服务部", "采取措施：升级；成效：可查。")}, "采取措施：升级\n成效：可查。"},
		{"several leads, each under its name", "", false, []Lead{accepted14("技术服务部", "升级。"), accepted14("综合部", "培训。")}, "技术服务部：升级。\n综合部：培训。"},
		{"one of several", "", false, []Lead{accepted14("技术服务部", "升级。"), accepted14("综合部", "")}, "技术服务部：升级。"},
		{"under what the cell says already, dated", "此前已开展", false, []Lead{accepted14("技术服务部", "升级。")}, "此前已开展\n2026年4月30日：升级。"},
		{"several leads under what the cell says already", "此前已开展", false, []Lead{accepted14("技术服务部", "升级。"), accepted14("综合部", "培训。")},
			"此前已开展\n2026年4月30日：\n技术服务部：升级。\n综合部：培训。"},
		{"an export that is exported again", "此前已开展\n2026年4月30日：升级。", false, []Lead{accepted14("技术服务部", "升级。")}, "此前已开展\n2026年4月30日：升级。"},
		{"in short the effect, and that there is more", "", true, []Lead{accepted14("技术服务部", long)}, "成效：群众可随时查询。（节选，全文见佐证）"},
		{"in short all of it where it is short", "", true, []Lead{accepted14("技术服务部", "升级了查询。")}, "升级了查询。"},
		{"in short whole sentences", "", true, []Lead{accepted14("技术服务部", strings.Repeat("升级查询功能并培训。", 9))}, strings.Repeat("升级查询功能并培训。", 6) + "（节选，全文见佐证）"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			cell := full(t)
			cell.Short = c.short
			got, err := cell.Statuses(c.leads, map[int]string{14: c.was}, zone)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(got, map[int]string{14: c.want}); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

func TestNames_peopleAsTheOfficeCallsThem(t *testing.T) {
	t.Parallel()
	n := Names{People: []checklist.Person{{ID: "技术服务部负责人", Title: "技术服务部负责人", Name: "李四"}, {ID: "中心主任", Title: "中心主任"}}}
	var got []string
	for _, id := range []string{"clerk", "duban", "技术服务部负责人", "中心主任", "x@y.example"} {
		got = append(got, n.who(id))
	}
	if diff := cmp.Diff(got, []string{"督办员", "督办系统", "技术服务部负责人 李四", "中心主任", "x@y.example"}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}
