package message

import (
	"encoding/binary"
	"errors"
	"strings"
)

// tnefContent is what a winmail.dat holds (MS-OXTNEF): what Outlook sends in the
// place of ordinary parts. Files are slices of the input: nothing grows.
type tnefContent struct {
	files             []tnefFile
	plain, html, text string // text: of the RTF body
}

type tnefFile struct {
	name, mediaType, contentID string
	content                    []byte
	object                     bool // an embedded Outlook item, not a file
}

var errTNEF = errors.New("reading winmail.dat: damaged")

const (
	tnefSignature = 0x223E9F78
	mostTNEF      = 5000 // attributes
	mostTNEFFiles = 200

	attMessage    = 1 // levels
	attAttachment = 2

	// Attributes: the upper half is the type, which says nothing more.
	attBody       = 0x800C
	attAttachData = 0x800F
	attTitle      = 0x8010
	attRenddata   = 0x9002 // begins a file
	attProps      = 0x9003
	attFileProps  = 0x9005
)

// readTNEF reads as far as the stream is whole; err says that it was not, or
// that it is none.
func readTNEF(b []byte) (t tnefContent, err error) {
	if len(b) < 6 || binary.LittleEndian.Uint32(b) != tnefSignature {
		return t, errTNEF
	}
	b = b[6:]
	for n := 0; len(b) > 0 && n < mostTNEF; n++ {
		const head, sum = 9, 2
		if len(b) < head+sum {
			return t, errTNEF
		}
		level, id, size := b[0], binary.LittleEndian.Uint32(b[1:]), int64(binary.LittleEndian.Uint32(b[5:]))
		if size > int64(len(b)-head-sum) {
			return t, errTNEF
		}
		t.attribute(level, id&0xFFFF, b[head:head+size])
		b = b[head+size+sum:]
	}
	return t, nil
}

func (t *tnefContent) attribute(level byte, id uint32, data []byte) {
	switch {
	case level == attMessage && id == attBody:
		t.plain = tnefString(data)
	case level == attMessage && id == attProps:
		readProps(data, t.messageProp)
	case level != attAttachment:
	case id == attRenddata:
		if len(t.files) < mostTNEFFiles {
			t.files = append(t.files, tnefFile{})
		}
	case len(t.files) == 0:
	case id == attTitle:
		if f := &t.files[len(t.files)-1]; f.name == "" {
			f.name = tnefString(data)
		}
	case id == attAttachData:
		t.files[len(t.files)-1].content = data
	case id == attFileProps:
		readProps(data, t.files[len(t.files)-1].prop)
	}
}

// The properties of MS-OXPROPS that matter here.
const (
	propBody      = 0x1000
	propRTF       = 0x1009
	propHTML      = 0x1013
	propName      = 0x3001
	propData      = 0x3701
	propLongName  = 0x3707
	propMIMEType  = 0x370E
	propContentID = 0x3712
)

func (t *tnefContent) messageProp(id, kind uint16, data []byte) {
	switch id {
	case propBody:
		t.plain = propText(kind, data)
	case propHTML:
		t.html = propText(kind, data)
	case propRTF:
		if rtf, err := inflateRTF(data); err == nil {
			t.text = rtfText(rtf)
		}
	}
}

// prop reads a property of a file. The long name counts more than the 8.3 one.
func (f *tnefFile) prop(id, kind uint16, data []byte) {
	switch id {
	case propLongName:
		f.name = propText(kind, data)
	case propName:
		if f.name == "" {
			f.name = propText(kind, data)
		}
	case propMIMEType:
		f.mediaType = strings.ToLower(propText(kind, data))
	case propContentID:
		f.contentID = propText(kind, data)
	case propData:
		if f.object = kind == typeObject; len(f.content) == 0 {
			f.content = data
		}
	}
}

// tnefString reads bytes that name no charset, up to their NUL.
func tnefString(b []byte) string {
	s, _, _ := decodeCharset("", b)
	s, _, _ = strings.Cut(s, "\x00")
	return s
}
