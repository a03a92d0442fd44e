package inbox

// hasFiles counts those of the mail that our question was about.
func (c *intake) hasFiles() bool {
	for _, early := range c.earlier {
		if len(early.Attachments) > 0 {
			return true
		}
	}
	return len(c.msg.Files()) > 0
}
