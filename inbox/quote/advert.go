package quote

import (
	"strings"

	"duban/internal/zh"
)

// adverts are lines that a program adds under a person's words. A line counts
// only as a whole, so that a sentence which mentions an iPhone stays.
var adverts = []*zh.Pattern{
	zh.NewPattern(`^(?:发自|發自|发送自|來自|来自|寄自|Sent from) ?(?:我的|我的 )?(?:` + phone + `|\p{Han}{0,6}(?:手机|手機|平板|邮箱|郵箱))` + phoneTail + `$`),
	zh.NewPattern(`^(?:從|从) ?我的 ?.{1,20} ?(?:傳送|发送|發送)$|^(?:从|從|用) ?(?:我的 ?)?(?:` + phone + `)` + phoneTail + ` ?(?:傳送|发送|發送|发出)$`),
	zh.NewPattern(`^来自钉钉专属商务邮箱$`),
	zh.NewPattern(`^(?:获取|取得) ?(?:适用于 ?.{1,10} ?的 ?)?Outlook(?: for .{1,10})?(?: ?<?https?://\S*>?)?$`),
	zh.NewPattern(`^从 ?Windows ?版邮件 ?发送$`),
	zh.NewPattern(`^使用 ?(?:Zoho Mail|Proton ?Mail|Foxmail|\p{Han}{2,4}邮箱) ?(?:安全邮箱)?发送[。.]?$`),
	// A sentence that goes on behind the device is a person's: Sent from my desk, is much easier.
	zh.NewPattern(`^[<( ]*(?:Sent|Written|Typed) (?:from|on|via|with|by|using) (?:my|a|an|the) [^,.;:!?]{1,50}` + excuse + `[)>. ]*$`),
	zh.NewPattern(`^[<( ]*(?i:sent) (?:from|on|via|with|by|using) (?:\S+ ){0,5}(?i:` + device + `)\S*(?: [^,.;:!?]{1,40})?` + excuse + `[)>. ]*$`),
	zh.NewPattern(`^(?i:from my|\S{1,20} from(?: my)?) (?i:(?:\S+ ){0,2}(?:iphone|ipad|ipod|android|mobile|smartphone|blackberry))(?: \S{1,12}){0,2}$`),
	zh.NewPattern(`^(?:Get|Download|Try) (?:the )?(?:Outlook|Yahoo|BlueMail|Spark|AOL|Mailspring|TypeApp)\b[^.!?]{0,40}(?:https?://\S*|<https?://\S*>)?$`),
	zh.NewPattern(`^(?:Sent|Gesendet|Envoyé|Enviado|Inviato|Verzonden) (?:from|mit der|avec|con|da|met) .{0,60}<?https?://\S{1,200}>?$`),
	zh.NewPattern(`^(?:Envoyé de mon|Von meine[mr] .{1,30} gesendet|Enviado desde mi|Enviado (?:do|de) meu|Verstuurd vanaf mijn|Skickat från min|Sendt fra min|Lähetetty .{1,20}stani|Diese Nachricht wurde von .{1,60} gesendet)\b ?[^,;:!?]{0,60}$`),
	zh.NewPattern(`^(?:Gesendet (?:von|mit)|Von (?:iPhone|Android)|Enviado (?:do|desde|a partir|con)|Inviato da[li]?|Verstuurd (?:vanaf|met)|Verzonden (?:vanaf|met|van)|` +
		`Skickat (?:från|med)|Sendt (?:fra|med)|Lähetetty|Wysłan[eo] z|Odesláno z[e]?|Отправлено (?:с|из)|Надіслано (?:з|із)|Télécharger|Envoyé (?:depuis|à partir|avec)|Obtenir|Obtener|Descargar|Obter|Hent|Hämta|Outlook für|Holen Sie sich|Ottieni|Scarica|Download|Pobierz|Скачать) .{0,60}` +
		`(?i:` + device + `|mein|mijn|mon |m(?:io|ia) ).{0,40}$`),
	zh.NewPattern(`^(?:iPhone|iPad|スマートフォン|スマホ|Android|Outlook.{0,20}|Yahoo!メール.{0,12})(?:から送信|で送信).{0,4}$|^Sent from .{1,20}から送信$`),
	zh.NewPattern(`^(?:내|나의) ?.{1,16}에서 (?:보냄|보냈습니다)\.?$|^(?:.{1,16}에서 보냄|.{1,16}(?:앱|용 Outlook|Mail).{0,4}에서 보냄)\.?$`),
	// What a gateway warns its own people of.
	zh.NewPattern(`^` + banner + `.{0,400}$`),
	zh.NewPattern(`^(?:【|\[)(?:外部邮件|外部邮箱|外部来信|EXTERNAL)(?:】|\])[:： ]*$`),
	// 超大附件: a link that expires, never the author's words.
	zh.NewPattern(`^(?:从|來自|来自).{0,12}邮箱.{0,4}发来的(?:超大附件|云附件)$`),
	zh.NewPattern(`^.{1,160}\(\d[\d.]* ?[KMGkmg]B?, ?.{1,40}到期\)(?: ?进入下载页面.*)?$`),
	zh.NewPattern(`^进入下载页面 ?:?.*$`),
	zh.NewPattern(`^<?https?://(?:(?:mail\.qq\.com|exmail\.qq\.com|wx\.mail\.qq\.com)/\S*ftn\S*|u\.163\.com/\S*|mail\.163\.com/large-attachment-download\S*)>?$`),
}

