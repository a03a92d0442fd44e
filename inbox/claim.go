package inbox

import (
	"slices"
	"strings"

	"duban/inbox/message"
)

// hasFiles reports whether files came with the mail, or with the one that our question was
// about. An enclosed mail is somebody's words, and claims nothing.
func (c *intake) hasFiles() bool {
	for _, early := range c.earlier {
		if len(early.Attachments) > 0 {
			return true
		}
	}
	return slices.ContainsFunc(c.msg.Files(), func(a message.Attachment) bool { return !strings.HasPrefix(a.Type, "message/") })
}
