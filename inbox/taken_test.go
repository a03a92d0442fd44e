package inbox

import "testing"

func TestTakenFor(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Taken{
		// what offices write
		"请各部门高度重视，按时办结并回复。": TakenForWords, "请于收到后回复“收到”。": TakenForWords, "特此通知，请认真办理。": TakenForWords, "逾期事项请立即督促，确保按时完成。": TakenForWords,
		"综合部（督办）　联系人：张三　电话：0760-1234567": TakenForWords, "市不动产登记中心综合部　2027年4月27日": TakenForWords, "尊敬的技术服务部负责人：": TakenForWords, "各位同事，大家好！": TakenForWords,
		"此致　敬礼": TakenForWords, "谢谢": TakenForWords, "以上事项已报中心主任审定同意。": TakenForWords, "共3项，请于收到后3个工作日内回复办理情况。": TakenForWords, "Thank you for your work.": TakenForWords,
		"如已办结，请回复“14 已完成”。": TakenForWords, "发件人：综合部": TakenForWords, "如有疑问，请致电0760-88881234。": TakenForWords, "发自我的iPhone": TakenForWords, "本邮件由系统自动发送，请直接回复。": TakenForWords,

		"收到": TakenForAnswer, "综合部：已完成": TakenForAnswer, "技术服务部 已办结": TakenForAnswer, "综合部：同意": TakenForAnswer, "已阅": TakenForAnswer, "好的": TakenForAnswer, "收到，谢谢": TakenForAnswer, "14 已完成": TakenForAnswer, "第3、5项已办结": TakenForAnswer, "14．已完成  29．已完成": TakenForAnswer, "1．已完成 2．已完成": TakenForAnswer, "十四 同意": TakenForAnswer, "已完成": TakenForAnswer, "Done": TakenForAnswer, "同意": TakenForAnswer,
		"全部同意": TakenForAnswer, "退回": TakenForAnswer, "确认": TakenForAnswer, "是本人所发": TakenForAnswer, "撤回": TakenForAnswer, "帮助": TakenForAnswer, "转交综合部": TakenForAnswer,
		"申请延期到5月20日": TakenForAnswer, "同意延期到5月20日": TakenForAnswer, "清单": TakenForAnswer, "14 情况": TakenForAnswer, "状态": TakenForAnswer, "我部督办清单": TakenForAnswer, "list": TakenForAnswer,

		"〔督办 K7Q4M2〕": TakenForTag, "详见[督办k7q4m2]": TakenForTag, "（督 办：K7Q4M-2R9XA）": TakenForTag, "〔督办\u3000Ｋ７Ｑ４Ｍ２": TakenForTag,

		"在 2027-04-27 09:00，督办 <duban@djzx.example> 写道：": TakenForQuote, "------------------ 原始邮件 ------------------": TakenForQuote, "> 请按时办理": TakenForQuote, "｜": TakenForQuote, "——————": TakenForQuote,

		"您好，我正在外出休假，无法及时回复邮件。": TakenForRobot,
	} {
		if got := TakenFor(text, "综合部", "技术服务部"); got != want {
			t.Errorf("%q is taken for %d, want %d", text, got, want)
		}
	}
}