const (
	phone     = `iPhone|iPad|Mac|手机|手機|安卓|Android|平板|电脑|华为|荣耀|小米|红米|OPPO|vivo|三星|魅族|一加|企业微信|微信|钉钉|飞书|网易|QQ|腾讯企业|Foxmail|阿里|139|189|新浪|搜狐|移动设备|Outlook|OnePlus|Galaxy|Windows`
	phoneTail = `(?: ?(?:[A-Za-z0-9][A-Za-z0-9.+ -]{0,20}|(?:企业)?(?:手机|手機|平板|电脑|邮箱|郵箱|邮件|客户端|移动端|网页)版?|大师|版|的? ?(?:iPhone|iPad|Android)(?:版| 版)?|for iOS|\([^)]{1,20}\))){0,4}`
	banner    = `[\[*#!⚠️ 【(]*(?:CAUTION|WARNING|EXTERNAL(?: E-?MAIL| SENDER)?|ATTENTION|Achtung|外部邮件|外部邮箱|外部來信|外部信件)\]?[:：!】\]) *-]*.{0,40}(?:(?:e-?mail|message|邮件|信件).{0,40}(?:originat|outside|extern|外部|来自)|(?:originat|outside of|来自外部|来自外网))`
	device    = `iphon|ipad|ipod|ios\b|android|outlook|samsung|galaxy|huawei|honor|xiaomi|oppo|vivo|nokia|htc|lg\b|sony|xperia|pixel|mobile|phone|tablet|handy|smartphone|blackberry|bb\b|` +
		`mail\b|gmail|yahoo|aol|proton|thunderbird|windows|surface|spark|acompli|airmail|mailbox|newton|superhuman|zoho|tutanota|k-9|nine\b|bluemail|mailspring|nylas|polymail|canary|gmx|web\.de|hey\b`
	excuse = `(?:[.,;] ?(?i:please|pls|excuse|sorry|apolog|forgive|pardon|brevity|so ).{0,80})?`
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

var (
	bannerBegins = zh.NewPattern(`^\s*` + banner)
	// warns are the sentences of a banner: where the mail came from, and what its
	// reader should not do.
	warns = zh.NewPattern(`(?i)^[^.!。！]*(?:(?:e-?mail|message|sender)[^.!]{0,60}(?:originat|outside|external)|(?:do not|don't|never|avoid|think before) [^.!]{0,40}(?:click|open|repl|respon)|unless you recogni|(?:recogni[sz]e|verify) the (?:sender|source)|(?:use|exercise|with) (?:\w+ )?caution|suspicious|phish|hyperlink|` +
		`(?:来自|邮件)[^。]{0,12}外部|(?:请勿|谨慎)[^。]{0,10}(?:点击|打开|回复))[^.!。！]*(?:[.!]+(?:\s|$)|[。！]+)\s*`)
)

// bannerEnd returns where the author's words begin on a line that begins with a
// gateway's banner, as where a program has flattened the mail; 0 if it has none.
func bannerEnd(raw string) int {
	if len(raw) > mostKey || !bannerBegins.MatchString(raw) {
		return 0
	}
	end := 0
	for at := warns.FindStringIndex(raw); at != nil; at = warns.FindStringIndex(raw[end:]) {
		end += at[1]
	}
	if strings.TrimSpace(raw[end:]) == "" {
		return 0
	}
	return end
}
