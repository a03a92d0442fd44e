package answer

import (
	"strings"
	"unicode/utf8"

	"duban/internal/zh"
)

// numberList is item numbers as people write them: 3、7和9, 3-5, 第3项、第7项, 三、九两项.
type numberList struct {
	nums     []int
	explicit bool // 第3项, 事项3, 序号3
	chinese  bool // 三、九
	ordinal  bool // 第 stands before a number
	count    bool // a lone "3项", which may count items
	end      int  // bytes of the key
	steps    []listStep
}

// listStep is where a list could also have ended.
type listStep struct{ nums, end int }

// cnOne is a Chinese digit, plain or in the capitals of cheques and minutes.
const cnOne = `[一二三四五六七八九壹贰叁肆伍陆柒捌玖]`

const (
	mostListed = 60  // numbers in one list
	mostRange  = 100 // items in one range
	mostNumber = 999
)

var (
	numberMark = zh.NewPattern(`^ ?(?:第|(?:督办)?事项(?:第|:)?|序号(?:为|是|:)?|编号(?:为|是|:)?|任务第?|(?:items?|tasks?|nos?|nr)[.:]? ?(?:no[.:]?|nr[.:]?|#)?|№|#) ?`)
	joiner     = zh.NewPattern(`^(?:[)\]】] ?(?:、|,|;|和|与|及)? ?[(\[【]| ?(?:、|,|;|&|\+|以及|和|与|及|跟|·| and ) ?| )`)
	rangeMark  = zh.NewPattern(`^ ?(?:-|~|至|到) ?`)
	listTail   = zh.NewPattern(`^ ?(?:(?:[两二三四五六七八九十]{1,2}|\d{1,2}|这几|等|共)*(?:项|条)(?:事项|任务|工作|内容)?|号?(?:事项|任务))`)
	innerTail  = zh.NewPattern(`^ ?(?:项 ?(?:[、,;&和与及跟至到~-]|以及) ?(?:第 ?)?[\d一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]|号(?: ?[、,和与及] ?\d{1,3} ?号?){1,9}(?:事项|任务))`)
	itemTail   = zh.NewPattern(`^ ?(?:(?:项|号|条)(?:事项|任务|工作|内容)?|个(?:事项|任务|问题)|的?(?:事项|任务)|的工作)`)

	// unit follows a number that counts or dates something and names no item.
	unit = zh.NewPattern(`^(?:[个月日年次人万亿千百十户件宗点秒天元份台名家类种轮级楼层所余多倍度套场篇页米亩起例笔款届岁折卷吨幢栋间张%‰a-z]|号(?:[^事项任]|$)|#(?:楼|栋|幢|机|线|泵|炉|库|井|厂|变|塔|桥|门|窗)|时(?:[^限]|$)|分(?:[^管]|$)|期(?:[^限间]|$)|批(?:[^准]|$)|处(?:[^理置]|$)|周(?:[^一二三四五六日天]|$)|项目|小时|季度|阶段|步|版|稿|公里|平方|工作日|部门|前|之前|以前|以内|内(?:完|办)|` +
		`(?:窗口|标段|中心|大厅|单元|社区|车间|机房|支部|专班|路口|街道|乡镇|支队|大队|号线)|室(?:[^内外]|$)|科(?:[^学技]|$)|组(?:[^织建成]|$)|队(?:[^伍]|$)|所(?:[^有需涉列报]|$)|成(?:[^立为效果]|$)|村|局(?:[^部面]|$)|部(?:[^署分委]|$))`)
	// article follows the number of a law's article: 第9条规定.
	article = zh.NewPattern(`^条(?:第|款|的?规定|之规定|所|明确|要求)`)
	arabic  = zh.NewPattern(`^\d+`)
)

// readNumbers reads the list of numbers that a text begins with.
func readNumbers(s string) (numberList, bool) {
	var l numberList
	whole := len(s)
	s = clip(s)
	end, ok := l.element(s, 0)
	if !ok {
		return l, false
	}
	l.steps = append(l.steps, listStep{len(l.nums), end})
	for len(l.nums) < mostListed {
		next, ok := l.more(s, end)
		if !ok {
			break
		}
		end = next
		l.steps = append(l.steps, listStep{len(l.nums), end})
	}
	if whole > len(s) && end > len(s)-len("事项第999") {
		return l, false // the list may have been cut in the middle of a number
	}
	return l, l.close(s, end)
}

