package message

import (
	"slices"
	"strconv"
	"strings"

	"duban/internal/zh"
)

// BigAttachment is a 超大附件: a link that a mail service puts in the place of a
// file. It expires, so it is no evidence; it is never fetched.
type BigAttachment struct {
	Name    string
	Size    int64  // bytes, as precise as it was written; 0: unknown
	Expires string // as written: 2020年11月27日 21:59; empty: unknown
	URL     string
}

const (
	maxLinks    = 100
	maxLinkText = 1 << 20 // bytes of text, and of page, that are searched
)

var (
	bigMarker = zh.NewPattern(`从(?:QQ|腾讯企业|网易\S{0,10})邮箱发来的超大附件|邮箱发来的(?:超大附件|云附件)`)
	// bigHeading stands above a list of links, and is one only where there is a link.
	bigHeading = zh.NewPattern(`(?m)^[ \t【\[]{0,4}(?:超大附件(?:列表)?|云附件|网盘附件|文件中转站)(?:[\s】\]:：(（]|$)|提取码\s*[:：]`)
	// bigURL is a link to a file store: of a mail service, by its path, or a 网盘, by its host.
	bigURL = zh.NewPattern(`(?i)https?://(?:[a-z0-9.-]{0,100}\b(?:u\.163\.com/|(?:pan|yun|caiyun|drive|weiyun|alipan|aliyundrive|lanzou[a-z]?|cowtransfer|wenshushu|jianguoyun|ctfile|123pan|123684|123865|123912|115cdn|wetransfer)\.)[^\s"'<>]*|` +
		`(?:[a-z0-9-]{1,60}\.){0,5}(?:cloud\.189\.cn|115\.com/s|download\.mail\.10086\.cn|vdisk\.weibo\.com|wss1?\.cn|we\.tl|1drv\.ms|onedrive\.live\.com|icloud\.com/attachment|feishu\.cn/(?:file|drive|space)|larksuite\.com/(?:file|drive)|space\.dingtalk\.com|mail\.qq\.com/ftn/download)[^\s"'<>]*|` +
		`[^\s"'<>]*(?:ftnExs_download|ftn_handler|(?:big|large|huge|cloud|super)[_-]?(?:att|file)|netdisk)[^\s"'<>]*)`)
	// bigEntry is a line such as 材料.zip (128.03M, 2020年11月27日 21:59 到期).
	bigEntry = zh.NewPattern(`([^\n\t:：]{1,200}?)\s*[(（\[【]\s*([0-9.]{1,12})\s*([KMGkmg])[Bb]?\s*(?:[,，]\s*([^()（）\n]{0,40}?)\s*(?:到期|过期)|[,，]\s*(无限期)[^()（）\n]{0,20}|)\s*[)）\]】](?:[ \t]*(?:有效期至?|到期时间|过期时间)[ \t]*[:：][ \t]*([0-9年月日:. -]{6,20}))?`)
)

// bigAttachments finds the links in the text and the page of a message. The
// page made plain is searched too, since the text may be without them.
func bigAttachments(text, pageText, page string) []BigAttachment {
	text = FirstBytes(text, maxLinkText) + "\n" + FirstBytes(pageText, maxLinkText)
	page = FirstBytes(page, maxLinkText)
	marked := strings.Contains(text, "邮箱发来的") && bigMarker.MatchString(text) || strings.Contains(page, "divNeteaseBigAttach") || strings.Contains(page, "bigattach-mailmaster-download")
	all := urlsIn(text + "\n" + page)
	urls := stored(all)
	if len(urls) == 0 && len(all) > 0 && bigHeading.MatchString(text) {
		urls = all[:min(len(all), maxLinks)]
	}
	if !marked && len(urls) == 0 {
		return nil
	}
	links := bigEntries(text)
	for i := range links {
		if i < len(urls) {
			links[i].URL = urls[i]
		}
	}
	for _, u := range urls[min(len(links), len(urls)):] {
		links = append(links, BigAttachment{URL: u})
	}
	if len(links) == 0 { // marked, but written in a way not known yet
		links = append(links, BigAttachment{})
	}
	return links
}

func FirstBytes(s string, most int) string { return s[:min(len(s), most)] }

// urlsIn returns each link once, in order. Most mails have none, and a pattern would step
// through all they say.
func urlsIn(s string) (out []string) {
	seen := map[string]bool{}
	for {
		at := strings.Index(s, "://")
		if at < 0 {
			return out
		}
		from := max(at-len("https"), 0)
		if scheme := strings.ToLower(s[from:at]); strings.HasSuffix(scheme, "http") {
			from = at - len("http")
		} else if scheme != "https" {
			s = s[at+len("://"):]
			continue
		}
		end := at + len("://")
		if n := strings.IndexAny(s[end:], " \t\n\f\r\"'<>"); n >= 0 {
			end += n
		} else {
			end = len(s)
		}
		if u := strings.ReplaceAll(s[from:end], "&amp;", "&"); end > at+len("://") && !seen[u] {
			seen[u] = true
			out = append(out, u)
		}
		s = s[end:]
	}
}

// stored are those of some links, or within them, that lead to a file store.
func stored(links []string) (out []string) {
	for _, u := range links {
		for _, u := range bigURL.FindAllString(u, maxLinks) {
			if !slices.Contains(out, u) && len(out) < maxLinks {
				out = append(out, u)
			}
		}
	}
	return out
}

// bigEntries reads names, sizes and days of expiry behind the first marker.
func bigEntries(text string) []BigAttachment {
	from := 0
	for _, mark := range []*zh.Pattern{bigMarker, bigHeading} {
		if at := mark.FindStringIndex(text); from == 0 && at != nil {
			from = at[1]
		}
	}
	var out []BigAttachment
	seen := map[BigAttachment]bool{}
	for _, f := range bigEntry.FindAllStringSubmatch(text[from:], maxLinks) {
		b := BigAttachment{
			Name:    safeName(bigHeading.ReplaceAllString(f[1], ""), ""),
			Size:    bigSize(f[2], f[3]),
			Expires: strings.TrimSpace(f[4] + f[5] + f[6]),
		}
		if !seen[b] { // the plain text and the page both list it
			seen[b] = true
			out = append(out, b)
		}
	}
	return out
}

func bigSize(number, unit string) int64 {
	n, err := strconv.ParseFloat(number, 64)
	if err != nil || n < 0 || n > 1<<20 {
		return 0
	}
	shift := map[string]uint{"K": 10, "M": 20, "G": 30}[strings.ToUpper(unit)]
	return int64(n * float64(int64(1)<<shift))
}
