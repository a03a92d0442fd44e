package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox/message"
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

// judged is an office where item 14 was answered and accepted by the director's mail.
func judged(t *testing.T) *console {
	t.Helper()
	o := newConsole(t)
	o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--start", "2026-04-01")
	o.live(checklist.Date(2026, 4, 1))
	o.at = o.at.Add(time.Hour)
	o.reply(o.newest(letter.KindAssign, "技术服务部负责人"), "jishu@djzx.example", "14 已完成：升级查询功能。")
	o.live(checklist.Date(2026, 4, 2))
	o.reply(o.newest(letter.KindDigest, "中心主任"), "zhuren@djzx.example", "14 同意")
	o.reply(o.newest(letter.KindConfirm, "中心主任"), "zhuren@djzx.example", "确认")
	return o
}

func TestEvidence_holdsRepliesLettersVerdictsAndTheirProof(t *testing.T) {
	t.Parallel()
	o := judged(t)
	out := filepath.Join(o.dir, "佐证")
	o.must("evidence", "-o", out)
	files := bundleFiles(t, out)
	var kinds []string
	for name, content := range files {
		switch {
		case strings.HasPrefix(name, "14 ") && strings.HasSuffix(name, "记录.txt") && strings.Contains(content, "销号　中心主任"):
			kinds = append(kinds, "story")
		case strings.HasPrefix(name, "14 ") && strings.HasSuffix(name, ".txt") && strings.Contains(content, "升级查询功能"):
			kinds = append(kinds, "words")
		case strings.HasPrefix(name, "14 ") && strings.HasSuffix(name, "中心主任.eml"):
			kinds = append(kinds, "verdict")
		case strings.HasPrefix(name, "14 ") && strings.HasSuffix(name, ".eml"):
			kinds = append(kinds, "reply")
		case strings.HasPrefix(name, "信件/") && strings.Contains(name, "交办 技术服务部负责人") && message.Parse([]byte(content), message.Limits{}).Subject != "":
			kinds = append(kinds, "letter")
		case name == "索引.html" && strings.Contains(content, "SHA-256") || name == "索引.xlsx" || name == "记录链.txt":
			kinds = append(kinds, name)
		}
	}
	slices.Sort(kinds)
	want := []string{"letter", "reply", "story", "verdict", "words", "索引.html", "索引.xlsx", "记录链.txt"}
	slices.Sort(want)
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
}

// Anybody can prove the chain from the lines alone, by the rule that the index states.
func TestEvidence_theChainProvesItselfWithoutThisProgram(t *testing.T) {
	t.Parallel()
	o := judged(t)
	out := filepath.Join(o.dir, "佐证")
	o.must("evidence", "-o", out)
	chain := strings.TrimSpace(bundleFiles(t, out)["记录链.txt"])
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
}

func TestEvidence_theVerifierFindsWhatWasChanged(t *testing.T) {
	t.Parallel()
	python, err := exec.LookPath("python3")
	if err != nil {
		return // the bundle states the rule; the test above follows it
	}
	o := judged(t)
	out := filepath.Join(o.dir, "佐证")
	o.must("evidence", "-o", out)
	if said, err := exec.Command(python, filepath.Join(out, "校验.py")).CombinedOutput(); err != nil || !strings.Contains(string(said), "不符0处") {
		t.Fatalf("%v: %s", err, said)
	}
	path := filepath.Join(out, "记录链.txt")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, bytes.Replace(raw, []byte("技术服务部"), []byte("综合服务部"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command(python, filepath.Join(out, "校验.py")).CombinedOutput()
	if err == nil || !strings.Contains(string(said), "记录链.txt 与清单不同") || !strings.Contains(string(said), "记录链第") {
		t.Errorf("%v: %s", err, said)
	}
}

func TestEvidence_theSameDataGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	o := judged(t)
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
	}
}
