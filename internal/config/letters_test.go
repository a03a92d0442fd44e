package config

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban"
	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/words"
	"duban/notify/wording"
)

func TestLetterWords_whoseWordsStandInWhichLetter(t *testing.T) {
	t.Parallel()
	c, err := Parse("config.toml", []byte("[letters]\nsalutation = \"尊敬的{收信人}：\"\nopening = \"现将有关事项督办如下。\"\nsignature = \"{落款}　{日期}\"\n"+
		"[letters.remind]\nopening = \"请抓紧办理。\"\nclosing = \"谢谢配合。\"\n[letters.digest]\nopening = \"\"\nsalutation = \" \"\n"))
	if err != nil {
		t.Fatal(err)
	}
	const salutation, signature, opening = "尊敬的{收信人}", "{落款}　{日期}", "现将有关事项督办如下。"
	want := map[letter.Kind]wording.Words{}
	for kind := range letter.Kinds() {
		want[kind] = wording.Words{Salutation: salutation, Signature: signature}
	}
	for _, kind := range []letter.Kind{letter.KindAssign, letter.KindEscalate, letter.KindOverview, letter.KindReview, letter.KindOutcome} {
		want[kind] = wording.Words{Salutation: salutation, Opening: opening, Signature: signature}
	}
	want[letter.KindRemind] = wording.Words{Salutation: salutation, Opening: "请抓紧办理。", Closing: "谢谢配合。", Signature: signature}
	want[letter.KindDigest] = wording.Words{Signature: signature}
	if diff := cmp.Diff(want, c.LetterWords()); diff != "" {
		t.Error(diff)
	}
	shipped, err := Parse("config.toml", duban.Config)
	if err != nil {
		t.Fatal(err)
	}
	for kind, w := range shipped.LetterWords() {
		if w != (wording.Words{}) {
			t.Errorf("the shipped configuration has words in %s: %+v", kind, w)
		}
	}
}

// Each kind that may have words of its own has a table, and no other.
func TestLetterTables_areThoseOfWordedKinds(t *testing.T) {
	t.Parallel()
	var tables, worded []string
	for f := range reflect.TypeFor[letterTables]().Fields() {
		if !f.Anonymous {
			tables = append(tables, f.Tag.Get("toml"))
		}
	}
	for kind := range letter.KindsThat(func(t letter.Traits) bool { return t.Worded }) {
		worded = append(worded, string(kind))
		own := "不同的话"
		tables := letterTables{}
		reflect.ValueOf(&tables).Elem().FieldByName(strings.ToUpper(string(kind[:1])) + string(kind[1:])).Set(reflect.ValueOf(letterTable{Opening: &own}))
		if tables.of(kind).Opening == nil {
			t.Errorf("letters.%s is not read", kind)
		}
	}
	slices.Sort(tables)
	slices.Sort(worded)
	if diff := cmp.Diff(worded, tables); diff != "" {
		t.Error(diff)
	}
	for _, kind := range worded {
		if !strings.Contains(string(duban.Config), kind+" "+words.Say(words.Chinese, letter.Kind(kind).Message())) {
			t.Errorf("config.toml does not say what letters.%s is", kind)
		}
	}
}

