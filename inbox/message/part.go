package message

import (
	"bytes"
	"strings"

	"duban/internal/msg"
	"duban/internal/zh"
)

// mimePart is one entity: what its header says about its body.
type mimePart struct {
	at          place
	header      Header
	mediaType   string
	params      map[string]string
	disposition string
	filename    string // as written, not safe
	body        []byte // as transferred
	damaged     bool   // set by decode
}

func newMIMEPart(h Header, body []byte, at place) mimePart {
	p := mimePart{at: at, header: h, body: body}
	p.mediaType, p.params = parseParams(h.Raw("Content-Type"))
	if !strings.Contains(p.mediaType, "/") { // RFC 2045, section 5.2
		p.mediaType = "text/plain"
	}
	var params map[string]string
	p.disposition, params = parseParams(h.Raw("Content-Disposition"))
	p.filename = params["filename"]
	if p.filename == "" {
		p.filename = p.params["name"]
	}
	return p
}

// decode undoes the transfer encoding and notes what was damaged.
func (p *mimePart) decode(m *Message) []byte {
	encoding := p.header.Raw("Content-Transfer-Encoding")
	out, known, whole := decodeTransfer(encoding, p.body)
	if !known {
		m.fault(msg.New("an unknown transfer encoding, kept as it is", OneLine(encoding)))
	}
	if !whole {
		p.damaged = true
		if p.at.nested == 0 {
			m.Incomplete = true
			m.fault(msg.New("the transfer encoding is damaged"))
		}
	}
	return out
}

// isText says whether the part is something the writer said, rather than a file
// he attached. A named text is a file, unless it is all there is.
func (p *mimePart) isText() bool {
	if p.mediaType != "text/plain" && p.mediaType != "text/html" {
		return false
	}
	if p.at.depth == 0 {
		return p.disposition != "attachment" || p.filename == ""
	}
	return p.disposition != "attachment" && p.filename == ""
}

// metaCharset is how a page names its charset when the mail does not.
var metaCharset = zh.NewPattern(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-z0-9_:.-]{1,40})`)

// text decodes a text part.
func (p *mimePart) text(m *Message, decoded []byte) content {
	charset := p.params["charset"]
	if charset == "" && p.mediaType == "text/html" {
		if found := metaCharset.FindSubmatch(decoded[:min(len(decoded), 4096)]); found != nil {
			charset = string(found[1])
		}
	}
	s, known, clean := decodeCharset(charset, decoded)
	if !known {
		m.fault(msg.New("an unknown character set", OneLine(charset)))
	}
	if !clean {
		m.fault(msg.New("characters that cannot be read"))
	}
	s = cleanText(s)
	if p.mediaType == "text/html" {
		return content{{html: s}}
	}
	if strings.EqualFold(p.params["format"], "flowed") {
		s = unflow(s, strings.EqualFold(p.params["delsp"], "yes"))
	}
	return content{{plain: s}}
}

// isReport: the parts that programs write for programs (RFC 3464, 8098, 5965).
func isReport(mediaType string) bool {
	switch mediaType {
	case "message/delivery-status", "message/global-delivery-status",
		"message/disposition-notification", "message/global-disposition-notification",
		"message/feedback-report", "text/rfc822-headers", "message/global-headers":
		return true
	}
	return false
}

// noteMultipart notes what the kind of a multipart says.
func (m *Message) noteMultipart(p mimePart) {
	if p.at.nested > 0 {
		return
	}
	switch p.mediaType {
	case "multipart/signed":
		m.Signed = true
	case "multipart/encrypted":
		m.encrypted()
	}
}

func (m *Message) encrypted() {
	m.Encrypted = true
	m.fault(msg.New("encrypted, cannot be read"))
}

// noteSpecial notes parts that are neither text nor evidence; handled says that
// there is nothing more to do with them.
func (m *Message) noteSpecial(p mimePart, decoded []byte) (handled bool) {
	switch p.mediaType {
	case "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature":
		m.Signed = true
		return true
	case "application/pkcs7-mime", "application/x-pkcs7-mime":
		if !isSignedData(p, decoded) {
			m.encrypted()
			return false
		}
		m.Signed, m.Wrapped = true, true
	case "application/pgp-encrypted":
		m.encrypted()
	case "message/partial", "message/external-body":
		m.Partial = true
		m.fault(msg.New("part of a mail, or content that lies elsewhere", p.mediaType))
	case "text/calendar", "application/ics":
		if p.disposition != "attachment" {
			m.Calendar = calendarMethod(p.params["method"], decoded)
			return m.Calendar != ""
		}
	case "text/plain":
		if bytes.HasPrefix(bytes.TrimSpace(decoded), []byte("-----BEGIN PGP MESSAGE-----")) {
			m.encrypted()
		}
	}
	return false
}

// signedDataOID is id-signedData of RFC 5652 in DER, 1.2.840.113549.1.7.2.
var signedDataOID = []byte{0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02}

// isSignedData: the letter lies open inside of its signature (RFC 8551, section
// 3.5.2): by the content, which begins with its kind, else by what the header says.
func isSignedData(p mimePart, decoded []byte) bool {
	if len(decoded) > 0 && decoded[0] == 0x30 {
		return bytes.Contains(decoded[:min(len(decoded), 24)], signedDataOID)
	}
	kind := strings.ToLower(p.params["smime-type"])
	return kind == "signed-data" || kind == "certs-only"
}

var methodLine = zh.NewPattern(`(?im)^METHOD:([a-z]{1,20})`)

// calendarMethod returns the METHOD of RFC 5546, upper case; PUBLISH is just a
// file with dates.
func calendarMethod(param string, decoded []byte) string {
	if found := methodLine.FindSubmatch(decoded); param == "" && found != nil {
		param = string(found[1])
	}
	if param = strings.ToUpper(param); param == "PUBLISH" {
		return ""
	}
	return param
}
