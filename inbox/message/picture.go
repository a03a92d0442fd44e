package message

import (
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"duban/internal/msg"
)

// dataPrefix begins a picture that is written into the page (RFC 2397).
const dataPrefix = "data:image/"

func isDataPicture(src string) bool {
	return len(src) >= len(dataPrefix) && strings.EqualFold(src[:len(dataPrefix)], dataPrefix)
}

func dataID(n int) string { return "data:" + strconv.Itoa(n) }

const mostPictures = 100 // written into one page

// attachPictures lists what was pasted into the page as files: a screenshot is an
// attachment to whoever sent it, whichever way his program wrote it down.
func (m *Message) attachPictures() {
	if !strings.Contains(strings.ToLower(m.HTML), dataPrefix) {
		return
	}
	for n, src := range dataPictures(m.HTML) {
		mediaType, content, ok := readDataURL(src)
		if !ok {
			m.fault(msg.New("a picture of the page that cannot be read"))
			continue
		}
		p := mimePart{mediaType: mediaType, header: Header{{Name: "Content-ID", Raw: dataID(n)}}}
		a := newAttachment(p, PastedPicture+strconv.Itoa(n+1)+pictureExt(mediaType), content)
		a.Unnamed = true
		m.Attachments = append(m.Attachments, a)
	}
}

// dataPictures returns the sources of the pictures that are written into a page.
func dataPictures(page string) (list []string) {
	z := html.NewTokenizer(strings.NewReader(page))
	for kind := z.Next(); kind != html.ErrorToken && len(list) < mostPictures; kind = z.Next() {
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		name, more := z.TagName()
		for more && string(name) == "img" {
			var key, value []byte
			key, value, more = z.TagAttr()
			if string(key) == "src" && isDataPicture(string(value)) {
				list = append(list, string(value))
				break
			}
		}
	}
	return list
}

// pictureExt is the ending of a file of that type: image/svg+xml is .svg.
func pictureExt(mediaType string) string {
	_, subtype, _ := strings.Cut(mediaType, "/")
	subtype, _, _ = strings.Cut(subtype, "+")
	return "." + subtype
}

// readDataURL takes data:image/png;base64,… apart.
func readDataURL(src string) (mediaType string, content []byte, ok bool) {
	head, data, found := strings.Cut(src[len("data:"):], ",")
	if !found {
		return "", nil, false
	}
	mediaType, _, _ = strings.Cut(strings.ToLower(head), ";")
	if plain, err := url.PathUnescape(data); err == nil {
		data = plain
	}
	if !strings.HasSuffix(strings.ToLower(strings.TrimSpace(head)), ";base64") {
		return mediaType, []byte(data), data != ""
	}
	content, _ = decodeBase64([]byte(data))
	return mediaType, content, len(content) > 0
}

// SetQuoted marks the pictures that stand in the letter that is quoted: nobody
// attached them anew.
func (m *Message) SetQuoted(pictures []string) {
	for i := range m.Attachments {
		a := &m.Attachments[i]
		for _, id := range pictures {
			a.Quoted = a.Quoted || a.ContentID != "" && strings.EqualFold(a.ContentID, id)
		}
	}
}