func TestLetterProblems_eachWithItsPlaceAndAllAtOnce(t *testing.T) {
	t.Parallel()
	_, err := Parse("config.toml", []byte(`office.sign = "综合部\n督办"
[letters]
salutation = "{收件人}"
opening = "请｛收信人｝办理"
closing = "请{收信人办理"
signature = "收到"
[letters.remind]
opening = """
请按时
办理"""
closing = "详见〔督办 K7Q4M2〕"
signature = "{清单}"
[letters.assign]
closing = "联系人{联系人}"
opening = "在 2027-04-27 09:00，督办 <duban@djzx.example> 写道："
[letters.digest]
salutation = "主任主任主任主任主任主任主任主任主任主任主任主任主任主任主任主任主任主任主任主任主任"
opening = "您好，我正在外出休假，无法及时回复邮件。"
closing = "请审`+"\u202e"+`阅"
[letters.receipt]
closing = "谢谢"
[letters.remnid]
closing = "谢谢"
`))
	var ps checklist.Problems
	if !errors.As(err, &ps) {
		t.Fatal(err)
	}
	var got []string
	for _, p := range ps {
		if p.File = ""; strings.Contains(p.What.String(), "letters") || strings.Contains(p.What.String(), "office.sign") {
			got = append(got, words.Say(words.Chinese, p.Message()))
		}
	}
	slices.Sort(got)
	want := []string{
		"第11行 第1列：letters.remind.closing：像是督办编号，回信会对错信；删去它，每封信的编号由程序写",
		"第12行 第1列：letters.remind.signature：这里不能写“{清单}”：不是每封信都列有事项；可用的字段：{收信人}、{部门}、{日期}、{机构}、{落款}、{联系人}、{电话}",
		"第14行 第1列：letters.assign.closing：写了“{联系人}”，而 office.contact 空着；填上 office.contact，或删去这个字段",
		"第15行 第1列：letters.assign.opening：像是引用原信的开头，回信里收信人自己的话会被略去；换一种写法",
		"第17行 第1列：letters.digest.salutation：写了42字，太长；请写40字以内",
		"第18行 第1列：letters.digest.opening：像是自动回复，引用它的回信会当作自动来信；换一种写法",
		"第19行 第1列：letters.digest.closing：有看不见的字符（U+202E）；多半是从别处粘贴来的，请重新打一遍",
		"第1行 第1列：office.sign：分成了几行；写成一行",
		"第20行 第2列：没有“letters.receipt”这个键；另有说法的只有这几种信：letters.assign、letters.remind、letters.escalate、letters.overview、letters.review、letters.digest、letters.outcome",
		"第22行 第2列：没有“letters.remnid”这个键；是不是 letters.remind？",
		"第3行 第1列：letters.salutation：没有“{收件人}”这个字段；是不是 {收信人}？",
		"第4行 第1列：letters.opening：用了中文花括号；请写英文的，如 {收信人}",
		"第5行 第1列：letters.closing：花括号没有配对；字段写成 {收信人}，别处不用花括号",
		"第6行 第1列：letters.signature：是一句答复，收信人引用回来会当作他的答复；写成完整的话，如“请于收到后三日内回复”",
		"第8行 第1列：letters.remind.opening：分成了几行；写成一行",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The signature of every letter is the office's own as well: one that was written before
// anybody looked is told of, and stops nothing.
func TestFaults_aSignatureThatIsAnAnswerIsToldOf(t *testing.T) {
	t.Parallel()
	for sign, want := range map[string]bool{"收到": true, "综合部（督办）": false, "": false} {
		c, err := Parse("config.toml", []byte(strings.Replace(string(duban.Config), `sign = "综合部（督办）"`, `sign = "`+sign+`"`, 1)))
		if err != nil {
			t.Fatal(err)
		}
		found := said(c.Faults())
		if strings.Contains(found, "office.sign：") != want {
			t.Errorf("%q: %s", sign, found)
		}
	}
}

// What a field stands for makes an answer, too: in a letter that is late, and in an office
// whose departments have other names than the sample's.
func TestLetterProblems_aFieldThatMakesAnAnswerIsToldOf(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]bool{"{部门}：已完成": true, "申请延期到{日期}，因工作需要": true, "延期到{日期}": true,
		"请{部门}在{日期}前办理": false, "{日期}，{部门}": false} {
		_, err := Parse("config.toml", []byte("[letters]\nopening = \""+words+"\"\n[[directory.department]]\nname = \"业务科\"\nmail = \"yewu@djzx.example\"\n"))
		if got := err != nil && strings.Contains(err.Error(), "taken for an answer"); got != want {
			t.Errorf("%q: %v", words, err)
		}
	}
}
