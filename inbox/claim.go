package inbox

import "duban/checklist"

// claimByFiles reads a mail that brings files and no words of its own, as people
// write from WeCom and DingTalk: whoever is asked for evidence and sends some
// claims to be done. Of several items the same, once he has said which: in this
// mail by a bare number, or in the answer to our question. A verdict follows in
// any case, and the receipt says how to take it back.
func (c *intake) claimByFiles(answers []checklist.Answer) []checklist.Answer {
	if !c.hasFiles() || c.words.Other != "" {
		return answers
	}
	const reason = "只有附件，没有文字"
	if len(answers) == 0 {
		return []checklist.Answer{{Verb: checklist.VerbDone, Reason: reason}}
	}
	for i, a := range answers {
		if a.Text == "" && a.Doubt == "" && a.Verb == checklist.VerbProgress {
			answers[i].Verb, answers[i].Reason = checklist.VerbDone, reason
		}
	}
	return answers
}

// hasFiles counts those of the mail that our question was about.
func (c *intake) hasFiles() bool {
	for _, early := range c.earlier {
		if len(early.Attachments) > 0 {
			return true
		}
	}
	return len(c.msg.Files()) > 0
}
