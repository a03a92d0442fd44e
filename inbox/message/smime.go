package message

import (
	"bytes"
	"encoding/asn1"
)

// signedContent takes the letter out of its signature (RFC 5652, sections 3 and 5), which
// is not checked here: ContentInfo, SignedData, EncapsulatedContentInfo, and in it octets,
// whole or in pieces. nil where that is not how the bytes are built.
func signedContent(raw []byte) []byte {
	info, _, ok := readBER(raw, 0)
	if !ok || len(info.children) < 2 {
		return nil
	}
	for _, signed := range info.children[1].children { // [0] EXPLICIT
		for _, part := range signed.children {
			if part.tag == asn1.TagSequence && len(part.children) == 2 && part.children[0].tag == asn1.TagOID {
				return part.children[1].octets(nil)
			}
		}
	}
	return nil
}

// isSignedLetter reports a part that is a letter inside of its signature.
func isSignedLetter(p mimePart, decoded []byte) bool {
	switch p.mediaType {
	case "application/pkcs7-mime", "application/x-pkcs7-mime":
		return isSignedData(p, decoded) && len(signedContent(decoded)) > 0
	}
	return false
}

// berValue is a value of BER, whose length need not be known before its end (X.690, 8.1).
type berValue struct {
	tag      int
	content  []byte // of a primitive value
	children []berValue
}

const (
	mostBERDepth    = 12
	mostBERChildren = 10_000
)

// octets joins the pieces of a string of octets.
func (v berValue) octets(out []byte) []byte {
	if v.children == nil {
		return append(out, v.content...)
	}
	for _, piece := range v.children {
		out = piece.octets(out)
	}
	return out
}

// readBER reads one value and returns what stands behind it.
func readBER(raw []byte, depth int) (v berValue, rest []byte, ok bool) {
	if len(raw) < 2 || depth > mostBERDepth || raw[0]&0x1f == 0x1f {
		return v, nil, false
	}
	v.tag = int(raw[0] & 0x1f)
	constructed := raw[0]&0x20 != 0
	length, head, open := berLength(raw[1:])
	if head == 0 || open && !constructed {
		return v, nil, false
	}
	body := raw[1+head:]
	if !open {
		if length > len(body) {
			return v, nil, false
		}
		body, rest = body[:length], body[length:]
	}
	if !constructed {
		v.content = body
		return v, rest, true
	}
	v.children = []berValue{}
	for len(body) > 0 {
		if open && bytes.HasPrefix(body, []byte{0, 0}) {
			return v, body[2:], true
		}
		child, behind, ok := readBER(body, depth+1)
		if !ok || len(v.children) >= mostBERChildren {
			return v, nil, false
		}
		v.children, body = append(v.children, child), behind
	}
	return v, rest, !open
}

// berLength reads a length and how many bytes it takes, 0 where it is none.
func berLength(raw []byte) (length, head int, open bool) {
	switch n := int(raw[0] & 0x7f); {
	case raw[0] < 0x80:
		return int(raw[0]), 1, false
	case n == 0:
		return 0, 1, true
	case n > 4 || len(raw) < 1+n:
		return 0, 0, false
	default:
		for _, b := range raw[1 : 1+n] {
			length = length<<8 | int(b)
		}
		return length, 1 + n, false
	}
}
