package quote

import (
	"strings"
	"testing"
)

// abroad are the sentences by which programs of other languages introduce a quote.
var abroad = []string{
	"Am 27.04.2027 um 09:00 schrieb Duban <duban@example.cn>:",
	"Le 27 avr. 2027 à 09:00, Duban <duban@example.cn> a écrit :",
	"El 27 abr 2027, a las 9:00, Duban <duban@example.cn> escribió:",
	"Il giorno 27 apr 2027, alle ore 09:00, Duban <duban@example.cn> ha scritto:",
	"Op 27 apr. 2027, om 09:00 heeft Duban <duban@example.cn> het volgende geschreven:",
	"No dia 27/04/2027, às 09:00, Duban <duban@example.cn> escreveu:",
	"27 apr. 2027 kl. 09:00 skrev Duban <duban@example.cn>:",
	"Duban <duban@example.cn> kirjoitti 27.4.2027 kello 9.00:",
	"Wiadomość napisana przez Duban <duban@example.cn> w dniu 27 kwi 2027, o godz. 09:00:",
	"27. 4. 2027 v 9:00, Duban <duban@example.cn>:",
	"2027. ápr. 27. dátummal, 9:00 időpontban Duban <duban@example.cn> írta:",
	"27 Nis 2027 tarihinde 09:00 saatinde, Duban <duban@example.cn> şunları yazdı:",
	"27 апр. 2027 г., в 09:00, Duban <duban@example.cn> написал(а):",
	"On 27 Apr 2027, at 09:00, Duban <duban@example.cn> wrote:",
	"Il 27/04/2027 09:00, Duban ha scritto:",
	"Den 2027-04-27 kl. 09:00, skrev Duban:",
	"W dniu 27.04.2027 o 09:00, Duban pisze:",
	"Dne 27.4.2027 v 9:00 Duban napsal(a):",
	"Dňa 27.4.2027 o 9:00 Duban napísal(a):",
	"2027. 04. 27. 9:00 keltezéssel, Duban írta:",
	"27.04.2027 09:00, Duban пишет:",
	"Pe 27.04.2027 09:00, Duban a scris:",
	"On 4/27/2027 9:00 AM, Duban wrote:",
	"ut 27. 4. 2027 o 9:00 Duban <duban@example.cn> napísal(a):",
	"Duban <duban@example.cn> ezt írta (időpont: 2027. ápr. 27., K, 9:00):",
	"În mar., 27 apr. 2027 la 09:00, Duban <duban@example.cn> a scris:",
	"Στις Τρί 27 Απρ 2027 στις 9:00 π.μ., ο χρήστης Duban <duban@example.cn> έγραψε:",
	"Duban <duban@example.cn>, 27 Nis 2027 Sal, 09:00 tarihinde şunu yazdı:",
	"вт, 27 квіт. 2027 р. о 09:00 Duban <duban@example.cn> пише:",
	"На вт, 27.04.2027 г. в 9:00 Duban <duban@example.cn> написа:",
	"uto, 27. tra 2027. u 09:00 Duban <duban@example.cn> napisao je:",
	"V V tor., 27. apr. 2027 ob 09:00 je oseba Duban <duban@example.cn> napisala:",
	"Duban <duban@example.cn> rašė (2027-04-27, An, 09:00):",
	"otrd., 2027. g. 27. apr., plkst. 09:00 — lietotājs Duban (<duban@example.cn>) rakstīja:",
	"Kontakt Duban (<duban@example.cn>) kirjutas kuupäeval T, 27. aprill 2027 kell 09:00:",
	"Missatge de Duban <duban@example.cn> del dia dt., 27 d'abr. 2027 a les 9:00:",
	"2027年4月27日(火) 9:00 Duban <duban@example.cn>:",
	"2027년 4월 27일 (화) 오전 9:00, Duban <duban@example.cn>님이 작성:",
	"Vào Th 3, 27 thg 4, 2027 vào lúc 09:00 Duban <duban@example.cn> đã viết:",
	"2027-04-27 9:00 GMT+08:00 Duban <duban@example.cn>:",
	"On Tue, Apr 27, 2027 at 09:00:00AM +0800, Duban wrote:",
	"--- Duban <duban@example.cn> schrieb am Di, 27.4.2027:",
	"---- On Tue, 27 Apr 2027 09:00:00 +0800 Duban <duban@example.cn> wrote ----",
	"In message <14.7@example.cn>, Duban writes:",
	"In article <14.7@example.cn>, Duban <duban@example.cn> wrote:",
	"Вы писали 27 апреля 2027 г., 9:00:00:",
	"בתאריך 27/04/2027 09:00, Duban כתב:",
	"في ٢٧ أبريل ٢٠٢٧، الساعة ٩:٠٠ ص، كتب Duban <duban@example.cn>:",
}

