package message

import "strings"

// missingField stands as the very first line of a mail of which only the header
// could be taken. Whatever a sender writes stands below the lines of the servers
// that the mail passed, so he cannot write this one.
const missingField = "X-Duban-Missing"

// MissingMail is what is stored of a mail that could not be taken whole: why, where
// it lies, and as much of its header as there is.
func MissingMail(place, why string, header []byte) []byte {
	return append([]byte(missingField+": "+why+"\r\nX-Duban-Position: "+place+"\r\n"), header...)
}

// missing says why a mail is not whole, "" when it is.
func (h Header) missing() string {
	if len(h) == 0 || !strings.EqualFold(h[0].Name, missingField) {
		return ""
	}
	return strings.TrimSpace(h[0].Raw)
}
