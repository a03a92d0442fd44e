package message

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// Property types of MS-OXCDATA, 2.11.1.
const (
	typeString  = 0x001E
	typeUnicode = 0x001F
	typeObject  = 0x000D
	typeBinary  = 0x0102
	multiValue  = 0x1000
)

const mostValues = 10_000 // in one list of properties

// propReader walks a list of MAPI properties (MS-OXTNEF, 2.1.3.4). It stops at
// the first thing that does not fit: what stands behind it has no place.
type propReader struct {
	b      []byte
	values int
	broken bool
}

// readProps hands every value to found.
func readProps(b []byte, found func(id, kind uint16, data []byte)) {
	r := &propReader{b: b}
	for n := r.uint32(); n > 0 && !r.broken && len(r.b) > 0; n-- {
		kind := r.uint16()
		id := r.uint16()
		if id >= 0x8000 {
			r.skipName()
		}
		for _, data := range r.valuesOf(kind) {
			found(id, kind&^multiValue, data)
		}
	}
}

// skipName passes by the GUID and the number or name of a named property.
func (r *propReader) skipName() {
	r.take(16)
	if r.uint32() == 0 {
		r.take(4)
		return
	}
	r.padded(r.uint32())
}

func (r *propReader) valuesOf(kind uint16) (values [][]byte) {
	size, fixed := map[uint16]uint32{0x2: 2, 0x3: 4, 0x4: 4, 0x5: 8, 0x6: 8, 0x7: 8, 0xA: 4, 0xB: 2, 0x14: 8, 0x40: 8, 0x48: 16}[kind&^multiValue]
	count := uint32(1)
	if !fixed || kind&multiValue != 0 {
		count = r.uint32()
	}
	for ; count > 0 && !r.broken; count-- {
		if r.values++; r.values > mostValues {
			r.broken = true
			break
		}
		n := size
		if !fixed {
			n = r.uint32()
		}
		values = append(values, r.padded(n))
	}
	return values
}

// padded takes n bytes and what fills them up to four.
func (r *propReader) padded(n uint32) []byte {
	data := r.take(n)
	r.take(min((4-n%4)%4, uint32(len(r.b))))
	return data
}

func (r *propReader) take(n uint32) []byte {
	if r.broken || uint64(n) > uint64(len(r.b)) {
		r.broken = true
		return nil
	}
	data := r.b[:n]
	r.b = r.b[n:]
	return data
}

func (r *propReader) uint16() uint16 {
	if b := r.take(2); b != nil {
		return binary.LittleEndian.Uint16(b)
	}
	return 0
}

func (r *propReader) uint32() uint32 {
	if b := r.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

// propText reads a text property, whatever its type.
func propText(kind uint16, data []byte) string {
	if kind != typeUnicode {
		return tnefString(data)
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(data[2*i:])
	}
	s, _, _ := strings.Cut(string(utf16.Decode(units)), "\x00")
	return s
}