// abroadMarked are too short to be sure of without a marked quote below.
var abroadMarked = []string{
	"Duban <duban@example.cn> writes:", "Quoting Duban <duban@example.cn>:", "Zitat von Duban <duban@example.cn>:", "On Tue, 27 Apr 2027, Duban wrote:", "Am 27.04.2027 schrieb Duban:",
}

// headsAbroad are the heads that Outlook and its like put above a letter.
var headsAbroad = []string{
	"De : Duban <duban@example.cn>\nEnvoyé : mardi 27 avril 2027 09:00\nÀ : zhang\nObjet : todo",
	"De: Duban <duban@example.cn>\nEnviado el: martes, 27 de abril de 2027 9:00\nPara: zhang\nAsunto: todo",
	"Da: Duban <duban@example.cn>\nInviato: martedì 27 aprile 2027 09:00\nA: zhang\nOggetto: todo",
	"De: Duban <duban@example.cn>\nEnviada em: terça-feira, 27 de abril de 2027 09:00\nPara: zhang\nAssunto: todo",
	"Van: Duban <duban@example.cn>\nVerzonden: dinsdag 27 april 2027 09:00\nAan: zhang\nOnderwerp: todo",
	"Från: Duban <duban@example.cn>\nSkickat: den 27 april 2027 09:00\nTill: zhang\nÄmne: todo",
	"Fra: Duban <duban@example.cn>\nSendt: 27. april 2027 09:00\nTil: zhang\nEmne: todo",
	"Lähettäjä: Duban <duban@example.cn>\nLähetetty: 27. huhtikuuta 2027 9:00\nVastaanottaja: zhang\nAihe: todo",
	"Od: Duban <duban@example.cn>\nWysłano: wtorek, 27 kwietnia 2027 09:00\nDo: zhang\nTemat: todo",
	"Od: Duban <duban@example.cn>\nOdesláno: úterý 27. dubna 2027 9:00\nKomu: zhang\nPředmět: todo",
	"Feladó: Duban <duban@example.cn>\nElküldve: 2027. április 27. 9:00\nCímzett: zhang\nTárgy: todo",
	"De la: Duban <duban@example.cn>\nTrimis: marți, 27 aprilie 2027 09:00\nCătre: zhang\nSubiect: todo",
	"Από: Duban <duban@example.cn>\nΣτάλθηκε: Τρίτη, 27 Απριλίου 2027 9:00\nΠρος: zhang\nΘέμα: todo",
	"Kimden: Duban <duban@example.cn>\nGönderildi: 27 Nisan 2027 Salı 09:00\nKime: zhang\nKonu: todo",
	"От: Duban <duban@example.cn>\nОтправлено: вторник, 27 апреля 2027 г. 9:00\nКому: zhang\nТема: todo",
	"Від: Duban <duban@example.cn>\nНадіслано: вівторок, 27 квітня 2027 р. 9:00\nКому: zhang\nТема: todo",
	"差出人: Duban <duban@example.cn>\n送信日時: 2027年4月27日 9:00\n宛先: zhang\n件名: todo",
	"보낸 사람: Duban <duban@example.cn>\n보낸 날짜: 2027년 4월 27일 9:00\n받는 사람: zhang\n제목: todo",
	"Von: Duban <duban@example.cn>\nDatum: Dienstag, 27. April 2027 um 09:00\nAn: zhang\nBetreff: todo",
	"Nadawca: Duban <duban@example.cn>\nWysłane: wtorek, 27 kwietnia 2027 09:00\nAdresat: zhang\nTemat: todo",
	"От кого: Duban <duban@example.cn>\nДата: 27 апреля 2027 г. 9:00\nКому: zhang\nТема: todo",
	"Gönderen: Duban <duban@example.cn>\nGönderme Tarihi: 27 Nisan 2027 Salı 09:00\nKime: zhang\nKonu: todo",
	"送信元: Duban <duban@example.cn>\n送信日時: 2027年4月27日 9:00\n宛先: zhang\n件名: todo",
	"Từ: Duban <duban@example.cn>\nĐã gửi: Thứ Ba, 27 tháng 4, 2027 09:00\nTới: zhang\nTiêu đề: todo",
	"מאת: Duban <duban@example.cn>\nנשלח: יום שלישי 27 אפריל 2027 09:00\nאל: zhang\nנושא: todo",
	"من: Duban <duban@example.cn>\nتم الإرسال: الثلاثاء، 27 أبريل، 2027 09:00\nإلى: zhang\nالموضوع: todo",
	"จาก: Duban <duban@example.cn>\nส่ง: 27 เมษายน 2027 9:00\nถึง: zhang\nเรื่อง: todo",
	"Saatja: Duban <duban@example.cn>\nSaadetud: 27. aprill 2027 9:00\nAdressaat: zhang\nTeema: todo",
	"Da: Duban <duban@example.cn>\nData: 27-apr-2027 9.00\nA: zhang\nOgg: todo",
	"From: Duban/Office/Example@Example\nTo: zhang/Office/Example@Example\nDate: 04/27/2027 09:00 AM\nSubject: todo",
}

