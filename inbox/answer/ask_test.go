package answer_test

import (
	"fmt"
	"strings"
	"testing"

	"duban/inbox/answer"
	"duban/internal/zh/lexicon"
)

// Each text with what it asks; "" is no question.
func TestReadQuestion_closedForms(t *testing.T) {
	t.Parallel()
	letter := answer.Letter{Lines: []answer.Line{{No: 14, Content: "严格落实一码通"}, {No: 29, Content: "推动税费一次收缴"}}}
	for text, want := range map[string]string{
		"清单": "清单", "“清单”": "清单", "清单。": "清单", "清單": "清单", "查询清单": "清单", "我的清单": "清单", "请发我部清单": "清单", "待办清单": "清单", "清单？": "清单",
		"您好：\n清单\n谢谢！":                  "清单",
		"清单\n\n张三\n技术服务部\n0571-8888888": "清单",
		"状态": "状态", "查状态": "状态",
		"14 情况": "14", "14情况": "14", "第14项情况": "14", "14的情况": "14", "14、29 情况": "14 29", "14 情况？": "14", "14 情况怎么样": "14", "查14情况": "14", "查询14情况": "14",
		"14 查询情况": "14", "14 进展情况如何？": "14", "14 情况\n29 情况": "14 29", "１４　情況": "14", "第99项情况": "99", "您好！\n14 情况\n谢谢": "14",

		"list": "清单", "List, please.": "", "list please": "清单", "My list": "清单", "please send me our list": "清单", "Hello,\nlist\nThanks": "清单", "status": "状态", "System status?": "状态",
		"14 status": "14", "No. 14: status": "14", "item 14 status?": "14", "14 and 29 status": "14 29", "14 history": "14", "What is the status of item 14?": "14", "status of 14 and 29": "14 29", "please show me the history of no. 14": "14",

		"list attached": "", "list received": "", "14 list": "", "approved list": "", "price list": "", "14 status: done": "", "14 status unclear": "", "14 status done": "", "status report attached": "",
		"status of the vendors": "", "listing": "", "14 done\nlist": "", "history": "", "the status of 14 vendors": "",

		"清单已收到": "", "清单见附件": "", "附清单": "", "整改清单已报": "", "按清单办理": "", "清单 已完成": "", "问题清单": "", "实施清单": "", "清单\n1 已完成": "",
		"情况": "", "情况属实": "", "14 情况属实": "", "14 情况说明": "", "14 情况：已完成": "", "14 情况\n已完成整改": "", "14 情况见附件": "", "14 完成情况": "", "14 办理情况：": "",
		"14 情况，已完成": "", "14 已完成\n清单": "", "14 已完成\n29 情况": "", "一、情况\n二、措施": "", "14 情况紧急": "", "情况如下": "", "14 状态": "", "14 清单": "", "": "",
	} {
		a := answer.ReadQuestion(text, letter, answer.Options{Names: []string{"张三"}})
		got := map[lexicon.Asking]string{lexicon.AsksList: "清单", lexicon.AsksStatus: "状态"}[a.What]
		for _, of := range a.Of {
			for _, no := range of.Nos {
				if got != "" {
					got += " "
				}
				got += fmt.Sprint(no)
			}
		}
		if stories := a.What == lexicon.AsksStory; stories != (len(a.Of) > 0) {
			t.Errorf("%q asks of %v, and is no question", text, a.Of)
		}
		if got != want {
			t.Errorf("%q asks %q, want %q", text, got, want)
		}
	}
}

func TestReadQuestion_isShort(t *testing.T) {
	t.Parallel()
	const most = 2 << 10
	text := "清单" + strings.Repeat("\n", most-len("清单"))
	if a := answer.ReadQuestion(text, answer.Letter{}, answer.Options{}); a.What != lexicon.AsksList {
		t.Errorf("%d bytes ask nothing", len(text))
	}
	if a := answer.ReadQuestion(text+"\n", answer.Letter{}, answer.Options{}); a.What != lexicon.AsksNothing {
		t.Errorf("%d bytes ask", len(text)+1)
	}
}
