package inbox

import (
	"regexp"
	"strings"
)

// adverts are lines that a program adds under a person's words. A line counts
// only as a whole, so that a sentence which mentions an iPhone stays.
var adverts = []*regexp.Regexp{
	regexp.MustCompile(`^(?:发自|來自|来自|从|從)(?:我的|我的 )? ?(?:iPhone|iPad|Mac|手机|手機|安卓|Android|平板|华为|荣耀|小米|红米|OPPO|vivo|三星|魅族|一加|企业微信|微信|钉钉|飞书|网易邮箱|QQ ?邮箱|Foxmail|阿里邮箱|139邮箱|新浪邮箱|移动设备|Outlook|OnePlus|Galaxy|Windows).{0,20}$`),
	regexp.MustCompile(`^(?:发送自|來自|来自|发自|Sent from) ?(?:我的|我的 )?(?:Outlook|\p{Han}{1,6}(?:手机|平板|邮箱)|网易邮箱大师|QQ邮箱|vivo|OPPO|iPhone|iPad).{0,24}$`),
	regexp.MustCompile(`^(?:從|从)我的 ?.{1,20} ?(?:傳送|发送)$`),
	regexp.MustCompile(`^来自 ?(?:QQ ?邮箱|阿里邮箱|钉钉专属商务邮箱|网易邮箱|华为邮箱|小米).{0,12}$`),
	regexp.MustCompile(`^(?:获取|取得) ?(?:适用于 ?.{1,10} ?的 ?)?Outlook(?: for .{1,10})?(?: ?<?https?://\S*>?)?$`),
	regexp.MustCompile(`^从 ?Windows ?版邮件 ?发送$`),
	// A sentence that goes on behind the device is a person's: Sent from my desk, is much easier.
	regexp.MustCompile(`^[<( ]*(?:Sent|Written|Typed) (?:from|on|via|with|by|using) (?:my|a|an|the) [^,.;:!?]{1,50}` + excuse + `[)>. ]*$`),
	regexp.MustCompile(`^[<( ]*(?i:sent) (?:from|on|via|with|by|using) (?:\S+ ){0,5}(?i:` + device + `)\S*(?: [^,.;:!?]{1,40})?` + excuse + `[)>. ]*$`),
	regexp.MustCompile(`^(?i:from my|\S{1,20} from(?: my)?) (?i:(?:\S+ ){0,2}(?:iphone|ipad|ipod|android|mobile|smartphone|blackberry))(?: \S{1,12}){0,2}$`),
	regexp.MustCompile(`^(?:Get|Download|Try) (?:the )?(?:Outlook|Yahoo|BlueMail|Spark|AOL|Mailspring|TypeApp)\b[^.!?]{0,40}(?:https?://\S*|<https?://\S*>)?$`),
	regexp.MustCompile(`^(?:Sent|Gesendet|Envoyé|Enviado|Inviato|Verzonden) (?:from|mit der|avec|con|da|met) .{0,60}<?https?://\S{1,200}>?$`),
	regexp.MustCompile(`^(?:Envoyé de mon|Von meine[mr] .{1,30} gesendet|Enviado desde mi|Enviado (?:do|de) meu|Verstuurd vanaf mijn|Skickat från min|Sendt fra min|Lähetetty .{1,20}stani|Diese Nachricht wurde von .{1,60} gesendet)\b ?[^,;:!?]{0,60}$`),
	regexp.MustCompile(`^(?:Gesendet (?:von|mit)|Von (?:iPhone|Android)|Enviado (?:do|desde|a partir|con)|Inviato da[li]?|Verstuurd (?:vanaf|met)|Verzonden (?:vanaf|met|van)|` +
		`Skickat (?:från|med)|Sendt (?:fra|med)|Lähetetty|Wysłan[eo] z|Odesláno z[e]?|Отправлено (?:с|из)|Надіслано (?:з|із)|Télécharger|Envoyé (?:depuis|à partir|avec)|Obtenir|Obtener|Descargar|Obter|Hent|Hämta|Outlook für|Holen Sie sich|Ottieni|Scarica|Download|Pobierz|Скачать) .{0,60}` +
		`(?i:` + device + `|mein|mijn|mon |m(?:io|ia) ).{0,40}$`),
	regexp.MustCompile(`^(?:iPhone|iPad|スマートフォン|スマホ|Android|Outlook.{0,20}|Yahoo!メール.{0,12})(?:から送信|で送信).{0,4}$|^Sent from .{1,20}から送信$`),
	regexp.MustCompile(`^(?:내|나의) ?.{1,16}에서 (?:보냄|보냈습니다)\.?$|^(?:.{1,16}에서 보냄|.{1,16}(?:앱|용 Outlook|Mail).{0,4}에서 보냄)\.?$`),
	// What a gateway warns its own people of.
	regexp.MustCompile(`^[\[*#!⚠️ 【(]*(?:CAUTION|WARNING|EXTERNAL(?: E-?MAIL| SENDER)?|ATTENTION|Achtung|外部邮件|外部邮箱|外部來信|外部信件)\]?[:：!】\]) *-]*.{0,40}(?:(?:e-?mail|message|邮件|信件).{0,40}(?:originat|outside|extern|外部|来自)|(?:originat|outside of|来自外部|来自外网)).{0,400}$`),
	regexp.MustCompile(`^(?:【|\[)(?:外部邮件|外部邮箱|外部来信|EXTERNAL)(?:】|\])[:： ]*$`),
	// 超大附件: a link that expires, never the author's words.
	regexp.MustCompile(`^(?:从|來自|来自).{0,12}邮箱.{0,4}发来的(?:超大附件|云附件)$`),
	regexp.MustCompile(`^.{1,160}\(\d[\d.]* ?[KMGkmg]B?, ?.{1,40}到期\)(?: ?进入下载页面.*)?$`),
	regexp.MustCompile(`^进入下载页面 ?:?.*$`),
	regexp.MustCompile(`^<?https?://(?:(?:mail\.qq\.com|exmail\.qq\.com|wx\.mail\.qq\.com)/\S*ftn\S*|u\.163\.com/\S*|mail\.163\.com/large-attachment-download\S*)>?$`),
}

