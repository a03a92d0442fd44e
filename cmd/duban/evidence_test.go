package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban"
	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox/message"
	"duban/internal/config"
	"duban/internal/words"
)

// bundleFiles are the files under a folder with their content.
func bundleFiles(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(filepath.Join(dir, path))
		files[path] = string(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// speaks has the office's letters and documents in a language.
func (o *console) speaks(lang words.Language) {
	o.write("config.toml", config.Set(mustRead(o.t, o, "config.toml"), "office.language", strconv.Quote(string(lang))))
}

// judged is an office where item 14 was answered and accepted by the director's mail.
func judged(t *testing.T, lang words.Language) *console {
	t.Helper()
	o := newConsole(t)
	o.speaks(lang)
	o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--start", "2026-04-01")
	o.live(checklist.Date(2026, 4, 1))
	o.at = o.at.Add(time.Hour)
	o.reply(o.newest(letter.KindAssign, "技术服务部负责人"), "jishu@djzx.example", lang.Of("14 已完成：升级查询功能。", "14 done: the query was upgraded."))
	o.live(checklist.Date(2026, 4, 2))
	o.reply(o.newest(letter.KindDigest, "中心主任"), "zhuren@djzx.example", lang.Of("14 同意", "14 approve"))
	o.reply(o.newest(letter.KindConfirm, "中心主任"), "zhuren@djzx.example", lang.Of("确认", "confirmed"))
	return o
}

// inBoth runs a test on judged offices of both languages.
func inBoth(t *testing.T, test func(t *testing.T, o *console, lang words.Language)) {
	t.Helper()
	for _, lang := range []words.Language{words.Chinese, words.English} {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			test(t, judged(t, lang), lang)
		})
	}
}

func TestEvidence_holdsRepliesLettersVerdictsAndTheirProof(t *testing.T) {
	t.Parallel()
	inBoth(t, func(t *testing.T, o *console, lang words.Language) {
		out := filepath.Join(o.dir, "佐证")
		o.must("evidence", "-o", out)
		if begin := lang.Of("从 索引.html 看起", "从 index.html 看起"); !strings.Contains(o.out.String(), begin) {
			t.Errorf("it does not say where to begin:\n%s", &o.out)
		}
		files := bundleFiles(t, out)
		var kinds []string
		for name, content := range files {
			switch {
			case strings.HasPrefix(name, "14 ") && strings.HasSuffix(name, lang.Of("/00 记录.txt", "/00 record.txt")) && strings.Contains(content, lang.Of("销号　中心主任（发件人未核验，经本人确认）　同意（记录链第", "accepted  中心主任 (sender not proven, confirmed by its sender)  approve (chain of records no. ")):
				kinds = append(kinds, "story")
			case strings.HasPrefix(name, "14 ") && strings.HasSuffix(name, ".txt") && strings.Contains(content, lang.Of("升级查询功能", "the query was upgraded")):
				kinds = append(kinds, "words")
			case strings.HasPrefix(name, "14 ") && strings.HasSuffix(name, "中心主任.eml"):
				kinds = append(kinds, "verdict")
			case strings.HasPrefix(name, "14 ") && strings.HasSuffix(name, ".eml"):
				kinds = append(kinds, "reply")
			case strings.HasPrefix(name, lang.Of("信件/", "letters/")) && strings.Contains(name, lang.Of("交办 技术服务部负责人", "assignment 技术服务部负责人")) && message.Parse([]byte(content), message.Limits{}).Subject != "":
				kinds = append(kinds, "letter")
			case name == lang.Of("索引.html", "index.html") && strings.Contains(content, "SHA-256") && strings.Contains(content, lang.Of(">怎样校验<", ">How to verify it<")),
				name == lang.Of("索引.xlsx", "index.xlsx"), name == lang.Of("记录链.txt", "chain.txt"):
				kinds = append(kinds, path.Ext(name))
			}
		}
		slices.Sort(kinds)
		want := []string{".html", ".txt", ".xlsx", "letter", "reply", "story", "verdict", "words"}
		if diff := cmp.Diff(slices.Compact(kinds), want); diff != "" {
			t.Errorf("kinds of files (-got +want):\n%s", diff)
		}
		for _, line := range strings.Split(strings.TrimSpace(files["manifest.txt"]), "\n") {
			want, name, _ := strings.Cut(line, "  ")
			if sum := sha256.Sum256([]byte(files[name])); hex.EncodeToString(sum[:]) != want {
				t.Errorf("%s is not what the manifest says", name)
			}
		}
		if listed := strings.Count(files["manifest.txt"], "\n"); listed != len(files)-2 {
			t.Errorf("the manifest lists %d of %d files", listed, len(files)-2)
		}
	})
}

