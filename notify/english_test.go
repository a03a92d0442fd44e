package notify_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox/answer"
	"duban/inbox/quote"
	"duban/internal/fulltest"
	"duban/internal/msg"
	"duban/internal/words"
	"duban/notify"
)

// inEnglish is the office of the goldens with letters in English.
func inEnglish() notify.Office {
	o := office
	o.Language = words.English
	return o
}

// asWritten are sentences of the cases as the program writes them, where a case has them
// shorter.
var asWritten = strings.NewReplacer(
	`"退信：权籍调查部负责人（550 用户不存在）。改通讯录后："`, stored(msg.New("no letter reaches somebody", msg.New("a fault of somebody's", "权籍调查部负责人", bounces))),
	`"duban directory import 通讯录.xlsx"`, stored(msg.Together(msg.Clauses, msg.New("mend the mailbox"), msg.New("revive the address", "qjdcb@djzx.example"))),
	`"三次提醒无回复、无退信：转移登记部负责人。建议电话催办。"`, stored(msg.New("reminded in vain", 3, "转移登记部负责人")),
	`"今日已发14封，待发0封"`, stored(msg.New("letters of the day", 14, 13)),
)

// stored is a message as a letter keeps it.
func stored(m msg.Message) string {
	raw, err := m.MarshalJSON()
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// englishCases are the cases of the Chinese letters.
func englishCases(t *testing.T) (all []letterCase) {
	t.Helper()
	for _, c := range letterCases {
		raw, err := json.Marshal(c.letter)
		if err != nil {
			t.Fatal(err)
		}
		c.letter = letter.Letter{}
		if err := json.Unmarshal([]byte(asWritten.Replace(string(raw))), &c.letter); err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}

func TestCompose_everyLetterReadsAsAgreedInEnglish(t *testing.T) {
	t.Parallel()
	for _, c := range englishCases(t) {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			raw, _ := compose(t, c.letter, c.to, inEnglish())
			m := decode(t, raw)
			golden(t, filepath.Join("testdata", "english", c.name+".txt"), m.headers+"\n"+m.text)
			golden(t, filepath.Join("testdata", "english", c.name+".html"), m.page)
			checkPage(t, m.page)
		})
	}
}

var han = regexp.MustCompile(`\p{Han}+`)

// TestCompose_anEnglishLetterHoldsNoChineseOfOurs: what is Chinese in one is a content, a
// name, a title or somebody's words, the office's signature, or the tag.
func TestCompose_anEnglishLetterHoldsNoChineseOfOurs(t *testing.T) {
	t.Parallel()
	for _, c := range englishCases(t) {
		raw, _ := compose(t, c.letter, c.to, inEnglish())
		m := decode(t, raw)
		if !utf8.ValidString(m.headers+m.text+m.page) || strings.Contains(m.text, "%!") {
			t.Errorf("%s is broken:\n%s", c.name, m.text)
		}
		theirs := append(ownWords(reflect.ValueOf(c.letter)), c.to, office.Sign, office.Contact, office.FromName, "督办", tech, director, "权籍调查部负责人", "转移登记部负责人", // people
			"外出至5月6日", "缺人手", "机构改革后不再适用", "2028年实施清单", "短") // and what they wrote
		for _, said := range han.FindAllString(m.headers+m.text+m.page, -1) {
			if !slices.ContainsFunc(theirs, func(own string) bool { return strings.Contains(own, said) }) {
				t.Errorf("%s says %q", c.name, said)
			}
		}
	}
}

// own are the fields of a letter that hold the office's words and not the program's.
var own = map[string]bool{"Content": true, "Party": true, "LeadParty": true, "Part": true, "For": true, "To": true, "Salutation": true, "List": true, "Lists": true,
	"Claim": true, "LastWord": true, "AskedWhy": true, "Text": true, "Words": true, "Answer": true, "By": true, "Name": true, "Title": true}

// ownWords gathers them.
func ownWords(v reflect.Value) (all []string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			all = ownWords(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			all = append(all, ownWords(v.Index(i))...)
		}
	case reflect.Struct:
		for f, x := range v.Fields() {
			switch said := fmt.Sprint(x.Interface()); {
			case own[f.Name] && x.Kind() == reflect.String, own[f.Name] && f.Type == reflect.TypeFor[[]string](), own[f.Name] && f.Type == reflect.TypeFor[msg.Message]():
				all = append(all, said)
			case f.Type == reflect.TypeFor[[]msg.Message](): // of 分管副主任（4月24日） the name
				for _, m := range x.Interface().([]msg.Message) {
					all = append(all, fmt.Sprint(m.Facts[0]))
				}
			case f.Name == "Unread" && v.Type() == reflect.TypeFor[letter.Receipt](), f.Name == "Why" && v.Type() == reflect.TypeFor[letter.Outcome]():
				all = append(all, said)
			default:
				all = append(all, ownWords(x)...)
			}
		}
	}
	return all
}

