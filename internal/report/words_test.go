package report

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/db"
)

func lead(no int) db.Owed {
	return db.Owed{Assignment: checklist.Assignment{No: no, Party: "行政效能监督科", Role: checklist.Lead, State: checklist.Accepted, Round: 1, ClosedMs: 1000}}
}

func done(at int64, text string) db.Evidence {
	return db.Evidence{Mail: at, Round: 1, Verb: checklist.VerbDone, Text: text, AtMs: at}
}

func TestAccepted_theWordsOfTheItemAlone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ reason, text, want string }{
		{"as written", "采取措施：升级查询功能；成效：群众可随时查询。", "采取措施：升级查询功能；成效：群众可随时查询。"},
		{"without the verb that the reply needed", "已完成：升级查询功能。", "升级查询功能。"},
		{"a bare claim stays", "已完成。", "已完成。"},
		{"two items and a signature", "8 已完成：采取措施：设置质量监管岗位2个；成效：抽查案卷120件。\n14 已完成：采取措施：升级查询功能；成效：群众可随时查询。\n\n行政效能监督科 王五",
			"采取措施：设置质量监管岗位2个；成效：抽查案卷120件。"},
		{"two items in one line", "第8项已完成：设岗2个。第14项已完成：升级查询功能。", "设岗2个。"},
		{"two items at once", "8、14 均已完成，台账已报送。", "台账已报送。"},
		{"a list of measures is no list of items", "1. 制定方案；\n2. 明确专人；\n3. 按周检查。", "1. 制定方案；\n2. 明确专人；\n3. 按周检查。"},
		{"greeting, thanks, unit, telephone and day", "督办员您好：\n8 已完成：设岗2个。\n\n此致\n敬礼\n\n行政效能监督科\n王五\n电话：0755-1234567\n2026年4月20日", "设岗2个。"},
		{"a name under the last sentence", "设岗2个。\n王五", "设岗2个。"},
		{"a short last line that is no name", "采取措施：\n设岗两个", "采取措施：\n设岗两个"},
		{"a mail program's foot", "设岗2个。\n\n--\n王五\n行政效能监督科\n发自我的iPhone", "设岗2个。"},
		{"nothing but a name", "王五", "王五"},
		{"a day that is not a date line", "成效：4月20日已上线", "成效：4月20日已上线"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			got := Cell{}.Accepted(lead(8), []db.Evidence{done(10, c.text)}, nil)
			if diff := cmp.Diff(got, c.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

func TestAccepted_theClaimThatStoodAndWhatWasAddedToIt(t *testing.T) {
	t.Parallel()
	progress := db.Evidence{Mail: 5, Round: 1, Verb: checklist.VerbProgress, Text: "正在做", AtMs: 5}
	supplement := db.Evidence{Mail: 40, Round: 1, Verb: checklist.VerbProgress, Text: "另补会商记录。", AtMs: 40}
	seen := db.Evidence{Mail: 6, Round: 1, Verb: checklist.VerbAcknowledge, Text: "收到", AtMs: 6}
	late := db.Evidence{Mail: 2000, Round: 1, Verb: checklist.VerbProgress, Text: "又及", AtMs: 2000}
	other := done(30, "别的一轮")
	other.Round = 2
	got := Cell{}.Accepted(lead(8), []db.Evidence{progress, seen, done(10, "先前的。"), done(30, "设岗2个。"), done(31, "设岗2个。"), supplement, other, late},
		[]checklist.Event{{Kind: checklist.EventSubmitted, At: 10}, {Kind: checklist.EventWithdrawn, At: 20}})
	if diff := cmp.Diff(got, "设岗2个。\n另补会商记录。"); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	open := lead(8)
	open.State = checklist.Submitted
	if got := (Cell{}).Accepted(open, []db.Evidence{done(10, "做了")}, nil); got != "" {
		t.Errorf("not accepted yet, and in the table: %q", got)
	}
}
