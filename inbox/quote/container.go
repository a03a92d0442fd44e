package quote

import (
	"strings"

	"duban/inbox/message"
	"duban/internal/zh"
)

// boxKind is what an element's text is.
type boxKind uint8

const (
	boxOpen      boxKind = iota // nothing special
	boxQuote                    // the element is the quote; below it the author may go on
	boxRest                     // a mark: everything from here on is quote
	boxTail                     // a mark: signature from here to the quote
	boxSoft                     // quote up to the first inner quote's end (Gmail)
	boxSignature                // the element is a signature or an advertisement
	boxBare                     // a quote where a sentence introduces it, else the author's
)

// boxRule is a container that mail programs put around the letter they quote.
type boxRule struct {
	reason string
	kind   boxKind
}

// boxesByID has no appendonsend: Outlook puts it between the author's first line
// and what he pastes below, as well as above the letter.
var boxesByID = map[string]boxRule{
	"isreplycontent":      {reason: "网易邮箱引用", kind: boxQuote},
	"isforwardcontent":    {reason: "网易邮箱转发", kind: boxQuote},
	"reply139content":     {reason: "139邮箱引用", kind: boxQuote},
	"replysplit":          {reason: "139邮箱引用", kind: boxRest},
	"orimsghtmlseperator": {reason: "引用容器 oriMsgHtmlSeperator", kind: boxQuote},
	"origbody":            {reason: "引用容器 origbody", kind: boxQuote},
	"mailcontent":         {reason: "引用容器 mailcontent", kind: boxQuote},
	"divrplyfwdmsg":       {reason: "Outlook 引用", kind: boxRest},
	"mail-editor-reference-message-container": {reason: "Outlook 引用", kind: boxRest},
	"olk_src_body_section":                    {reason: "Outlook 引用", kind: boxQuote},
	"stopspelling":                            {reason: "Outlook 引用", kind: boxRest},
	"zwchr":                                   {reason: "Zimbra 引用", kind: boxRest},
	"reply-intro":                             {reason: "引用容器 reply-intro", kind: boxQuote},
	"edo-original":                            {reason: "Edison 引用", kind: boxQuote},
	"canaryblockquote":                        {reason: "Canary 引用", kind: boxQuote},
	"fastmail-quoted":                         {reason: "Fastmail 引用", kind: boxQuote},
	"applemailsignature":                      {kind: boxSignature},
	"ms-outlook-mobile-signature":             {kind: boxSignature},
	"composer_signature":                      {kind: boxSignature},
	"zm-_id_-sgn":                             {kind: boxSignature},
	"divneteasemailcard":                      {kind: boxSignature},
	"divneteasebigattach":                     {kind: boxSignature},
	"imail_signature":                         {kind: boxSignature},
	"spneditorsign_app":                       {kind: boxSignature},
	"lark-mail-large-file-container":          {kind: boxSignature},
	"signcontainer":                           {kind: boxSignature},
}

var boxesByClass = map[string]boxRule{
	"ntes-mailmaster-quote":               {reason: "网易邮箱大师引用", kind: boxQuote},
	"xm_mail_oringinal_describe":          {reason: "QQ 企业邮箱引用", kind: boxRest},
	"gmail_quote":                         {reason: "Gmail 引用", kind: boxSoft},
	"gmail_attr":                          {reason: "Gmail 引用", kind: boxQuote},
	"gmail_extra":                         {reason: "Gmail 引用", kind: boxSoft},
	"yahoo_quoted":                        {reason: "Yahoo 引用", kind: boxQuote},
	"protonmail_quote":                    {reason: "Proton 引用", kind: boxQuote},
	"moz-cite-prefix":                     {reason: "Thunderbird 引用", kind: boxQuote},
	"zmail_extra":                         {reason: "Zoho 引用", kind: boxQuote},
	"ik_mail_quote":                       {reason: "Infomaniak 引用", kind: boxQuote},
	"ms-outlook-mobile-reference-message": {reason: "Outlook 引用", kind: boxRest},
	"outlookmessageheader":                {reason: "Outlook 引用", kind: boxRest},
	"tutanota_quote":                      {reason: "Tutanota 引用", kind: boxQuote},
	"nylas-quote":                         {reason: "引用容器 nylas-quote", kind: boxQuote},
	"front-blockquote":                    {reason: "引用容器 front-blockquote", kind: boxQuote},
	"clean_bq":                            {reason: "Airmail 引用", kind: boxQuote},
	"history-quote-wrapper":               {reason: "飞书邮箱引用", kind: boxQuote},
	"adit-html-block":                     {reason: "飞书邮箱引用", kind: boxQuote},
	"missive_quote":                       {reason: "Missive 引用", kind: boxQuote},
	"skiff_quote":                         {reason: "Skiff 引用", kind: boxQuote},
	"iosymail":                            {reason: "Yahoo 引用", kind: boxQuote},
	"spark_quote":                         {reason: "Spark 引用", kind: boxQuote},
	"moz-email-headers-table":             {reason: "Thunderbird 转发", kind: boxRest},
	"protonmail_signature_block":          {kind: boxSignature},
	"ms-outlook-ios-signature":            {kind: boxSignature},
	"ntes-signature":                      {kind: boxSignature},
	"gmail_signature":                     {kind: boxSignature},
	"moz-signature":                       {kind: boxSignature},
	"bigattach-mailmaster-download":       {kind: boxSignature},
}

