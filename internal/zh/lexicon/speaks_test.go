package lexicon

import "testing"

func TestSpeaks_linesAboutAnItem(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"该项已办结。": true, "已经完成": true, "整改完毕": true, "申请延期": true, "收到": true, "退回": true, "同意": true, "转交综合部": true, "撤回": true, "目前进展": true,
		"3.材料齐全": true, "(14)见附件": true, "第7项": true,
		"14 done: system upgraded": true, "items 14 and 15 done": true, "all approved": true, "approve 14": true, "done.": true, "14 not done": true,
		"if you have received this message in error, please return it": false, "please approve of our new address": false, "done by the undersigned": false,
		"此致 敬礼": false, "综合部 张三": false, "现在可以行走": false, "电话 1234": false, "附件3份": false,
	} {
		if got := Speaks.MatchString(line); got != want {
			t.Errorf("%s: %v, want %v", line, got, want)
		}
	}
}
