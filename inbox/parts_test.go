package inbox_test

import (
	"testing"

	"duban/inbox"
	"duban/inbox/answer"
	"duban/inbox/message"
)

func TestReadWords_partsThatDisagreeAreBothKept(t *testing.T) {
	t.Parallel()
	w := inbox.ReadWords(&message.Message{Plain: "14 未完成", HTML: "<p>14 已完成</p>"}, answer.Options{})
	if w.Text != "14 未完成" || w.Other != "14 已完成" || !w.Unsure {
		t.Errorf("H06: got %+v", w)
	}
	w = inbox.ReadWords(&message.Message{Plain: "14 已完成", HTML: "<p>第14项 已完成。</p>"}, answer.Options{})
	if w.Unsure || w.Other != "" {
		t.Errorf("the same in other words: got %+v", w)
	}
}
