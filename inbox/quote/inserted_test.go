package quote

import (
	"strings"
	"testing"

	"duban/inbox/rawtest"
)

func TestInserted_areWhatTheLetterHasNot(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ quoted, want string }{
		"between its lines": {`发件人：督办 <duban@djzx.example>
主题：请办理
技术服务部负责人：
您有2件事项临近时限。
14　推行一码通查询
时限：2026年4月30日（星期四），还有5个工作日
已完成，系统4月20日上线
29　部门之间数据共享
还没有，预计5月5日
时限：2026年4月30日（星期四），还有5个工作日
直接回复本邮件即可登记，例如“14 已完成：采取措施……”。
张三 办公室`, "已完成，系统4月20日上线|还没有，预计5月5日"},
		"broken and joined otherwise": {"您有2件\n事项临近时限。 14　推行一码通\n查询　　时限：2026年4月30日（星期四），还有\n5个工作日29　部门之间数据共享", ""},
		"an older letter below": {`您有2件事项临近时限。
14　推行一码通查询
发件人：督办 <duban@djzx.example>
上月的那一封有别的话
您有2件事项临近时限。`, ""},
		"a link that the program made": {`您有2件事项临近时限。<mailto:duban@djzx.example>
已办
直接回复本邮件即可登记，例如“14 已完成：采取措施……”。`, "已办"},
		"below it": {"您有2件事项临近时限。\n此邮件内容保密，未经许可不得传播", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := insertedFor(tt.quoted, ReadLetter([]byte(rawtest.OurLetter)))
			if strings.Join(got, "|") != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// insertedFor are the lines between those of a letter that is quoted and nothing else.
func insertedFor(quoted string, letter Letter) []string {
	ls := splitLines(quoted)
	markOurs(ls, []Letter{letter})
	setPart(ls, quotedPart)
	return insertedIn(ls, true)
}
