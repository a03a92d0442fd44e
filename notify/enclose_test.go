package notify_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"strings"
	"testing"

	"duban/checklist/letter"
	"duban/inbox/message"
)

// picture is a PNG; bomb says in its header that it is as large as a wall.
func picture(t *testing.T) (whole, cut, bomb []byte) {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	whole = b.Bytes()
	bomb = bytes.Clone(whole)
	binary.BigEndian.PutUint32(bomb[16:], 50_000)
	binary.BigEndian.PutUint32(bomb[20:], 50_000)
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	return whole, whole[:len(whole)/2], bomb
}

// What is enclosed with a claim has been looked at, and what was not enclosed is named.
func TestCompose_aDigestEnclosesWhatOpensSafely(t *testing.T) {
	t.Parallel()
	whole, cut, bomb := picture(t)
	o := office
	o.Files = func(int64) ([][]byte, error) { return [][]byte{whole, cut, bomb, []byte("%PDF-1.7")}, nil }
	file := func(n int, name, kind string) letter.Enclosure {
		return letter.Enclosure{Mail: 3, N: n, Enclosed: true, Type: kind, File: letter.File{Name: name, Size: 90, SHA256: name}}
	}
	files := []letter.Enclosure{file(1, "好.png", "image/png"), file(2, "残.png", "image/png"), file(3, "大.png", "image/png"), file(4, "报告.pdf", "application/pdf")}
	l := digest(letter.KindDigest, func(d *letter.Digest) {
		d.Review = []letter.Line{but(claimed, func(x *letter.Line) { x.Files, x.Attachments = files, 4 })}
	})
	raw, _ := compose(t, l, director, o)
	m := message.Parse(raw, message.Limits{})
	var names []string
	for _, a := range m.Attachments {
		names = append(names, a.Name)
	}
	if strings.Join(names, " ") != "好.png 报告.pdf" {
		t.Errorf("enclosed are %v", names)
	}
	want := "附件：好.png（图片，90 字节，随信附上）、残.png（图片，90 字节，图片已损坏）、大.png（图片，90 字节，图片过大）、报告.pdf（PDF，90 字节，随信附上）"
	if !strings.Contains(m.Text, want) {
		t.Errorf("the letter says\n%s", m.Text)
	}
	if !files[1].Enclosed {
		t.Error("composing changed the letter that is stored")
	}
}
