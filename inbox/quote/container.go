package quote

import (
	"strings"

	"duban/inbox/message"
	"duban/internal/msg"
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
	reason msg.Message
	kind   boxKind
}

// What programs put around a quote is named by the program.
const (
	quotedBy           = "quoted by the program"
	forwardedBy        = "forwarded by the program"
	forwardedByNetEase = "forwarded by NetEase Mail"
)

// boxesByID has no appendonsend: Outlook puts it between the author's first line
// and what he pastes below, as well as above the letter.
var boxesByID = map[string]boxRule{
	"isreplycontent":      {reason: msg.New("quoted by NetEase Mail"), kind: boxQuote},
	"isforwardcontent":    {reason: msg.New(forwardedByNetEase), kind: boxQuote},
	"reply139content":     {reason: msg.New("quoted by 139 Mail"), kind: boxQuote},
	"replysplit":          {reason: msg.New("quoted by 139 Mail"), kind: boxRest},
	"orimsghtmlseperator": {reason: msg.New("quoted in the element", "oriMsgHtmlSeperator"), kind: boxQuote},
	"origbody":            {reason: msg.New("quoted in the element", "origbody"), kind: boxQuote},
	"mailcontent":         {reason: msg.New("quoted in the element", "mailcontent"), kind: boxQuote},
	"divrplyfwdmsg":       {reason: msg.New(quotedBy, "Outlook"), kind: boxRest},
	"mail-editor-reference-message-container": {reason: msg.New(quotedBy, "Outlook"), kind: boxRest},
	"olk_src_body_section":                    {reason: msg.New(quotedBy, "Outlook"), kind: boxQuote},
	"stopspelling":                            {reason: msg.New(quotedBy, "Outlook"), kind: boxRest},
	"zwchr":                                   {reason: msg.New(quotedBy, "Zimbra"), kind: boxRest},
	"reply-intro":                             {reason: msg.New("quoted in the element", "reply-intro"), kind: boxQuote},
	"edo-original":                            {reason: msg.New(quotedBy, "Edison"), kind: boxQuote},
	"canaryblockquote":                        {reason: msg.New(quotedBy, "Canary"), kind: boxQuote},
	"fastmail-quoted":                         {reason: msg.New(quotedBy, "Fastmail"), kind: boxQuote},
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
	"ntes-mailmaster-quote":               {reason: msg.New("quoted by NetEase Mail Master"), kind: boxQuote},
	"xm_mail_oringinal_describe":          {reason: msg.New("quoted by QQ Mail for firms"), kind: boxRest},
	"gmail_quote":                         {reason: msg.New(quotedBy, "Gmail"), kind: boxSoft},
	"gmail_attr":                          {reason: msg.New(quotedBy, "Gmail"), kind: boxQuote},
	"gmail_extra":                         {reason: msg.New(quotedBy, "Gmail"), kind: boxSoft},
	"yahoo_quoted":                        {reason: msg.New(quotedBy, "Yahoo"), kind: boxQuote},
	"protonmail_quote":                    {reason: msg.New(quotedBy, "Proton"), kind: boxQuote},
	"moz-cite-prefix":                     {reason: msg.New(quotedBy, "Thunderbird"), kind: boxQuote},
	"zmail_extra":                         {reason: msg.New(quotedBy, "Zoho"), kind: boxQuote},
	"ik_mail_quote":                       {reason: msg.New(quotedBy, "Infomaniak"), kind: boxQuote},
	"ms-outlook-mobile-reference-message": {reason: msg.New(quotedBy, "Outlook"), kind: boxRest},
	"outlookmessageheader":                {reason: msg.New(quotedBy, "Outlook"), kind: boxRest},
	"tutanota_quote":                      {reason: msg.New(quotedBy, "Tutanota"), kind: boxQuote},
	"nylas-quote":                         {reason: msg.New("quoted in the element", "nylas-quote"), kind: boxQuote},
	"front-blockquote":                    {reason: msg.New("quoted in the element", "front-blockquote"), kind: boxQuote},
	"clean_bq":                            {reason: msg.New(quotedBy, "Airmail"), kind: boxQuote},
	"history-quote-wrapper":               {reason: msg.New("quoted by Feishu Mail"), kind: boxQuote},
	"adit-html-block":                     {reason: msg.New("quoted by Feishu Mail"), kind: boxQuote},
	"missive_quote":                       {reason: msg.New(quotedBy, "Missive"), kind: boxQuote},
	"skiff_quote":                         {reason: msg.New(quotedBy, "Skiff"), kind: boxQuote},
	"iosymail":                            {reason: msg.New(quotedBy, "Yahoo"), kind: boxQuote},
	"spark_quote":                         {reason: msg.New(quotedBy, "Spark"), kind: boxQuote},
	"moz-email-headers-table":             {reason: msg.New(forwardedBy, "Thunderbird"), kind: boxRest},
	"protonmail_signature_block":          {kind: boxSignature},
	"ms-outlook-ios-signature":            {kind: boxSignature},
	"ntes-signature":                      {kind: boxSignature},
	"gmail_signature":                     {kind: boxSignature},
	"moz-signature":                       {kind: boxSignature},
	"bigattach-mailmaster-download":       {kind: boxSignature},
}

var (
	qqCard  = boxRule{reason: msg.New("a card of QQ Mail"), kind: boxRest}
	cited   = boxRule{reason: msg.New(quotedBy, "blockquote"), kind: boxQuote}
	foxmail = boxRule{reason: msg.New(quotedBy, "Foxmail"), kind: boxRest}
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
		return boxRule{reason: msg.New("a line drawn at the left by Outlook"), kind: boxQuote}, true // the answers stand between
	case strings.Contains(style, "border-top:solid#b5c4df"):
		return foxmail, true
	case strings.Contains(style, "border-top:solid#e1e1e11.0pt"):
		return boxRule{reason: msg.New(quotedBy, "Outlook"), kind: boxRest}, true
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