const (
	device = `iphon|ipad|ipod|ios\b|android|outlook|samsung|galaxy|huawei|honor|xiaomi|oppo|vivo|nokia|htc|lg\b|sony|xperia|pixel|mobile|phone|tablet|handy|smartphone|blackberry|bb\b|` +
		`mail\b|gmail|yahoo|aol|proton|thunderbird|windows|surface|spark|acompli|airmail|mailbox|newton|superhuman|zoho|tutanota|k-9|nine\b|bluemail|mailspring|nylas|polymail|canary|gmx|web\.de|hey\b`
	excuse = `(?:[.,;] ?(?i:please|pls|excuse|sorry|apolog|forgive|pardon|brevity|so ).{0,80})?`
)

var (
	disclaimer = regexp.MustCompile(`^\*{0,2}(?:(?:本|此)(?:邮件|电子邮件|電子郵件) ?(?:\(?(?:含|包括|及其|及)[^)]{0,12}(?:附件|内容)\)?)|(?:保密|免责)(?:声明|提示) ?:|This e-?mail (?:and any|message|is)|CONFIDENTIALITY)`)
	// legalese is what lawyers put under mails; no person writes it by hand.
	legalese = regexp.MustCompile(`(?i)intended (?:solely|only|exclusively) for|not the (?:intended|named) (?:recipient|addressee)|received this (?:e-?mail|message|communication|transmission)[^.]{0,30} in error|` +
		`\b(?:this|these|any) (?:e-?mail|message|communication|transmission)s?\b[^.]{0,120}(?:confidential|privileged)|nicht der richtige adressat|(?:e-?mail|nachricht)[^.]{0,60}vertraulich|` +
		`ce (?:message|courriel)[^.]{0,120}confidentiel|este (?:mensaje|correo)[^.]{0,120}confidencial|esta mensagem[^.]{0,120}confidencia|questo messaggio[^.]{0,120}riservat|dit bericht[^.]{0,120}vertrouwelijk|` +
		`(?:本|此)(?:邮件|电子邮件|信息)[^。]{0,60}(?:机密|保密)|非(?:指定|预期)(?:的)?收件人|并非(?:指定|预期|本邮件的?)收件人`)

	// listFooter is what a mailing list puts under every mail.
	listFooter = regexp.MustCompile(`^(?i:to unsubscribe|to subscribe|for additional commands|for more options|you (?:have )?received this (?:message|e-?mail) because|unsubscribe(?: here| from this list)?:? ?<?(?:https?:|mailto:)|` +
		`to (?:view|post to|visit) this (?:discussion|group)|.{0,60} mailing list$|.{1,60} mailing list [-–] ?\S+@|list (?:archives?|info|help)|manage your subscription|more majordomo info|please read the faq|archives?: ?https?:|reply to this email directly|view it on github|查看(?:退订|订阅)|退订)`)
	footerRule = regexp.MustCompile(`^[-_=*#+~]{20,}$`)
	delimiter  = regexp.MustCompile(`^--$`) // RFC 3676, section 4.3: "-- "; many programs lose the space
	ownAddress = regexp.MustCompile(`^` + address + `$`)
	speaks     = regexp.MustCompile(`完成|办结|完毕|延期|收到|退回|同意|转交|撤回|进展|^\(?\d{1,3} ?[.、:)]|^第 ?\d`)
)