// Anybody can prove the chain from the lines alone, by the rule that the index states.
func TestEvidence_theChainProvesItselfWithoutThisProgram(t *testing.T) {
	t.Parallel()
	inBoth(t, func(t *testing.T, o *console, lang words.Language) {
		out := filepath.Join(o.dir, "佐证")
		o.must("evidence", "-o", out)
		chain := strings.TrimSpace(bundleFiles(t, out)[lang.Of("记录链.txt", "chain.txt")])
		head := "duban/1"
		for _, line := range strings.Split(chain, "\n") {
			want, record, _ := strings.Cut(line, " ")
			sum := sha256.Sum256([]byte(head + "\n" + record))
			if head = hex.EncodeToString(sum[:]); head != want {
				t.Fatalf("broken at %s", line)
			}
		}
		if got := o.must("check"); !strings.Contains(got, head) {
			t.Errorf("the chain ends with %s, check says %s", head, got)
		}
	})
}

func TestEvidence_theVerifierFindsWhatWasChanged(t *testing.T) {
	t.Parallel()
	python, err := exec.LookPath("python3")
	if err != nil {
		return // the bundle states the rule; the test above follows it
	}
	inBoth(t, func(t *testing.T, o *console, lang words.Language) {
		out := filepath.Join(o.dir, "佐证")
		o.must("evidence", "-o", out)
		verify := func() (string, error) {
			said, err := exec.Command(python, filepath.Join(out, lang.Of("校验.py", "verify.py"))).CombinedOutput()
			return string(said), err
		}
		if said, err := verify(); err != nil || !strings.HasSuffix(said, lang.Of("，不符0处\n", ", wrong: 0\n")) {
			t.Fatalf("%v: %s", err, said)
		}
		chain := lang.Of("记录链.txt", "chain.txt")
		o.change(out, chain, "技术服务部", "综合服务部")
		o.change(out, "manifest.txt", "14 ", "41 ")
		said, err := verify()
		for _, want := range []string{lang.Of("不符：记录链.txt 与清单不同", "wrong: chain.txt is not what manifest.txt says"), lang.Of("不符：记录链第", "wrong: record no. "),
			lang.Of(" 缺少", " is missing"), lang.Of(" 不在清单里", " is not in manifest.txt")} {
			if err == nil || !strings.Contains(said, want) {
				t.Errorf("%v, it does not say %q: %s", err, want, said)
			}
		}
	})
}

// change replaces the first of some words in a file of a bundle.
func (o *console) change(bundle, name, old, changed string) {
	o.t.Helper()
	path := filepath.Join(bundle, name)
	raw, err := os.ReadFile(path)
	if err != nil || !bytes.Contains(raw, []byte(old)) {
		o.t.Fatal(name, err)
	}
	if err := os.WriteFile(path, bytes.Replace(raw, []byte(old), []byte(changed), 1), 0o600); err != nil {
		o.t.Fatal(err)
	}
}

func TestEvidence_theSameDataGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	inBoth(t, func(t *testing.T, o *console, _ words.Language) {
		one, two := filepath.Join(o.dir, "一"), filepath.Join(o.dir, "二")
		o.must("evidence", "-o", one)
		o.must("evidence", "-o", one+".zip")
		o.at = o.at.Add(24 * time.Hour)
		o.must("evidence", "-o", two)
		o.must("evidence", "-o", two+".zip")
		if diff := cmp.Diff(bundleFiles(t, two), bundleFiles(t, one)); diff != "" {
			t.Errorf("folders differ:\n%s", diff)
		}
		a, err := os.ReadFile(one + ".zip")
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(two + ".zip")
		if err != nil || !bytes.Equal(a, b) {
			t.Errorf("archives differ: %d and %d bytes, %v", len(a), len(b), err)
		}
		for _, out := range []string{one, one + ".zip"} {
			if status := o.duban("evidence", "-o", out); status != exitFailed || !strings.Contains(o.err.String(), "没有改动") {
				t.Errorf("%s was overwritten: exit %d", out, status)
			}
			if status := o.duban("--lang", "en", "evidence", "-o", out); status != exitFailed || !strings.Contains(o.err.String(), "was left as it is") {
				t.Errorf("it does not say so in English: exit %d, %s", status, &o.err)
			}
		}
	})
}

// englishDirectory is that of an office whose own words are English.
const englishDirectory = `
[[directory.post]]
name = "Director"
mail = "zhuren@djzx.example"
duties = ["主任"]

[[directory.department]]
name = "Office"
mail = "zonghe@djzx.example"
supervisor = "Director"
duties = ["督办员"]

[[directory.department]]
name = "IT"
mail = "jishu@djzx.example"
supervisor = "Director"

[[directory.department]]
name = "Reception"
holder = "J. Smith"
mail = "shouli@djzx.example"
supervisor = "Director"
`