// TestCompose_anEnglishLinkActsAsItsChineseOne: the reply that a link opens is read as that
// of the same link in Chinese.
func TestCompose_anEnglishLinkActsAsItsChineseOne(t *testing.T) {
	t.Parallel()
	for _, c := range englishCases(t) {
		zh, _ := compose(t, c.letter, c.to, office)
		en, _ := compose(t, c.letter, c.to, inEnglish())
		chinese, english := linksOf(t, decode(t, zh).page), linksOf(t, decode(t, en).page)
		if len(chinese) != len(english) {
			t.Errorf("%s has %d links, and %d in English", c.name, len(chinese), len(english))
			continue
		}
		for i, l := range english {
			if words.HasHan(strings.NewReplacer("业务受理部", "", "抵押登记部", "", "3月", "").Replace(l.label)) || l.to != chinese[i].to || !strings.HasPrefix(l.subject, "Re: 〔督办 K7Q4M2〕") {
				t.Errorf("%s: [%s] opens a reply to %s about %s", c.name, l.label, l.to, l.subject)
			}
			got, want := does(c.letter, l.body), does(c.letter, chinese[i].body)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: [%s] says %q, 〔%s〕 %q (-Chinese +English):\n%s", c.name, l.label, l.body, chinese[i].label, chinese[i].body, diff)
			}
		}
	}
}

// does is what a reply to a letter does: which verb about which lines, and whether that is
// in doubt.
func does(l letter.Letter, text string) (all []string) {
	opt := answer.Options{Received: checklist.Date(2026, 4, 27)}
	switch l.Kind.Traits().Answered {
	case letter.ReadVerdict:
		opt.Writer = answer.Judge
	case letter.ReadRemark:
		opt.Writer = answer.Superior
	case letter.ReadConfirm:
		return []string{fmt.Sprint(answer.Confirms(text, opt))}
	}
	if l.Kind == letter.KindInquiry {
		opt.Writer = answer.Judge
	}
	var printed answer.Letter
	waiting := func(lines []letter.Line, change func(*answer.Line)) {
		for _, x := range lines {
			line := answer.Line{No: x.No, List: x.Mark, Content: x.Content, Party: x.Party, Part: x.Part, Role: x.Role, Deadline: x.Deadline}
			change(&line)
			printed.Lines = append(printed.Lines, line)
		}
	}
	waiting(l.Lines, func(line *answer.Line) { line.Waiting = l.Kind == letter.KindInquiry })
	if d := l.Digest; d != nil {
		waiting(d.Own, func(line *answer.Line) { line.Own = true })
		waiting(d.Review, func(line *answer.Line) { line.Waiting = true })
		waiting(d.Asked, func(line *answer.Line) { line.Asked = checklist.Date(2026, 6, 10) })
		waiting(d.Overdue, func(*answer.Line) {})
	}
	for _, a := range answer.Read(text, printed, opt) {
		all = append(all, fmt.Sprintf("%v %s until %v, in doubt: %v", a.Lines, a.Verb, a.Until, !a.Doubt.IsZero()))
	}
	return all
}

// TestCompose_theManualShowsEveryLetterInEnglish keeps docs/letters.en.md what goes out.
func TestCompose_theManualShowsEveryLetterInEnglish(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("# What the letters say, in English\n\nAn example of each letter of an office with `office.language = \"en\"`; made by a test (`make golden`), so this is what goes out. " +
		"The same in Chinese, which is the default: [letters.md](letters.md).\n\n" +
		"What is the office's own stays as it is: items, departments, names, what people wrote. So does the tag 〔督办 …〕 by which an answer finds its letter: it is looked for by this word, " +
		"and any other, as the program's own name, stands in brackets elsewhere, too. The HTML part says the same and has links ([Done], [Approve]), each of which opens a reply with its first line ready. " +
		"People may answer in English or in Chinese, whatever the letter speaks.\n")
	for _, c := range englishCases(t) {
		raw, subject := compose(t, c.letter, c.to, inEnglish())
		fmt.Fprintf(&b, "\n## %s\n\n**%s**\n\n```text\n%s```\n", c.name, subject, decode(t, raw).text)
	}
	golden(t, filepath.Join("..", "docs", "letters.en.md"), b.String())
}

// TestCompose_anEnglishLetterComesBackAsAQuote: whatever stands around it, it is nobody's
// answer, and what its reader wrote above it and below is found; where the letter is at
// hand, and where it is not.
func TestCompose_anEnglishLetterComesBackAsAQuote(t *testing.T) {
	t.Parallel()
	const above, below = "14 done: the system was upgraded.", "29 in progress, more next week."
	for i, c := range englishCases(t) {
		if c.letter.Kind.Traits().Aside || c.letter.Kind == letter.KindClerk {
			continue // they ask nobody for an answer
		}
		raw, _ := compose(t, c.letter, c.to, inEnglish())
		text := strings.TrimSpace(decode(t, raw).text)
		for j, head := range []string{"", "On Mon, Apr 27, 2026 at 8:31 AM duban <duban@djzx.example> wrote:\n", "-----Original Message-----\nFrom: duban\nSent: Monday, April 27, 2026 8:31 AM\nSubject: 〔督办 K7Q4M2〕 to do\n\n", "发件人: 督办\n已发送: 2026年4月27日 8:31\n主题: 〔督办 K7Q4M2〕\n\n"} {
			if j != i%4 && !fulltest.Asked() {
				continue
			}
			mark := []string{"", "> ", "| ", "&gt; "}[(i+j)%4]
			quoted := head + mark + strings.ReplaceAll(text, "\n", "\n"+mark)
			for answer, want := range map[string]string{above + "\n\n" + quoted: above, above + "\n\n" + quoted + "\n\n" + below: above + "\n" + below} {
				if got := quote.OwnWords(answer, "", quote.ReadLetter(raw)); got.Text != want {
					t.Errorf("%s: got %q (%s) of\n%s", c.name, got.Text, got.Reason, answer)
				}
				if got := quote.OwnWords(answer, ""); got.Text != want {
					t.Errorf("%s, not at hand: got %q (%s) of\n%s", c.name, got.Text, got.Reason, answer)
				}
			}
		}
	}
}
