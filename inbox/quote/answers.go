package quote

import (
	"strings"

	"duban/internal/msg"
	"duban/internal/zh"
)

// mostAnnounced is how long a text may be that only points into the quote.
const mostAnnounced = 60

var (
	greetingAbroad = zh.NewPattern(`^(?:(?:hi|hello|hallo|hej|hey|bonjour|hola|ciao|guten (?:tag|morgen)),?(?: [^\s\d.!?]+){0,3}|(?:dear|sehr geehrte[rn]?)\b[^!?,:\d\n]{0,40})[,:!]?$`)
	pointsBelow    = zh.NewPattern(`(?i)\b(?:comments?|answers?|repl(?:y|ies)|responses?|notes?)\b[^.\n]{0,20}\b(?:below|inline|in-?line|in (?:red|blue|green))\b|\bsee (?:below|inline)\b|` +
		`(?:见|在|如)下[方文面]?.{0,8}(?:红|蓝|绿|批注|标注|原邮件|来信|引用)|(?:红|蓝|绿|彩)(?:色|字).{0,4}(?:部分|字体|标|回复|答复|内容|所示)|(?:回复|答复|批注|标注)(?:见|在|于).{0,6}(?:下方|下面|原文|原邮件|来信|邮件中)`)
)

// answersInside reports, as a doubt, that the author seems to have written into the
// letter that he answers, where nothing tells his words from the others: above it
// stands a greetingOnly and no more, or a pointer.
func answersInside(text string) msg.Message {
	switch {
	case text == "" || len([]rune(text)) > mostAnnounced:
		return msg.Message{}
	case zh.Salutation.MatchString(foldLine(text)), greetingAbroad.MatchString(strings.ToLower(foldLine(text))):
		return msg.New("only a greeting above the quote, the answer may stand inside")
	case pointsBelow.MatchString(text):
		return msg.New("the writer says that the answer stands inside the quote")
	}
	return msg.Message{}
}
