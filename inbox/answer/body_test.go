package answer

import (
	"strings"
	"testing"

	catalogue "duban/internal/words"
)

func TestIsSalutation_whoIsGreeted(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"综合部：": true, "王主任，": true, "王主任，您好！": true, "王主任，李处长，张科长，": false, "王主任 李处长，": false, "王主任": false, "14：": false,
		strings.Repeat("王", 17) + "您好！": true, strings.Repeat("王", 18) + "您好！": false,
	} {
		if got := isSalutation(foldLine(line).key); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}

func TestGreets_inEnglish(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"Dear Mr Wang,": true, "Hi all:": true, "Good morning!": true, "Dear Mr Wang": false, "Dear all, done:": false, "Dear 14:": false, "Daring vendors,": false,
		"Dear " + strings.Repeat("x", mostGreeting-6) + ",": true, "Dear " + strings.Repeat("x", mostGreeting-5) + ",": false,
	} {
		if got := greets(foldLine(line).key); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}

func TestIsCourtesy_closesALetter(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"谢谢": true, "此致 敬礼": true, "谢谢 8888 888": true, "谢谢 888 888": false, "谢谢 4月26日": true, "电话 0571-8888888": true, "Best regards,": true, "已完成": false, "张三": true,
		strings.Repeat("谢谢", mostSalutation): true, strings.Repeat("谢谢", mostSalutation) + "。": false,
	} {
		if got := isCourtesy(foldLine(line).key, director); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}

func TestIsSignature_aNameAlone(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"张三": true, "张": false, "业务受理部": true, strings.Repeat("王", mostSignature): true, strings.Repeat("王", mostSignature+1): false, "张三 14": false, "缺照片": false, "已完成": false,
		"Zhang San": true, "Elizabeth Taylor-Smith": true, "Head of the Centre": true, "zhang san": false, "Photos pending": false, "Photos Pending": false, "Done": false, "Photos, Stamps": false,
		"A B C D E F": true, "A B C D E F G": false,
	} {
		if got := isSignature(foldLine(line)); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}

// TestBodyOf_theClosingIsShort: eight lines of courtesies and names at the most, below the
// first line.
func TestBodyOf_theClosingIsShort(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text string
		want int
	}{
		{"14 已完成\n张三\n谢谢", 1},
		{"14 已完成\n谢谢\n张三", 1},
		{"14 已完成\n谢谢\n29 收到\n张三", 3},
		{"谢谢", 1},
		{"谢谢\n张三", 1},
		{"14 已完成" + strings.Repeat("\n谢谢", mostClosing), 1},
		{"14 已完成" + strings.Repeat("\n谢谢", mostClosing+1), 2},
	} {
		if got := bodyOf(tt.text, director); len(got) != tt.want {
			t.Errorf("%q: %d lines", tt.text, len(got))
		}
	}
}

func TestRead_tellsOnWhichLine(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"14 已完成": "第1行“已完成”", "\n\n14 已完成": "第3行“已完成”", "29 收到\n14 已完成": "第2行“已完成”", "14": "第1行",
		"14 " + strings.Repeat("很", mostQuoted): "第1行“" + strings.Repeat("很", mostQuoted) + "”", "14 " + strings.Repeat("很", mostQuoted+1): "第1行“" + strings.Repeat("很", mostQuoted) + "……”",
	} {
		all := Read(text, digest(t), department)
		if got := catalogue.Say(catalogue.Chinese, all[len(all)-1].Reason); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestRead_aSuperiorsWordsAreTold(t *testing.T) {
	t.Parallel()
	if got := catalogue.Say(catalogue.Chinese, Read("14 抓紧", digest(t), Options{Writer: Superior})[0].Reason); got != "第1行“抓紧”" {
		t.Errorf("got %s", got)
	}
}

// TestRead_oneLineMayAsk: what happened to the only item of a letter needs no number.
func TestRead_oneLineMayAsk(t *testing.T) {
	t.Parallel()
	one, two := Letter{Lines: []Line{{No: 14}}}, Letter{Lines: []Line{{No: 14}, {No: 29}}}
	for _, tt := range []struct {
		words  string
		letter Letter
		want   string
	}{
		{"情况", one, "[0]查询"}, {"status", one, "[0]查询"}, {"情况", two, "[]进展"}, {"14 情况", two, "[0]查询"}, {"14 status", two, "[0]查询"}, {"14 情况，已完成", two, "[0]进展?"},
	} {
		if got := short(Read(tt.words, tt.letter, department)); got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.words, got, tt.want)
		}
	}
}
