package inbox

import "regexp"

// adverts are lines that a program adds under a person's words. A line counts
// only as a whole, so that a sentence which mentions an iPhone stays.
var adverts = []*regexp.Regexp{
	regexp.MustCompile(`^(?:发自|來自|来自|从|從)(?:我的|我的 )? ?(?:iPhone|iPad|Mac|手机|手機|安卓|Android|平板|华为|荣耀|小米|红米|OPPO|vivo|三星|魅族|一加|企业微信|微信|钉钉|飞书|网易邮箱|QQ ?邮箱|Foxmail|阿里邮箱|139邮箱|新浪邮箱|移动设备).{0,20}$`),
	regexp.MustCompile(`^(?:從|从)我的 ?.{1,20} ?(?:傳送|发送)$`),
	regexp.MustCompile(`^来自 ?(?:QQ ?邮箱|阿里邮箱|钉钉专属商务邮箱|网易邮箱|华为邮箱|小米).{0,12}$`),
	regexp.MustCompile(`^(?:获取|取得) ?(?:适用于 ?.{1,10} ?的 ?)?Outlook(?: for .{1,10})?(?: ?<?https?://\S*>?)?$`),
	regexp.MustCompile(`^从 ?Windows ?版邮件 ?发送$`),
	regexp.MustCompile(`^(?:Sent from|Get Outlook for|Envoyé de mon|Von meinem .{1,20} gesendet|Enviado desde mi) ?.{0,60}$`),
	regexp.MustCompile(`^(?:Sent (?:with|via|using)|Gesendet (?:von|mit)|Diese Nachricht wurde von|Von (?:iPhone|Android)|Enviado (?:do|desde|a partir)|Inviato da|Verstuurd (?:vanaf|met)|Verzonden (?:vanaf|met|van)|` +
		`Skickat från|Sendt fra|Lähetetty|Wysłan[eo] z|Odesláno z|Отправлено (?:с|из)|Надіслано з|Télécharger|Envoyé (?:depuis|à partir|avec)|Obtenir|Obtener|Descargar|Outlook für|Ottieni|Scarica|Download) .{0,60}` +
		`(?:iPhone|iPad|iOS|Android|Outlook|Samsung|Galaxy|Huawei|Xiaomi|Mail|BlackBerry|Yahoo|Proton|Thunderbird|Windows).{0,40}$`),
	// 超大附件: a link that expires, never the author's words.
	regexp.MustCompile(`^(?:从|來自|来自).{0,12}邮箱.{0,4}发来的(?:超大附件|云附件)$`),
	regexp.MustCompile(`^.{1,160}\(\d[\d.]* ?[KMGkmg]B?, ?.{1,40}到期\)(?: ?进入下载页面.*)?$`),
	regexp.MustCompile(`^进入下载页面 ?:?.*$`),
	regexp.MustCompile(`^<?https?://(?:(?:mail\.qq\.com|exmail\.qq\.com|wx\.mail\.qq\.com)/\S*ftn\S*|u\.163\.com/\S*|mail\.163\.com/large-attachment-download\S*)>?$`),
}

var (
	disclaimer = regexp.MustCompile(`^\*{0,2}(?:(?:本|此)(?:邮件|电子邮件|電子郵件) ?(?:\(?(?:含|包括|及其|及)[^)]{0,12}(?:附件|内容)\)?)|(?:保密|免责)(?:声明|提示) ?:|This e-?mail (?:and any|message|is)|CONFIDENTIALITY)`)
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
		trimTail(ls[i:j], j < len(ls))
		i = j + 1
	}
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
		case ruleLine.MatchString(l.key):
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

func blockSignature(piece []quoteLine) int {
	written := 0
	for i := len(piece) - 1; i >= 0; i-- {
		key := piece[i].key
		if key == "" {
			continue
		}
		if delimiter.MatchString(key) || disclaimer.MatchString(key) {
			return i
		}
		if written++; written > mostSignature || piece[i].part == ownPart && speaks.MatchString(key) {
			break
		}
	}
	return len(piece)
}