// isAdvert reports whether a folded line was added by a program.
func isAdvert(key string) bool {
	if key == "" || len(key) > 600 {
		return false
	}
	for _, a := range adverts {
		if a.MatchString(key) {
			return true
		}
	}
	return false
}

// markSignatures marks advertisements wherever they stand, and in the last lines
// of each own piece "-- " signatures, disclaimers, and the rule or bare address
// that Foxmail leaves above a quote. Closings such as 此致敬礼 are the author's.
func markSignatures(ls []quoteLine) {
	for i := range ls {
		if ls[i].part == ownPart && isAdvert(ls[i].key) {
			ls[i].part = signaturePart
		}
	}
	for i := 0; i < len(ls); {
		j := i
		for j < len(ls) && ls[j].part != quotedPart {
			j++
		}
		if i > 0 {
			trimRule(ls[i:j])
		}
		trimTail(ls[i:j], j < len(ls))
		i = j + 1
	}
	if first := firstWritten(ls); first >= 0 && delimiter.MatchString(ls[first].key) && ls[first].part == signaturePart && blankOwn(ls) {
		setPart(ls[first:], ownPart) // with nothing above it, "--" begins no signature
	}
}

// trimRule marks the rule that closes a quote: = = = =.
func trimRule(piece []quoteLine) {
	if first := firstWritten(piece); first >= 0 && shortRule.MatchString(piece[first].key) {
		piece[first].part = signaturePart
	}
}

func firstWritten(ls []quoteLine) int {
	for i, l := range ls {
		if l.key != "" {
			return i
		}
	}
	return -1
}

// trimTail marks the signature at the end of one piece of own lines.
func trimTail(piece []quoteLine, aboveQuote bool) {
	if from := blockSignature(piece); from < len(piece) {
		setPart(piece[from:], signaturePart)
	}
	for i := len(piece) - 1; i >= 0; i-- {
		l := &piece[i]
		switch {
		case l.part == signaturePart || l.key == "":
		case ruleLine.MatchString(l.key), aboveQuote && shortRule.MatchString(l.key):
			l.part = signaturePart
		case aboveQuote && ownAddress.MatchString(l.key) && writtenAbove(piece[:i]):
			l.part = signaturePart
		default:
			return
		}
	}
}

func writtenAbove(piece []quoteLine) bool {
	for _, l := range piece {
		if l.key != "" && l.part == ownPart {
			return true
		}
	}
	return false
}

// mostSignature is how many written lines a signature may have. What is longer,
// or says something about an item, is kept: a person may write below "--".
const mostSignature = 10

// blockSignature returns the line where the signature at the end of a piece
// begins. Footers of lists and lawyers stand below the person's own.
func blockSignature(piece []quoteLine) int {
	from, written := len(piece), 0
	for i := len(piece) - 1; i >= 0; i-- {
		key := piece[i].key
		switch {
		case key == "":
			continue
		case delimiter.MatchString(key):
			return i
		case disclaimer.MatchString(key), footerRule.MatchString(key) && isFooter(piece[i+1:]):
			from, written = i, 0
			continue
		case isLegal(key):
			i = paragraphStart(piece, i)
			from, written = i, 0
			continue
		}
		if written++; written > mostSignature || piece[i].part == ownPart && speaks.MatchString(key) {
			break
		}
	}
	return from
}

// A line that goes on in the next one is about as long as programs make lines.
const (
	wrappedFrom = 55
	wrappedTo   = 90
)

// paragraphStart goes up to the first line of a wrapped paragraph.
func paragraphStart(piece []quoteLine, i int) int {
	for i > 0 && goesOn(piece[i-1].key) && !speaks.MatchString(piece[i-1].key) {
		i--
	}
	return i
}

func goesOn(key string) bool {
	return len(key) >= wrappedFrom && len(key) <= wrappedTo && !strings.ContainsAny(key[len(key)-1:], ".!?:;")
}

// isLegal reports whether a line is, or heads, what lawyers put under a mail.
func isLegal(key string) bool {
	return len(key) > 60 && legalese.MatchString(key) && !speaks.MatchString(key)
}

// isFooter reports whether one of the next lines is of a mailing list's footer.
func isFooter(below []quoteLine) bool {
	for _, l := range below[:min(len(below), 3)] {
		if listFooter.MatchString(l.key) {
			return true
		}
	}
	return false
}
