package message

import "testing"

// A letter inside of its signature is read as one that stands before it, however long its
// pieces are; what is cut off is signed, and not read.
func TestParse_aLetterInsideOfItsSignature(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"smime-opaque-der.eml", "smime-opaque-ber.eml"} {
		m := readMail(t, name)
		if m.Text != "14 已完成：接口已升级" || len(m.Attachments) != 1 || m.Attachments[0].Name != "a.pdf" || !m.Signed || m.Encrypted || m.Wrapped {
			t.Errorf("%s: text %q, %d files, signed %v, encrypted %v, wrapped %v", name, m.Text, len(m.Attachments), m.Signed, m.Encrypted, m.Wrapped)
		}
	}
	if m := readMail(t, "smime-signed-data.eml"); !m.Wrapped || m.Encrypted || m.Text != "" {
		t.Errorf("nothing inside: wrapped %v, encrypted %v, text %q", m.Wrapped, m.Encrypted, m.Text)
	}
}

func FuzzSignedContent(f *testing.F) {
	f.Add([]byte{0x30, 0x80, 0x06, 0x09})
	f.Fuzz(func(t *testing.T, raw []byte) {
		if got := signedContent(raw); len(got) > len(raw) {
			t.Errorf("%d bytes out of %d", len(got), len(raw))
		}
	})
}