// wrapped folds a sentence as programs do, at some 45 columns.
func wrapped(s string) string {
	if at := strings.LastIndexByte(s[:min(45, len(s))], ' '); at > 0 {
		return s[:at] + "\n" + s[at+1:]
	}
	return s
}

func TestOwnWords_quotesOfOtherLanguagesAreCut(t *testing.T) {
	t.Parallel()
	check := func(name, text string) {
		if w := OwnWords(text, ""); w.Text != ownReply || w.Unsure {
			t.Errorf("%s: got %q (%s)", name, w.Text, w.Reason)
		}
	}
	for _, s := range append(append([]string{}, abroad...), headsAbroad...) {
		check("above: "+s, above(s)(ownReply))
		check("marked: "+s, aboveMarked(s)(ownReply))
		check("no line between: "+s, ownReply+"\n"+s+"\n> "+strings.ReplaceAll(answered, "\n", "\n> "))
	}
	for _, s := range abroad {
		check("wrapped: "+s, above(wrapped(s))(ownReply))
		check("wrapped and marked: "+s, aboveMarked(wrapped(s))(ownReply))
	}
	for _, s := range headsAbroad {
		check("on one line: "+s, above(strings.ReplaceAll(s, "\n", " "))(ownReply))
		check("on one line behind the last word: "+s, ownReply+" "+strings.ReplaceAll(s, "\n", " ")+" "+answered)
	}
	for _, s := range []string{"On Tue, 27 Apr 2027 09:00:00 +0800 Duban <duban@example.cn> wrote", "在 2027年4月27日 9:00，督办 <duban@example.cn> 写道"} {
		check("no colon: "+s, ownReply+"\n\n"+s+"\n\n"+answered)
	}
	for _, s := range abroadMarked {
		check("marked: "+s, aboveMarked(s)(ownReply))
	}
}

func TestOwnWords_sentencesThatOnlyResembleAnAttributionStay(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"请于4月27日9:00前把材料发到 duban@example.cn：\n一、总结；\n二、台账。",
		"On 27 April the minister wrote:\nwe must finish in time.\nDone.",
		"I will send the files by 9:00 to duban@example.cn:\n- report\n- list",
		"On 27 April 2027 at 9:00 the office (duban@example.cn) wrote\nthat all of it is done.",
		"Le 27 avril, le ministre a écrit :\nil faut finir.",
		"As Duban <duban@example.cn> knows:\nthe work is done.",
		"To: all\nplease note that item 14 is done.",
		"Datum: 27.04.2027\nBericht: 14 erledigt",
		"From: start To: end, item 14 is done. Subject: see above: nothing is left.",
		"发件人：无，收件人：无，主题：无，均按原表填报。",
	} {
		if w := OwnWords(text, ""); w.Text != text {
			t.Errorf("got %q (%s)", w.Text, w.Reason)
		}
	}
}
