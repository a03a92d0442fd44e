package quote

import (
	"strings"
	"unicode"
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

// headerLabels are the words before the colon in a quoted letter's head, as foldLabel
// leaves them.
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
	"发送人": fromLabel, "发信者": fromLabel, "寄信人": fromLabel, "remetente": fromLabel, "mittente": fromLabel, "expéditeur": fromLabel, "remitente": fromLabel, "absender": fromLabel, "avsender": fromLabel,
	"afsender": fromLabel, "avsändare": fromLabel, "afzender": fromLabel, "отправитель": fromLabel, "발신자": fromLabel, "보낸이": fromLabel, "送信者": fromLabel, "delas": fromLabel, "dari": fromLabel, "từ": fromLabel, "ส่งจาก": fromLabel,
	"发送于": sentLabel, "发送日": sentLabel, "收件日期": sentLabel, "傳送日期": sentLabel, "發送時間": sentLabel, "送出時間": sentLabel, "日付": sentLabel, "送信日": sentLabel, "보낸시간": sentLabel, "발신일": sentLabel,
	"envoyéle": sentLabel, "enviados": sentLabel, "inviatoil": sentLabel, "ngày": sentLabel, "dikirim": sentLabel, "pvm": sentLabel, "lähetettyaika": sentLabel, "skickatden": sentLabel,
	"收信者": toLabel, "收件方": toLabel, "發送對象": toLabel, "받는이": toLabel, "수신": toLabel, "수신자": toLabel, "destinatario": toLabel, "destinataire": toLabel, "empfänger": toLabel, "pour": toLabel, "đến": toLabel, "kepada": toLabel, "получатель": toLabel,
	"主題": subjectLabel, "題名": subjectLabel, "sujet": subjectLabel, "naslov": subjectLabel, "zadeva": subjectLabel, "chủđề": subjectLabel, "subjek": subjectLabel, "tema": subjectLabel,
	"nadawca": fromLabel, "откого": fromLabel, "gönderen": fromLabel, "送信元": fromLabel, "מאת": fromLabel, "من": fromLabel, "จาก": fromLabel, "saatja": fromLabel, "nuo": fromLabel,
	"göndermetarihi": sentLabel, "ημερομηνία": sentLabel, "đãgửi": sentLabel, "senton": sentLabel, "נשלח": sentLabel, "תאריך": sentLabel,
	"تمالإرسال": sentLabel, "التاريخ": sentLabel, "ส่ง": sentLabel, "ส่งเมื่อ": sentLabel, "วันที่": sentLabel, "saadetud": sentLabel, "kuupäev": sentLabel, "išsiųsta": sentLabel,
	"adresat": toLabel, "tới": toLabel, "za": toLabel, "אל": toLabel, "إلى": toLabel, "ถึง": toLabel, "adressaat": toLabel, "kam": toLabel,
	"ogg": subjectLabel, "tiêuđề": subjectLabel, "נושא": subjectLabel, "الموضوع": subjectLabel, "เรื่อง": subjectLabel, "teema": subjectLabel, "주제": subjectLabel,
	"másolatotkap": copyLabel, "másolat": copyLabel, "kópia": copyLabel, "копія": copyLabel, "копие": copyLabel, "bilgi": copyLabel, "κοιν.": copyLabel, "עותק": copyLabel, "نسخة": copyLabel, "kopio": copyLabel, "สำเนา": copyLabel, "koopia": copyLabel, "kp": copyLabel,
	"抄送": copyLabel, "密件副本": copyLabel, "참조": copyLabel, "kopie": copyLabel, "kopia": copyLabel, "kopi": copyLabel, "копия": copyLabel, "cci": copyLabel, "cco": copyLabel, "dw": copyLabel, "udw": copyLabel,
	"replyto": copyLabel, "reply-to": copyLabel, "organization": copyLabel, "antwortan": copyLabel, "répondreà": copyLabel, "附件": copyLabel, "attachments": copyLabel, "importance": copyLabel, "priority": copyLabel, "抄送人": copyLabel, "副本": copyLabel, "密送": copyLabel, "cc": copyLabel, "bcc": copyLabel, "copie": copyLabel,
	"主题": subjectLabel, "主旨": subjectLabel, "标题": subjectLabel, "subject": subjectLabel, "betreff": subjectLabel, "objet": subjectLabel, "asunto": subjectLabel, "oggetto": subjectLabel, "assunto": subjectLabel, "тема": subjectLabel,
}

