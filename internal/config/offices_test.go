package config

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"
)

// offices reads a common file and those that it lists, all written into a folder.
func offices(t *testing.T, files map[string]string) ([]*Config, error) {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return Source{File: filepath.Join(dir, "config.toml"), Getenv: func(string) string { return "" }}.All()
}

const anOffice = "[office]\nid = 1\nname = \"甲\"\n[mail]\nfrom = \"duban@jia.example\"\n"

// The files that the common one names lie beside it, wherever an office's own lies.
func TestOffices_pathsOfTheCommonFileStartAtIt(t *testing.T) {
	t.Parallel()
	common := `database = "x/duban.db"
database_password_file = "x/f1"
offices = ["sub/甲.toml"]
[relay]
host = "relay.example"
password_file = "x/f2"
ca_file = "x/f7"
outbox = "x/outbox"
[[relay.fallback]]
host = "relay2.example"
password_file = "x/f3"
ca_file = "x/f8"
[smtp]
cert_file = "x/f4"
key_file = "x/f5"
[alarm]
format = "feishu"
secret_file = "x/f9"
[calendar]
folder = "x/holidays"
files = ["x/f6"]
`
	all, err := offices(t, map[string]string{"config.toml": common, "sub/甲.toml": anOffice})
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	c := all[0]
	isPath := regexp.MustCompile(`_file$|^(database|folder|files|outbox)$`)
	found := 0
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		for i := range v.NumField() {
			field, tag := v.Field(i), v.Type().Field(i).Tag.Get("toml")
			texts := []reflect.Value{}
			switch {
			case field.Kind() == reflect.Struct && field.Type().PkgPath() == "" || v.Type().Field(i).Anonymous:
				walk(field)
			case field.Kind() == reflect.String:
				texts = append(texts, field)
			case field.Kind() == reflect.Slice:
				for n := range field.Len() {
					if e := field.Index(n); e.Kind() == reflect.Struct {
						walk(e)
					} else {
						texts = append(texts, e)
					}
				}
			}
			for _, text := range texts {
				if !isPath.MatchString(tag) {
					continue
				}
				found++
				if path := c.Path(text.String()); !strings.HasSuffix(filepath.Dir(filepath.Dir(path)), filepath.Dir(filepath.Dir(c.path))) {
					t.Errorf("%s = %q is looked for at %s", tag, text.String(), path)
				}
			}
		}
	}
	walk(reflect.ValueOf(c.settings))
	if want := strings.Count(common, `"x/`); found != want {
		t.Errorf("%d paths were looked at, %d are written", found, want)
	}
}

func TestOffices_whatTwoMayNotShareIsToldAtOnceAndTheRightOnesAreKept(t *testing.T) {
	t.Parallel()
	all, err := offices(t, map[string]string{
		"config.toml": `offices = ["甲.toml", "乙.toml", "丙.toml", "无.toml", "错.toml"]`,
		"甲.toml":      anOffice, "乙.toml": anOffice,
		"丙.toml": strings.NewReplacer("id = 1", "id = 3", "甲", "丙", "jia", "bing").Replace(anOffice),
		"错.toml": "[ofice]\nid = 4\n",
	})
	if len(all) != 2 || all[0].Office.Name != "甲" || all[1].Office.Name != "丙" {
		t.Errorf("kept %v", all)
	}
	for _, want := range []string{"1已是甲.toml的编号", "“甲”已是甲.toml的名称", "duban@jia.example已是甲.toml的督办信箱", "无.toml", "ofice"} {
		if err == nil || !strings.Contains(said(err), want) {
			t.Errorf("not told: %s, in:\n%v", want, err)
		}
	}
}

func TestOffices_oneBeginsWithTheCommonSettingsAndHasItsOwn(t *testing.T) {
	t.Parallel()
	all, err := offices(t, map[string]string{
		"config.toml": "offices = [\"甲.toml\", \"乙.toml\"]\n[ladder]\nbefore = [9, 4]\nhour = \"09:15\"\n[[imap]]\nhost = \"imap.example\"\nuser = \"x\"\npassword_file = \"p\"\n",
		"甲.toml":      anOffice,
		"乙.toml":      strings.NewReplacer("id = 1", "id = 2", "甲", "乙", "jia", "yi").Replace(anOffice) + "[ladder]\nbefore = [2]\n[calendar]\npolicy = \"after\"\n",
	})
	if err != nil || len(all) != 2 {
		t.Fatal(all, err)
	}
	one, two := all[0], all[1]
	if got := one.Ladder.Before; !reflect.DeepEqual(got, []int{9, 4}) || one.Hours().From != 9*time.Hour+15*time.Minute || one.Calendar.Policy != "before" || len(one.IMAP) != 0 {
		t.Errorf("the first climbs %v at %v, %s, with %d mailboxes", got, one.Hours(), one.Calendar.Policy, len(one.IMAP))
	}
	if got := two.Ladder.Before; !reflect.DeepEqual(got, []int{2}) || two.Hours().From != one.Hours().From || two.Calendar.Policy != "after" {
		t.Errorf("the second climbs %v at %v, %s", got, two.Hours(), two.Calendar.Policy)
	}
}
