package inbox

import (
	"strings"

	"duban/checklist"
)

// quoteInside finds where a quote begins inside a line below the author's words:
// a gateway that flattens a mail leaves separator and head in the middle of a
// line, and some programs put the attribution behind the last word. 0 is nowhere.
func quoteInside(raw string) int {
	at := flatSeparatorAt(raw)
	if at < 0 {
		at = flatHeadAt(raw)
	}
	if at < 0 {
		at = sharedAttributionAt(raw)
	}
	if at <= 0 || strings.TrimSpace(raw[:at]) == "" {
		return 0
	}
	return at
}

var flattened = checklist.NewPattern(
	`[-—]{3,}\s*(?:回复的原邮件|原始邮件|原始郵件|邮件原件|Replied Message|Original Message|Original)\s*[-—]{3,}[\s|*]*(?:发件人|寄件者|From|日期|Date)`)

func flatSeparatorAt(raw string) int {
	if !strings.Contains(raw, "---") && !strings.Contains(raw, "——") || !strings.Contains(raw, "原") && !strings.Contains(raw, "riginal") && !strings.Contains(raw, "eplied") {
		return -1
	}
	if at := flattened.FindStringIndex(raw); at != nil {
		return at[0]
	}
	return -1
}

// flatHeads are the labels of a head in their order, where all of it stands on one
// line.
var flatHeads = [][4]string{
	{"发件人", "发送时间", "收件人", "主题"}, {"发件人", "发件时间", "收件人", "主题"}, {"发件人", "发送日期", "收件人", "主题"}, {"发件人", "日期", "收件人", "主题"},
	{"寄件者", "寄件日期", "收件者", "主旨"}, {"From", "Sent", "To", "Subject"}, {"From", "Date", "To", "Subject"}, {"Date", "From", "To", "Subject"}, {"Von", "Gesendet", "An", "Betreff"},
	{"De", "Envoyé", "À", "Objet"}, {"De", "Enviado", "Para", "Asunto"}, {"Da", "Inviato", "A", "Oggetto"}, {"Van", "Verzonden", "Aan", "Onderwerp"},
	{"差出人", "送信日時", "宛先", "件名"}, {"보낸 사람", "보낸 날짜", "받는 사람", "제목"},
}

// mostFlatGap is how many bytes may stand between two labels, and mostFlatTries
// how many senders of a line are looked at.
const (
	mostFlatGap   = 600
	mostFlatTries = 8
)

// flatHeadAt finds a head that stands on one line; -1 if there is none.
func flatHeadAt(raw string) int {
	if strings.Count(raw, ":")+strings.Count(raw, "：") < len(flatHeads[0]) {
		return -1 // each label has a colon of its own
	}
	for _, labels := range flatHeads {
		if !strings.Contains(raw, labels[3]) {
			continue
		}
		for at, tries := 0, 0; tries < mostFlatTries; tries++ {
			from := labelIndex(raw[at:], labels[0])
			if from < 0 {
				break
			}
			if at += from; isFlatHead(raw[at:], labels) {
				return at
			}
			at += len(labels[0])
		}
	}
	return -1
}

func isFlatHead(s string, labels [4]string) bool {
	for _, label := range labels[1:] {
		at := labelIndex(s[:min(len(s), mostFlatGap)], label)
		if at < 0 {
			return false
		}
		s = s[at+len(label):]
	}
	return true
}

// labelIndex finds a label with a colon behind it.
func labelIndex(s, label string) int {
	for at := 0; ; {
		i := strings.Index(s[at:], label)
		if i < 0 {
			return -1
		}
		at += i
		rest := strings.TrimLeft(s[at+len(label):min(len(s), at+len(label)+16)], " \u00a0\u3000*el")
		if begins := at == 0 || !isLetterByte(s[at-1]); begins && (strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "：")) {
			return at
		}
		at += len(label)
	}
}

func isLetterByte(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

// sharedAttributions know an attribution behind the author's last word. What
// stands before it is looked at too, since names may stand before a time.
var sharedAttributions = []*checklist.Pattern{
	checklist.NewPattern(`^(.*[^\s>-]) ?(?:-{2,} ?|\s)(?:On|At) (?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? |(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? )?\d.*\bwrote ?:?[ -]*$`),
	checklist.NewPattern(`^(.*[^\s>-]) ?(?:-{2,} ?|\s)(?:On|At) (?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d.*\bwrote ?:?[ -]*$`),
	checklist.NewPattern(`^(.*[。！？!?;；])\s*在 ?\d{4}[年/\-.].*[写寫]道 ?[:：]$`),
}

// sharedAttributionAt finds an attribution that ends a line; -1 if there is none.
func sharedAttributionAt(raw string) int {
	if len(raw) > mostKey || !strings.Contains(raw, "wrote") && !strings.Contains(raw, "道") || !anyAddress.MatchString(raw) && !timeOfDay.MatchString(raw) {
		return -1
	}
	for _, shared := range sharedAttributions {
		if m := shared.FindStringSubmatchIndex(raw); m != nil && !strings.Contains(raw[:m[3]], "@") {
			return m[3]
		}
	}
	return -1
}
