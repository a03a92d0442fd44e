package checklist

import "testing"

func TestReadStated(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		reason, reply string
		want          Stated
	}{
		{"both on one line", "采取措施：升级查询功能；成效：进度实时可查。", Stated{"升级查询功能", "进度实时可查。"}},
		{"after the number and the verb", "14 已完成：采取措施：升级；成效：好。", Stated{"升级", "好。"}},
		{"both on lines of their own", "14 已完成。\n采取措施:开展轮训。\n取得成效：群众满意。\n", Stated{"开展轮训。", "群众满意。"}},
		{"several lines under one label", "采取的措施：一是开会；\n二是培训。\n成效：好。", Stated{"一是开会；\n二是培训。", "好。"}},
		{"as our English letters propose it", "14 done: measures: the query was upgraded; results: progress can be seen.", Stated{"the query was upgraded", "progress can be seen."}},
		{"with capitals, on lines of their own", "Measures taken: training.\nResult: people are satisfied.", Stated{"training.", "people are satisfied."}},
		{"a word that ends so is no label", "14 done: countermeasures: none, the test results are good", Stated{}},
		{"measures alone", "已完成。工作措施：印发制度。", Stated{Measures: "印发制度。"}},
		{"no labels are no statement", "已办结，成效明显。", Stated{}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			if got := ReadStated(c.reply); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}
