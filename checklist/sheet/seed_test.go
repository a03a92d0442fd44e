package sheet

import (
	"bytes"
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"duban/checklist"
	"duban/checklist/sheet/grid"
)

const seedFile = "../../examples/实施清单.txt"

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// truth is what the 40 items must read as, checked by hand against the document.
func truth(t testing.TB) (items []checklist.Item) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(string(readFile(t, "testdata/items.tsv"))), "\n")
	list := func(s string) []string {
		if s == "" {
			return nil
		}
		return strings.Split(s, "、")
	}
	for _, line := range lines[1:] {
		c := strings.Split(line, "\t")
		no, err := strconv.Atoi(c[0])
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, checklist.Item{
			No: no, Task: c[1], Section: c[2], Content: c[3], Parties: c[4],
			Leads: list(c[5]), Joint: list(c[6]), DeadlineText: c[7],
		})
	}
	return items
}

var (
	asWritten = cmpopts.IgnoreFields(checklist.Item{}, "Row", "Leads", "Joint", "Deadline")
	resolved  = cmpopts.IgnoreFields(checklist.Item{}, "Row", "Deadline")
)

func readSeed(t testing.TB) *List {
	t.Helper()
	list, err := ReadList("实施清单.txt", readFile(t, seedFile), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func encode(t *testing.T, text, charset string) []byte {
	t.Helper()
	enc, _ := grid.EncodingOf(charset)
	raw, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// asCSV is the seed's text table saved by a spreadsheet.
func asCSV(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	for _, line := range strings.Split(text, "\n") {
		if err := w.Write(strings.Split(line, "\t")); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	return b.Bytes()
}

func TestReadList_theRealListReadsTheSameInEveryForm(t *testing.T) {
	t.Parallel()
	text := string(readFile(t, seedFile))
	for _, c := range []struct {
		reason, name string
		raw          []byte
		opt          Options
	}{
		{"UTF-8", "实施清单.txt", []byte(text), Options{}},
		{"UTF-8 with a mark", "实施清单.txt", []byte("\ufeff" + text), Options{}},
		{"UTF-16LE, Excel's Unicode text", "实施清单.txt", append([]byte("\xff\xfe"), encode(t, text, "utf-16le")...), Options{}},
		{"UTF-16BE", "实施清单.txt", append([]byte("\xfe\xff"), encode(t, text, "utf-16be")...), Options{}},
		{"UTF-16LE without a mark, said so", "实施清单.txt", encode(t, text, "utf-16le"), Options{Encoding: "UTF-16LE"}},
		{"GB18030", "实施清单.txt", encode(t, text, "gb18030"), Options{}},
		{"GBK, said so", "实施清单.txt", encode(t, text, "gbk"), Options{Encoding: "gbk"}},
		{"tab separated by its extension", "清单.TSV", []byte(text), Options{}},
		{"DOS line ends", "实施清单.txt", []byte(strings.ReplaceAll(text, "\n", "\r\n")), Options{}},
		{"CSV in UTF-8", "清单.csv", asCSV(t, text), Options{}},
		{"CSV in GBK, as Excel saves it", "清单.csv", encode(t, string(asCSV(t, text)), "gb18030"), Options{}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			list, err := ReadList(c.name, c.raw, c.opt)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(list.Items, truth(t), asWritten); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
			if list.Title != "不动产登记作风和素质提升专项行动实施清单" {
				t.Errorf("title %q", list.Title)
			}
		})
	}
}