// element reads one number with its 第 and 项; it returns where it ends.
func (l *numberList) element(s string, at int) (int, bool) {
	mark := numberMark.FindString(s[at:])
	n, width, chinese := scanNumber(s[at+len(mark):])
	if n == 0 || len(l.nums) > 0 && chinese != l.chinese {
		return 0, false
	}
	end, ordinal := at+len(mark)+width, strings.HasSuffix(strings.TrimSpace(mark), "第")
	tail := 0
	switch {
	case article.MatchString(s[end:]):
		return 0, false
	case mark != "" && itemTail.MatchString(s[end:]):
		tail = len(itemTail.FindString(s[end:]))
		l.explicit = true
	case innerTail.MatchString(s[end:]):
		tail = len(itemTail.FindString(s[end:]))
	case (mark == "" || ordinal) && unit.MatchString(s[end:]):
		return 0, false
	}
	l.nums = append(l.nums, n)
	l.explicit = l.explicit || mark != "" && !ordinal
	l.ordinal = l.ordinal || ordinal
	l.chinese = chinese
	return end + tail, true
}

// more reads a joiner and the next number, or the end of a range.
func (l *numberList) more(s string, at int) (int, bool) {
	if w := len(rangeMark.FindString(s[at:])); w > 0 {
		from, before := l.nums[len(l.nums)-1], len(l.nums)
		end, ok := l.element(s, at+w)
		if !ok {
			return 0, false
		}
		to := l.nums[before]
		l.nums = l.nums[:before]
		if to <= from || to-from > mostRange {
			return 0, false
		}
		for n := from + 1; n <= to; n++ {
			l.nums = append(l.nums, n)
		}
		return end, true
	}
	w := len(joiner.FindString(s[at:]))
	if w == 0 {
		return 0, false
	}
	return l.element(s, at+w)
}

// close reads what ends the list, and refuses what was a day, a time, a decimal
// or a telephone number after all.
func (l *numberList) close(s string, at int) bool {
	if tail := listTail.FindString(s[at:]); tail != "" {
		l.explicit = l.explicit || l.ordinal
		l.count = !l.explicit && len(l.nums) == 1 && strings.HasPrefix(strings.TrimSpace(tail), "项")
		if len(l.nums) == 1 && !l.explicit && !l.count && !strings.Contains(tail, "事项") && !strings.Contains(tail, "任务") {
			l.end = at // 3 四项措施已完成
			return strings.HasPrefix(s[at:], " ")
		}
		at += len(tail)
	}
	if l.end = at; l.ordinal && l.chinese && !l.explicit {
		return false // 第一，加强领导; 第二阶段
	}
	return !partOfNumber.MatchString(s[at:]) && (!timeAfter.MatchString(s[at:]) || countAfter.MatchString(s[at:]))
}

var (
	partOfNumber = zh.NewPattern(`^[\-~/.年]\d`)
	timeAfter    = zh.NewPattern(`^:[0-5]\d(?:\D|$)`)
	countAfter   = zh.NewPattern(`^:\d\d(?:%|[户个件项人次份万余月日号])`)
)

// shorten ends the list one step earlier; false where nothing would be left.
func (l *numberList) shorten() bool {
	if len(l.steps) < 2 {
		return false
	}
	l.steps = l.steps[:len(l.steps)-1]
	last := l.steps[len(l.steps)-1]
	l.nums, l.end = l.nums[:last.nums], last.end
	return true
}

// scanNumber reads one number at the start of s: Arabic, enclosed, or Chinese
// up to 99. 0 is none.
func scanNumber(s string) (n, width int, chinese bool) {
	if digits := arabic.FindString(s); digits != "" {
		if len(digits) > 3 || partOfNumber.MatchString(s[len(digits):]) && strings.HasPrefix(s[len(digits):], ".") {
			return 0, 0, false
		}
		for _, d := range digits {
			n = 10*n + int(d-'0')
		}
		return n, len(digits), false
	}
	r, w := utf8.DecodeRuneInString(s)
	for _, first := range []rune{'①', '⑴', '⒈'} { // twenty of each
		if r >= first && r < first+20 {
			return int(r-first) + 1, w, false
		}
	}
	n, width, chinese = zh.LeadingNumber(s)
	if n > 99 || strings.HasPrefix(s, "两") {
		return 0, 0, false
	}
	return n, width, chinese
}