// mostLabelRunes is the length of the longest label, the Turkish one for the time.
const mostLabelRunes = 16

// labelOf reads the label of a head's line: `发件人: …`, `**From:** …`, and the
// table row `| 发件人 | … |` of NetEase's mobile client.
func labelOf(key string) headerLabel {
	key = strings.TrimLeft(key, "*| ")
	end := strings.IndexAny(key, ":|")
	if end <= 0 || utf8.RuneCountInString(key[:end]) > mostLabelRunes {
		return noLabel
	}
	return headerLabels[foldLabel(key[:end])]
}

// foldLabel takes spaces and stars out of a label: Alimail writes 主　题.
func foldLabel(label string) string {
	return strings.Map(func(r rune) rune {
		if r == '*' || unicode.IsSpace(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, label)
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
		if label == fromLabel && seen[label] {
			break // another letter's head
		}
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
// the time, and a recipient or a subject. Two labels are enough where each holds what no
// person writes by hand, an address and a time of day.
func isHeaderBlock(ls []quoteLine, i int) bool {
	first := labelOf(ls[i].key)
	if first == noLabel {
		return false
	}
	seen, n := headerSet(ls, i)
	sure := writtenByProgram(ls, i, n)
	whole := sure && seen[fromLabel] && seen[sentLabel] && (seen[toLabel] || seen[subjectLabel])
	if first == fromLabel {
		return whole || anyAddress.MatchString(ls[i].key) && (seen[toLabel] && seen[subjectLabel] || timedLabel(ls[i:i+n]))
	}
	// Hotmail and Thunderbird begin with the time or the subject.
	return whole && n <= countLabels(seen)+2 || first == sentLabel && timeOfDay.MatchString(ls[i].key) && addressBelow(ls, i)
}

// writtenByProgram reports whether the head of n lines at line i has what no person
// writes by hand: a rule above it, an address, or, apart from the words above, the day
// with its year or the time of day.
func writtenByProgram(ls []quoteLine, i, n int) bool {
	above := quoteLine{}
	if i > 0 && ls[i-1].part == ownPart {
		above = ls[i-1]
	}
	if ruleLine.MatchString(above.key) {
		return true
	}
	apart := above.key == "" || shortRule.MatchString(above.key) || ownAddress.MatchString(above.key)
	for _, l := range ls[i : i+n] {
		if anyAddress.MatchString(l.key) || apart && (fullDate.MatchString(l.key) || timeOfDay.MatchString(l.key)) {
			return true
		}
	}
	return false
}

// timedLabel reports whether a line of a head holds a time of day.
func timedLabel(head []quoteLine) bool {
	for _, l := range head {
		if labelOf(l.key) == sentLabel && timeOfDay.MatchString(l.key) {
			return true
		}
	}
	return false
}

// addressBelow reports whether the line below is a sender or a recipient with an address.
func addressBelow(ls []quoteLine, i int) bool {
	if i+1 >= len(ls) || !anyAddress.MatchString(ls[i+1].key) {
		return false
	}
	label := labelOf(ls[i+1].key)
	return label == fromLabel || label == toLabel
}

func countHeaderLabels(ls []quoteLine, i int) int {
	if labelOf(ls[i].key) != fromLabel {
		return 0
	}
	seen, _ := headerSet(ls, i)
	return countLabels(seen)
}

func countLabels(seen [subjectLabel + 1]bool) (n int) {
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
