package quote

import (
	"strings"

	"duban/internal/zh"
	"duban/internal/zh/lexicon"
)

var (
	disclaimer = zh.NewPattern(`^\*{0,2}(?:(?:本|此)(?:邮件|电子邮件|電子郵件) ?(?:\(?(?:含|包括|及其|及)[^)]{0,12}(?:附件|内容)\)?)|(?:本|此)(?:邮件|电子邮件|信息)[^。]{0,40}(?:保密|机密|仅供|仅限)|(?:保密|免责)(?:声明|提示) ?:|This e-?mail (?:and any|message|is)|CONFIDENTIALITY)`)
	// legalese is what lawyers put under mails; no person writes it by hand.
	legalese = zh.NewPattern(`(?i)intended (?:solely|only|exclusively) for|not the (?:intended|named) (?:recipient|addressee)|received this (?:e-?mail|message|communication|transmission)[^.]{0,30} in error|` +
		`\b(?:this|these|any) (?:e-?mail|message|communication|transmission)s?\b[^.]{0,120}(?:confidential|privileged)|nicht der richtige adressat|(?:e-?mail|nachricht)[^.]{0,60}vertraulich|` +
		`ce (?:message|courriel)[^.]{0,120}confidentiel|este (?:mensaje|correo)[^.]{0,120}confidencial|esta mensagem[^.]{0,120}confidencia|questo messaggio[^.]{0,120}riservat|dit bericht[^.]{0,120}vertrouwelijk|` +
		`(?:本|此)(?:邮件|电子邮件|信息)[^。]{0,60}(?:机密|保密)|非(?:指定|预期)(?:的)?收件人|并非(?:指定|预期|本邮件的?)收件人`)

	// listFooter is what a mailing list puts under every mail.
	listFooter = zh.NewPattern(`^(?i:to unsubscribe|to subscribe|for additional commands|for more options|you (?:have )?received this (?:message|e-?mail) because|unsubscribe(?: here| from this list)?:? ?<?(?:https?:|mailto:)|` +
		`to (?:view|post to|visit) this (?:discussion|group)|.{0,60} mailing list$|.{1,60} mailing list [-–] ?\S+@|list (?:archives?|info|help)|manage your subscription|more majordomo info|please read the faq|archives?: ?https?:|reply to this email directly|view it on github|查看(?:退订|订阅)|退订)`)
	footerRule = zh.NewPattern(`^(?:[-_=*#+~]{20,}|_{2,})$`) // people draw short rules as well, but not of _
)

// A line that goes on in the next one is about as long as programs make lines.
const (
	wrappedFrom = 55
	wrappedTo   = 90
)

// paragraphStart goes up to the first line of a wrapped paragraph.
func paragraphStart(piece []quoteLine, i int) int {
	for i > 0 && goesOn(piece[i-1].key) && !lexicon.Speaks.MatchString(piece[i-1].key) {
		i--
	}
	return i
}

func goesOn(key string) bool {
	return len(key) >= wrappedFrom && len(key) <= wrappedTo && !strings.ContainsAny(key[len(key)-1:], ".!?:;")
}

// isLegal reports whether a line is, or heads, what lawyers put under a mail.
func isLegal(key string) bool {
	return len(key) > 60 && legalese.MatchString(key) && !lexicon.Speaks.MatchString(key)
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
