package message

import (
	"strings"

	"duban/internal/msg"
)

// missingField stands as the very first line of a mail of which only the header
// could be taken. Whatever a sender writes stands below the lines of the servers
// that the mail passed, so he cannot write this one.
const missingField = "X-Duban-Missing"

// MissingMail is what is stored of a mail that could not be taken whole: why, where
// it lies, and as much of its header as there is.
func MissingMail(place string, why msg.Message, header []byte) []byte {
	return append([]byte(missingField+": "+why.Text()+"\r\nX-Duban-Position: "+place+"\r\n"), header...)
}

// missing says why a mail is not whole; zero when it is.
func (h Header) missing() msg.Message {
	if len(h) == 0 || !strings.EqualFold(h[0].Name, missingField) {
		return msg.Message{}
	}
	return msg.FromText(strings.TrimSpace(h[0].Raw))
}
