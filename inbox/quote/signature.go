package quote

import (
	"duban/internal/zh"
	"duban/internal/zh/lexicon"
)

var (
	delimiter  = zh.NewPattern(`^--$`) // RFC 3676, section 4.3: "-- "; many programs lose the space
	ownAddress = zh.NewPattern(`^` + address + `$`)
)

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
	if from, to := blockSignature(piece); from < to {
		setPart(piece[from:to], signaturePart)
		piece = piece[:from]
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

// blockSignature returns the lines of a piece where a signature begins and where it
// ends. Footers of lists and lawyers stand below the person's own; what the author
// writes below all that is his.
func blockSignature(piece []quoteLine) (from, to int) {
	from, to = len(piece), len(piece)
	written := 0
	for i := len(piece) - 1; i >= 0; i-- {
		key := piece[i].key
		switch {
		case key == "":
			continue
		case delimiter.MatchString(key):
			return endOfSignature(piece, i)
		case disclaimer.MatchString(key):
			from, to = endOfLegal(piece, i)
			written = 0
			continue
		case footerRule.MatchString(key) && isFooter(piece[i+1:]):
			from, written = i, 0
			continue
		case isLegal(key):
			i = paragraphStart(piece, i)
			from, written = i, 0
			continue
		}
		if written++; written > mostSignature {
			break
		}
	}
	return from, to
}

// endOfSignature returns what of the lines below "--" is a signature: names, addresses
// and numbers, up to the first sentence. None, where that comes first.
func endOfSignature(piece []quoteLine, i int) (from, to int) {
	written := 0
	for j := i + 1; j < len(piece); j++ {
		if piece[j].key == "" {
			continue
		}
		if isSentence(piece[j].key) {
			if written == 0 {
				return len(piece), len(piece)
			}
			return i, j
		}
		if written++; written > mostSignature {
			return len(piece), len(piece)
		}
	}
	return i, len(piece)
}

// endOfLegal returns where what a lawyer wrote ends that begins at line i: it goes on as
// long as it speaks of mails, secrets and recipients, or in another language.
func endOfLegal(piece []quoteLine, i int) (from, to int) {
	for j := i + 1; j < len(piece); j++ {
		if key := piece[j].key; isSentence(key) && !ofLawyers.MatchString(key) {
			return i, j
		}
	}
	return i, len(piece)
}

// isSentence reports whether a line says something: it names an item, or is more than a
// name, a post, an address, a number.
func isSentence(key string) bool {
	if telephone.MatchString(key) {
		return false
	}
	return lexicon.Speaks.MatchString(key) || startsWithItem.MatchString(key) || clause.MatchString(key) && !contact.MatchString(key)
}

var (
	clause    = zh.NewPattern(`\p{Han}[^\n]{0,200}[,。;!?]|\p{Han}{2,} ?: ?\p{Han}{4,}`)
	contact   = zh.NewPattern(`^(?:电话|手机|手機|联系电话|办公电话|座机|热线|传真|地址|单位|部门|职务|职位|邮编|邮政编码|邮箱|邮件|电子邮箱|电子邮件|网址|网站|主页|微信|QQ|联系人|联系方式|Tel|Fax|Mobile|Phone|Add|Email|E-mail|Web)\S{0,4} ?:`)
	telephone = zh.NewPattern(`^\+?\(?\d{3,4}[) -][\d -]{0,8}\d{4}$`) // no item's number, though it begins like one
	ofLawyers = zh.NewPattern(`邮件|郵件|收件人|保密|机密|误收|误发|收到|删除|刪除|销毁|泄露|披露|复制|转发|传播|授权|许可|法律|责任|声明|信息安全|附件|病毒|发件人|环境|打印|This|you|mail`)
)
