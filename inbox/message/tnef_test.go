package message

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"duban/inbox/rawtest"
	"duban/internal/words"
)

// tnefOf writes a winmail.dat as Outlook does.
func tnefOf(attributes ...[]byte) []byte {
	b := binary.LittleEndian.AppendUint32(nil, tnefSignature)
	return append(append(b, 1, 0), bytes.Join(attributes, nil)...)
}

func attribute(level byte, id uint32, data []byte) []byte {
	b := binary.LittleEndian.AppendUint32([]byte{level}, id)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(data)))
	return append(append(b, data...), 0, 0)
}

// props writes a list of properties.
func props(list ...[]byte) []byte {
	return append(binary.LittleEndian.AppendUint32(nil, uint32(len(list))), bytes.Join(list, nil)...)
}

func prop(kind, id uint16, data []byte) []byte {
	b := binary.LittleEndian.AppendUint16(nil, kind)
	b = binary.LittleEndian.AppendUint16(b, id)
	if kind != 0x3 { // the only fixed one in these tests
		b = binary.LittleEndian.AppendUint32(b, 1)
		b = binary.LittleEndian.AppendUint32(b, uint32(len(data)))
	}
	b = append(b, data...)
	return append(b, make([]byte, (4-len(data)%4)%4)...)
}

