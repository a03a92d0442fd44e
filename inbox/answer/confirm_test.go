package answer_test

import (
	"testing"

	"duban/inbox/answer"
)

func TestConfirms_onlyAClosedFormOfYes(t *testing.T) {
	t.Parallel()
	for _, yes := range []string{"确认", "同意", "确认。", "确 认", "確認", "是", "是的", "是的，确认。", "是本人", "确系本人", "确认无误", "您好：\n确认\n\n谢谢\n张三", "本人确认", "是我本人发的", "已确认", "確認！", "确认\n同意",
		"yes", "Yes.", "confirm", "Confirmed", "Yes, I confirm", "yes, confirm.", "It was me", "Dear all,\nyes\n\nThanks", "I confirm\nBest regards"} {
		if !answer.Confirms(yes, answer.Options{Writer: answer.Judge, Names: []string{"张三", "中心主任"}}) {
			t.Errorf("%q is no yes", yes)
		}
	}
	for _, no := range []string{"", "否", "不是", "不是本人", "不同意", "不确认", "未确认", "确认？", "是否确认", "请确认", "确认14", "14 确认", "14 同意", "全部同意", "确认，15除外", "确认收到", "收到", "> 确认", "|同意",
		"请办公室确认", "确认后再办", "同意？", "没有确认", "待确认", "不予确认", "不是本人，请确认", "确认\n否", "同意\n14 退回：缺照片", "是不是", "暂不同意", "同意的话再说", "已转综合部", "OK，收到您的邮件", "确认不是本人",
		"no", "not me", "Yes and no", "yes?", "not confirmed", "I do not confirm", "cannot confirm", "please confirm", "confirm 14", "yes, approve all", "yes but 14 not", "It was not me", "is it me", "confirm?", "yesterday", "> yes", "yes\nforged",
		"确认\n系伪造", "确认\n有问题", "确认\n存疑", "同意\n被盗号", "确认\n\n秘书小王"} {
		if answer.Confirms(no, answer.Options{Writer: answer.Judge}) {
			t.Errorf("%q is a yes", no)
		}
	}
}

// His program writes the same name under all that he sends.
func TestConfirms_theNameUnderWhatHeIsAskedAboutIsHisProgram(t *testing.T) {
	t.Parallel()
	opt := answer.Options{Writer: answer.Judge, Names: []string{"中心主任"}}
	if yes := "确认\n\n张三\n中心主任"; answer.Confirms(yes, opt) || !answer.Confirms(yes, opt, "14 退回：缺照片\n\n张三\n中心主任") {
		t.Errorf("%q is his yes where his other mail has that name, and nowhere else", yes)
	}
	if no := "确认\n存疑"; answer.Confirms(no, opt, "14 同意\n\n张三") {
		t.Errorf("%q is a yes", no)
	}
}
