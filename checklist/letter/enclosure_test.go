package letter_test

import (
	"fmt"
	"testing"

	"duban/checklist/letter"
	"duban/internal/msg"
)

func TestEnclose(t *testing.T) {
	t.Parallel()
	const zip, mb = "application/zip", 1 << 20
	file := func(name, content string, size int64) letter.Enclosure {
		return letter.Enclosure{File: letter.File{Name: name, Size: size, SHA256: name}, Type: content, Proven: true}
	}
	unproven := file("整改报告.docx", zip, mb)
	unproven.Proven = false
	warned := file("整改报告.docx", zip, mb)
	warned.Note = msg.New("an attachment with macros")
	for _, tt := range []struct {
		name string
		file letter.Enclosure
		want bool
	}{
		{"a new office file", file("整改报告.docx", zip, mb), true},
		{"upper case", file("附件.PDF", "application/pdf", mb), true},
		{"a photograph", file("现场.jpg", "image/jpeg", mb), true},
		{"as large as may be", file("整改报告.docx", zip, 3*mb), true},
		{"too large", file("整改报告.docx", zip, 3*mb+1), false},
		{"nobody proved who sent it", unproven, false},
		{"it is warned of", warned, false},
		{"no content of its name", file("现场.jpg", "image/png", mb), false},
		{"macros cannot be seen from outside", file("报告.doc", "application/x-ole-storage", mb), false},
		{"an archive", file("材料.zip", zip, mb), false},
		{"a page", file("说明.html", "text/html", mb), false},
		{"no end of a name", file("说明", "application/pdf", mb), false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			lines := []letter.Line{{Files: []letter.Enclosure{tt.file}}}
			letter.Enclose(lines, 3*mb)
			if got := lines[0].Files[0].Enclosed; got != tt.want {
				t.Errorf("enclosed: %v", got)
			}
			if letter.Enclose(lines, 0); lines[0].Files[0].Enclosed {
				t.Error("enclosed although the switch is off")
			}
		})
	}
}

func TestEnclose_allOfThemFitIntoOneLetter(t *testing.T) {
	t.Parallel()
	var lines []letter.Line
	for i := range 5 {
		f := letter.Enclosure{File: letter.File{Name: "报告.pdf", Size: 2 << 20, SHA256: fmt.Sprint(i % 4)}, Type: "application/pdf", Proven: true}
		lines = append(lines, letter.Line{Files: []letter.Enclosure{f}})
	}
	letter.Enclose(lines, 3<<20)
	var got []bool
	for _, l := range lines {
		got = append(got, l.Files[0].Enclosed)
	}
	if fmt.Sprint(got) != "[true true true false true]" { // the last is the first again
		t.Errorf("enclosed are %v", got)
	}
}

func TestEnclose_uptoWhatALetterHolds(t *testing.T) {
	t.Parallel()
	lines := []letter.Line{{Files: []letter.Enclosure{{File: letter.File{Name: "报告.pdf", Size: letter.MostEnclosed, SHA256: "a"}, Type: "application/pdf", Proven: true}}}}
	if letter.Enclose(lines, letter.MostEnclosed); !lines[0].Files[0].Enclosed {
		t.Error("a file that fills the letter is left out")
	}
}