func utf16LE(s string) (b []byte) {
	for _, u := range utf16.Encode([]rune(s + "\x00")) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

func uncompressedRTF(rtf string) []byte {
	b := make([]byte, 16)
	binary.LittleEndian.PutUint32(b[4:], uint32(len(rtf)))
	copy(b[8:], "MELA")
	return append(b, rtf...)
}

// outlookMail is a winmail.dat with a text and a file of a long Chinese name.
func outlookMail() []byte {
	named := append(append(make([]byte, 16), 1, 0, 0, 0), append(binary.LittleEndian.AppendUint32(nil, 4), utf16LE("x")...)...)
	return tnefOf(
		attribute(attMessage, 0x00069003, props(
			prop(0x3, 0x0E07, []byte{1, 0, 0, 0}),
			append([]byte{0x1F, 0, 0x01, 0x80}, append(named, prop(typeUnicode, 0, utf16LE("乙"))[4:]...)...),
			prop(typeUnicode, propBody, utf16LE("14 已完成")))),
		attribute(attAttachment, 0x00069002, make([]byte, 14)),
		attribute(attAttachment, 0x00018010, []byte("ZHENGG~1.DOC\x00")),
		attribute(attAttachment, 0x0006800F, []byte("%PDF-1.7 佐证")),
		attribute(attAttachment, 0x00069005, props(prop(typeUnicode, propLongName, utf16LE("整改报告（终稿）.pdf")), prop(0x1E, propMIMEType, []byte("Application/PDF\x00")))),
	)
}

func winmail(content []byte, parts ...string) []byte {
	return rawtest.CRLF(append(append([]string{"From: a@b.cn", rawtest.Mixed, ""}, parts...),
		rawtest.Base64Part("Content-Type: application/ms-tnef; name=winmail.dat", base64.StdEncoding.EncodeToString(content)), "--x--")...)
}

func TestParse_M26_winmailIsUnpackedAsIfItHadComeInParts(t *testing.T) {
	t.Parallel()
	m := Parse(winmail(outlookMail()), Limits{})
	if len(m.Attachments) != 1 || !m.TNEF || m.Sealed {
		t.Fatalf("got %+v", m.Attachments)
	}
	a := m.Attachments[0]
	got := []string{m.Text, a.Name, a.Type, a.Sniffed, string(a.Content)}
	if diff := cmp.Diff(got, []string{"14 已完成", "整改报告（终稿）.pdf", "application/pdf", "application/pdf", "%PDF-1.7 佐证"}); diff != "" {
		t.Errorf("-got +want\n%s", diff)
	}
	if m := Parse(winmail(outlookMail(), rawtest.TextPart("见附件")), Limits{}); m.Text != "见附件" {
		t.Errorf("the mail's own text comes first: got %q", m.Text)
	}
}

func TestParse_M26_winmailWithRTFOnlyGivesItsWords(t *testing.T) {
	t.Parallel()
	gb, _ := simplifiedchinese.GB18030.NewEncoder().String("已完成")
	escaped := ""
	for _, c := range []byte(gb) {
		escaped += `\'` + hex.EncodeToString([]byte{c})
	}
	for name, tt := range map[string]struct{ rtf, want string }{
		"escaped bytes":          {`{\rtf1\ansi\ansicpg936{\fonttbl{\f0 SimSun;}}{\*\generator Riched20;}\pard 14 ` + escaped + `\par 29 x\par}`, "14 已完成\n29 x"},
		"characters by number":   {`{\rtf1 14 \u24050?\u23436?\u25104?\tab {\b x}\~y\{z\}}`, "14 已完成\tx y{z}"},
		"a page in disguise":     {`{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 14 done\htmlrtf\par}\htmlrtf0 {\*\htmltag72 </p>}}`, "14 done"},
		"braces that do not fit": {`}}}{\rtf1 14 done{{`, "14 done"},
		"a backslash at the end": {`{\rtf1 14 done\`, "14 done"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := Parse(winmail(tnefOf(attribute(attMessage, 0x00069003, props(prop(typeBinary, propRTF, uncompressedRTF(tt.rtf)))))), Limits{})
			if m.Text != tt.want {
				t.Errorf("got %q, want %q", m.Text, tt.want)
			}
		})
	}
}

// The example of MS-OXRTFCP, section 3.1.
func TestInflateRTF_readsTheExampleOfTheSpecification(t *testing.T) {
	t.Parallel()
	b, err := hex.DecodeString("2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0")
	if err != nil {
		t.Fatal(err)
	}
	got, err := inflateRTF(b)
	if want := "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"; string(got) != want || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestParse_M21_aDamagedWinmailIsKeptWhole(t *testing.T) {
	t.Parallel()
	whole := outlookMail()
	for cut := range len(whole) - 1 {
		m := Parse(winmail(whole[:cut]), Limits{})
		if len(m.Attachments) == 0 {
			continue // cut behind a whole attribute: what is there was read
		}
		if name := m.Attachments[0].Name; m.Sealed && (name != "winmail.dat" || !strings.Contains(words.Say(words.Chinese, m.Attachments[0].Note()), "重发")) {
			t.Fatalf("cut at %d: got %q, %v", cut, name, m.Attachments[0].Warnings)
		}
	}
}

// Every byte of a winmail.dat set to every extreme: nothing panics, and nothing
// grows beyond what came in.
func TestParse_M21_mutationsOfWinmailAreHarmless(t *testing.T) {
	t.Parallel()
	whole := outlookMail()
	for at := range whole {
		for _, value := range []byte{0, 1, 0x7F, 0x80, 0xFF, whole[at] ^ 0x10, whole[at] + 1} {
			b := bytes.Clone(whole)
			b[at] = value
			checkTNEF(t, b)
		}
	}
}

func checkTNEF(t *testing.T, b []byte) {
	t.Helper()
	c, _ := readTNEF(b)
	total := len(c.plain) + len(c.html)
	for _, f := range c.files {
		total += len(f.content)
	}
	if total > 4*len(b)+mostRTF || len(c.text) > 3*mostRTF {
		t.Errorf("%d bytes became %d", len(b), total)
	}
}

func FuzzTNEF(f *testing.F) {
	f.Add(outlookMail())
	f.Add(tnefOf(attribute(attMessage, 0x00069003, props(prop(typeBinary, propRTF, uncompressedRTF(`{\rtf1\'c4\u1?{\*x}}`))))))
	f.Fuzz(func(t *testing.T, b []byte) {
		checkTNEF(t, b)
		if rtf, err := inflateRTF(b); err == nil && len(rtf) > mostRTF {
			t.Errorf("inflated to %d", len(rtf))
		}
		rtfText(b)
	})
}