// Of an office whose own words are English nothing in the bundle is Chinese: no name of a
// file, nothing in it. What was sent and received stands there as it was, and the sealed
// chain; what the program calls the head of a department is in the directory.
func TestEvidence_anEnglishBundleHoldsNoChineseOfOurs(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	own, _, _ := bytes.Cut(duban.Config, []byte("\n[[directory."))
	o.write("config.toml", append(config.Set(own, "office.sign", `"Office"`), englishDirectory...))
	o.speaks(words.English)
	o.write("list.csv", []byte("No,Action,Owner,Due Date,Status\n1,Upgrade the query so that everybody can see at any time of the day how far the office has come with it,IT,2026-04-30,begun last year\n"+
		"2,Train the staff,\"IT, Reception\",2026-04-30,\n3,Clear the backlog,Reception,2026-05-29,\n4,Report the cases,Reception,2026-06-30,\n5,Count the visitors,Reception,quarterly,\n"))
	o.must("import", filepath.Join(o.dir, "list.csv"), "--year", "2026", "--start", "2026-04-01")
	o.write("more.csv", []byte("No,Action,Owner,Due Date\n1,Publish the fees,IT,2026-06-30\n"))
	o.must("import", filepath.Join(o.dir, "more.csv"), "--year", "2026", "--start", "2026-04-01")
	o.live(checklist.Date(2026, 4, 1))
	o.at = o.at.Add(time.Hour)
	answer := func(kind letter.Kind, person, from, text string) {
		o.at = o.at.Add(time.Minute)
		n := o.newest(kind, person)
		o.replies++
		o.write("reply.eml", fmt.Appendf(nil, "From: <%s>\r\nTo: duban@djzx.example\r\nSubject: Re: %s\r\nMessage-ID: <%d@pc.example>\r\nDate: %s\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"+
			"--b\r\nContent-Type: text/plain\r\n\r\n%s\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\n%%PDF-1.4\r\n--b--\r\n",
			from, mime.BEncoding.Encode("utf-8", n.Token.Tag()), o.replies, o.at.Format(time.RFC1123Z), text))
		o.must("ingest", filepath.Join(o.dir, "reply.eml"))
	}
	answer(letter.KindAssign, "IT负责人", "jishu@djzx.example", "1 done: the query was upgraded.\r\n2 done: trained.")
	answer(letter.KindAssign, "Reception负责人", "shouli@djzx.example", "3 extend to 10 June because devices are late")
	answer(letter.KindAssign, "Reception负责人", "home@example.org", "4 progress: two of five")
	o.write("call.txt", []byte("J. Smith called"))
	o.must("file", "2", "--list", "1", "--party", "Reception", "--by", "phone", "--done", "--text", "trained, too", filepath.Join(o.dir, "call.txt"))
	o.live(checklist.Date(2026, 4, 2))
	answer(letter.KindDigest, "Director", "zhuren@djzx.example", "1 return: add the minutes\r\n3 approve")
	answer(letter.KindConfirm, "Director", "zhuren@djzx.example", "confirmed")
	o.must("judge", "2", "--list", "1", "accept")
	o.must("waive", "4", "--list", "1", "--why", "no longer needed")
	o.write("list.csv", []byte("No,Action,Owner,Due Date,Status\n1,Upgrade the query so that everybody can see at any time of the day how far the office has come with it,IT,2026-04-30,begun last year\n"+
		"2,Train the staff,\"IT, Reception\",2026-04-30,\n3,Clear the backlog,Reception,2026-05-29,\n5,Count the visitors,Reception,quarterly,\n"))
	o.must("import", filepath.Join(o.dir, "list.csv"), "--apply", "--year", "2026", "--start", "2026-04-01")
	o.live(checklist.Date(2026, 4, 3))
	out := filepath.Join(o.dir, "evidence")
	o.must("evidence", "-o", out)
	files := bundleFiles(t, out)
	if story := files["list 1 list.csv/05 Count the visitors/00 record.txt"]; !strings.Contains(story, "lead  Reception second quarter  due 2026-06-30") {
		t.Errorf("it does not say which part:\n%s", story)
	}
	for name, content := range files {
		if path.Ext(name) == ".xlsx" {
			content = sheetsOf(t, content)
		}
		if name = strings.ReplaceAll(name, "负责人", ""); words.HasHan(name) || strings.ContainsAny(name, "（）") || strings.Contains(name, "……") {
			t.Errorf("%s is its name", name)
		}
		if path.Ext(name) == ".eml" || name == "chain.txt" || name == "manifest.json" {
			continue
		}
		for line := range strings.Lines(strings.ReplaceAll(content, "负责人", "")) {
			if words.HasHan(line) || strings.ContainsAny(line, "　，。：；（）、") || strings.Contains(line, "……") {
				t.Errorf("%s says %s", name, line)
			}
		}
	}
}

// sheetsOf are the sheets of a workbook with their names and words: not its fonts.
func sheetsOf(t *testing.T, raw string) (text string) {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "styles.xml") || strings.Contains(f.Name, "theme") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		text += string(part)
	}
	return text
}