var (
	qqCard  = boxRule{reason: "QQ 邮箱引用卡片", kind: boxRest}
	cited   = boxRule{reason: "blockquote 引用", kind: boxQuote}
	foxmail = boxRule{reason: "Foxmail 引用", kind: boxRest}
	foxDiv  = zh.NewPattern(`(?:^| )foxdiv\d+`)
)

// matchBox finds the rule of an element. .__aliyun_email_body_block is missing on
// purpose: it wraps the whole mail.
func matchBox(e *message.Element) (boxRule, bool) {
	if rule, found := boxesByID[withoutX(e.ID)]; found {
		return rule, true
	}
	if rule, found := byClass(e); found {
		return rule, true
	}
	return byShape(e)
}

// withoutX undoes what Outlook's web client does to foreign ids: x_divRplyFwdMsg.
func withoutX(id string) string {
	for strings.HasPrefix(id, "x_") {
		id = id[2:]
	}
	return id
}

func byClass(e *message.Element) (boxRule, bool) {
	for c := range strings.FieldsSeq(e.Class) {
		rule, found := boxesByClass[withoutX(c)]
		if found && rule.kind == boxSoft && e.Name == "blockquote" {
			rule.kind = boxQuote
		}
		if found {
			return rule, true
		}
	}
	if foxDiv.MatchString(e.Class) {
		return boxRule{reason: foxmail.reason, kind: boxQuote}, true
	}
	return boxRule{}, false
}

// byShape knows the containers that have neither id nor class.
func byShape(e *message.Element) (boxRule, bool) {
	style, named := e.Style(), e.Attr("name")
	switch {
	case e.Name == "blockquote":
		return quoteOfBlock(e, style), true
	case named == "quote" && e.Name != "a", named == "messagereplysection":
		return cited, true
	case named == "messagesignaturesection", e.Name == "span" && e.Attr("title") == "neteasefooter":
		return boxRule{kind: boxSignature}, true
	case e.Name == "hr" && e.Attr("data-marker") == "__divider__":
		return boxesByID["zwchr"], true
	case strings.Contains(style, "border-left:solidblue1.5pt"):
		return boxRule{reason: "Outlook 引用（左侧竖线）", kind: boxQuote}, true // the answers stand between
	case strings.Contains(style, "border-top:solid#b5c4df"):
		return foxmail, true
	case strings.Contains(style, "border-top:solid#e1e1e11.0pt"):
		return boxRule{reason: "Outlook 引用", kind: boxRest}, true
	case e.Name == "hr" && e.Attr("color") == "#b5c4df" && (strings.Contains(style, "width:210px") || strings.HasPrefix(e.Attr("width"), "210")):
		return boxRule{kind: boxTail}, true
	}
	return boxRule{}, false
}

// quoteOfBlock reads a <blockquote> without id or class. A line drawn at its left
// is a program's; without one it may be the author's own indent.
func quoteOfBlock(e *message.Element, style string) boxRule {
	switch {
	case e.Attr("type") == "cite" || strings.HasPrefix(e.Attr("cite"), "mid:"), drawnLeft.MatchString(style):
		return cited
	case strings.Contains(style, "border:none"):
		return boxRule{kind: boxOpen}
	}
	return boxRule{kind: boxBare}
}

var drawnLeft = zh.NewPattern(`border-left(?:-width)?:[^;]*[1-9]`)
