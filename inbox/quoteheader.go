package inbox

import (
	"strings"
	"unicode/utf8"
)

type headerLabel uint8

const (
	noLabel headerLabel = iota
	fromLabel
	sentLabel
	toLabel
	copyLabel
	subjectLabel
)

// headerLabels are the words before the colon in a quoted letter's head, spaces
// removed: Alimail writes 主　题.
var headerLabels = map[string]headerLabel{
	"发件人": fromLabel, "发信人": fromLabel, "寄件者": fromLabel, "寄件人": fromLabel, "from": fromLabel, "von": fromLabel, "da": fromLabel, "de": fromLabel, "от": fromLabel,
	"van": fromLabel, "från": fromLabel, "fra": fromLabel, "lähettäjä": fromLabel, "od": fromLabel, "feladó": fromLabel, "dela": fromLabel, "expeditor": fromLabel,
	"από": fromLabel, "kimden": fromLabel, "від": fromLabel, "差出人": fromLabel, "보낸사람": fromLabel, "발신": fromLabel,
	"verzonden": sentLabel, "skickat": sentLabel, "sendt": sentLabel, "lähetetty": sentLabel, "wysłano": sentLabel, "wysłane": sentLabel, "odesláno": sentLabel, "odoslané": sentLabel,
	"elküldve": sentLabel, "trimis": sentLabel, "στάλθηκε": sentLabel, "gönderildi": sentLabel, "tarih": sentLabel, "надіслано": sentLabel, "дата": sentLabel, "送信日時": sentLabel, "日時": sentLabel,
	"보낸날짜": sentLabel, "날짜": sentLabel, "datum": sentLabel, "data": sentLabel, "fecha": sentLabel, "dato": sentLabel, "päiväys": sentLabel, "dátum": sentLabel,
	"enviadoel": sentLabel, "enviadaem": sentLabel, "enviadoem": sentLabel, "poslano": sentLabel, "изпратено": sentLabel,
	"aan": toLabel, "till": toLabel, "til": toLabel, "vastaanottaja": toLabel, "do": toLabel, "komu": toLabel, "címzett": toLabel, "către": toLabel, "προς": toLabel, "kime": toLabel, "宛先": toLabel,
	"받는사람": toLabel, "a": toLabel, "до": toLabel, "prima": toLabel,
	"onderwerp": subjectLabel, "ämne": subjectLabel, "emne": subjectLabel, "aihe": subjectLabel, "temat": subjectLabel, "předmět": subjectLabel, "predmet": subjectLabel, "tárgy": subjectLabel,
	"subiect": subjectLabel, "θέμα": subjectLabel, "konu": subjectLabel, "件名": subjectLabel, "제목": subjectLabel, "относно": subjectLabel,
	"发送时间": sentLabel, "发送日期": sentLabel, "发件日期": sentLabel, "发件时间": sentLabel, "发信时间": sentLabel, "日期": sentLabel, "时间": sentLabel,
	"寄件日期": sentLabel, "傳送時間": sentLabel, "日期時間": sentLabel, "sent": sentLabel, "senttime": sentLabel, "sendtime": sentLabel, "date": sentLabel,
	"gesendet": sentLabel, "envoyé": sentLabel, "enviado": sentLabel, "inviato": sentLabel, "отправлено": sentLabel,
	"收件人": toLabel, "收信人": toLabel, "收件者": toLabel, "to": toLabel, "an": toLabel, "à": toLabel, "para": toLabel, "кому": toLabel,
	"抄送": copyLabel, "抄送人": copyLabel, "副本": copyLabel, "密送": copyLabel, "cc": copyLabel, "bcc": copyLabel, "copie": copyLabel,
	"主题": subjectLabel, "主旨": subjectLabel, "标题": subjectLabel, "subject": subjectLabel, "betreff": subjectLabel, "objet": subjectLabel, "asunto": subjectLabel, "oggetto": subjectLabel, "assunto": subjectLabel, "тема": subjectLabel,
}

// labelOf reads the label of a head's line: `发件人: …`, `**From:** …`, and the
// table row `| 发件人 | … |` of NetEase's mobile client.
func labelOf(key string) headerLabel {
	key = strings.TrimLeft(key, "*| ")
	end := strings.IndexAny(key, ":|")
	if end <= 0 || utf8.RuneCountInString(key[:end]) > 14 {
		return noLabel
	}
	word := strings.Map(func(r rune) rune {
		if r == ' ' || r == '*' {
			return -1
		}
		return r
	}, key[:end])
	return headerLabels[strings.ToLower(word)]
}

func isHeaderLine(key string) bool { return labelOf(key) != noLabel }

// mostHeader is how far the head of a quoted letter may reach: recipients wrap.
const mostHeader = 14

// headerSet reads the labels from line i on. The second result is the number of
// lines up to and with the last label.
func headerSet(ls []quoteLine, i int) (seen [subjectLabel + 1]bool, n int) {
	strange := 0
	for j := i; j < len(ls) && j < i+mostHeader && strange < 4; j++ {
		label := labelOf(ls[j].key)
		if label == noLabel || seen[label] {
			if !ls[j].blank() {
				strange++
			}
			continue
		}
		seen[label], n, strange = true, j-i+1, 0
	}
	return seen, n
}

// isHeaderBlock reports whether a letter's head begins at line i. A lone 发件人：
// line, or a form that has a row of that name, is not enough: it takes the sender,
// the time, and a recipient or a subject.
func isHeaderBlock(ls []quoteLine, i int) bool {
	if labelOf(ls[i].key) != fromLabel {
		return false
	}
	seen, _ := headerSet(ls, i)
	return seen[sentLabel] && (seen[toLabel] || seen[subjectLabel])
}

func countHeaderLabels(ls []quoteLine, i int) int {
	if labelOf(ls[i].key) != fromLabel {
		return 0
	}
	seen, _ := headerSet(ls, i)
	n := 0
	for _, s := range seen {
		if s {
			n++
		}
	}
	return n
}

// headerLines returns how many lines from i on are a letter's head.
func headerLines(ls []quoteLine, i int) int {
	start := nextWritten(ls, i)
	if start == len(ls) || !isHeaderLine(ls[start].key) {
		return 0
	}
	_, n := headerSet(ls, start)
	return start - i + n
}
