package grid

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"duban/internal/zh"
)

// part is a word that headings are made of, and the kind of column it speaks for.
type part struct {
	kind   Kind
	weight int
	words  string
}

// parts is the one table by which headings are understood: the words that offices
// make them of, each with the kind of column it speaks for and how strongly. A
// heading speaks for a kind with the sum of its words, the last word of it a
// little louder: Chinese headings end with what the column holds (责任单位,
// 整改时限), and what stands before says which (牵头单位, 实际完成时间). Where two
// words fit, the longer one counts. Words of Other name columns that look like
// another kind and are not: 监督单位, 实际完成时间. Words of no weight say nothing by
// themselves; they tell a heading from a sentence. An English _ is a space.
var parts = []part{
	{No, 10, "序号 编号 项号 序列号 # s/n sn seq seq. no no. number id ref ref. item_no item_no. action_no action_no. 项次 顺序号"},
	{No, 3, "item items 号"},
	{Content, 4, "item items"},

	{Leads, 20, "牵头 主办 主责 领办 lead leads leader led_by lead_agency"},
	{Leads, 24, "第一责任单位 主要责任单位"},
	{Joint, 20, "配合 协办 协同 参与 参加 协助 会办 会同 协作 支持 support supporting supported_by support_from partner partners contributor contributors"},
	{Leader, 24, "领导 分管 包保 包抓 挂点 挂钩 挂帅 sponsor"},
	{Parties, 8, "owner owners responsible responsibility assignee assigned action_by assigned_to who by_whom accountable 责任分工 职责分工 归口"},
	{Parties, 5, "单位 部门 科室 处室 股室 责任人 负责人 承办人 经办人 责任者 责任人员 责任主体 party parties person persons department departments dept team teams agency agencies unit units division organisation organization"},
	{Parties, 4, "分工 机构 局 科 处 室 office"},
	{Parties, 3, "责任 负责 承办 承担 职责 人员"},
	{Parties, 2, "落实 实施 执行 主管 主体 人"},

	{Deadline, 12, "时间进度 target_date"},
	{Deadline, 8, "时限 期限 时间 日期 截止 截至 限期 月份 工期 due deadline date dates when by_when timeline timeframe time_frame timescale timing eta quarter month week"},
	{Deadline, 5, "节点 时序 频次 周期 schedule period due_by"},
	{Deadline, 3, "安排 进度 completion finish end"},

	{Status, 10, "status progress"},
	{Status, 6, "情况 办理情形 执行情形 进展 成效 结果 是否 效果 completed complete done result results rag update updates"},
	{Status, 4, "状态 进度 采取 评价 成果 outcome state"},
	{Status, 3, "销号 自评"},

	{Content, 10, "分解任务 具体任务 基本情况 问题情况 action_item action_items"},
	{Content, 7, "内容 措施 举措 做法 问题 隐患 要点 描述 表现 建议 思路 action actions activity activities description measure measures recommendation recommendations issue issues finding findings initiative commitment mitigation risk risks problem response what to_do todo deliverable deliverables"},
	{Content, 5, "标准 步骤 事由 意见 行动 具体工作 task tasks step steps requirement requirements milestone milestones"},
	{Content, 4, "方法 方式 路径 要求 分解 details detail"},
	{Target, 12, "预期成果 预期成效 预期效果 预期目标"},
	{Target, 7, "目标 指标 objective objectives goal goals"},
	{Target, 4, "target output"},

	{Task, 8, "类别 分类 类型 大类 板块 category theme workstream"},
	{Task, 6, "主要任务 重点任务 领域 方面 一级任务 主要工作 重点工作 area section topic pillar phase"},
	{Task, 4, "任务 工作 专项"},
	{Section, 10, "小节 二级任务"},
	{Section, 5, "名称 事项 项目 title name"},

	{Remark, 10, "备注 附注 comment comments note notes remark remarks"},
	{Remark, 6, "说明"},

	{Other, 40, "实际 开始 启动 起始 开工 动工 排查 检查时间 发现时间 交办 下达 立项 收文 发文 来源 依据 文号 电话 手机 邮箱 姓名 职务 职称 批示 签字 签名 优先级 紧急程度 分值 权重 得分 扣分 " +
		"资金 预算 投资 佐证 附件 督办单位 督办部门 督查单位 考核单位 考核部门 actual started raised opened created source priority link url cost budget evidence email phone start start_date date_raised date_completed date_closed closed_date updated last_updated modified created_at updated_at"},
	{Other, 32, "督导 监督 监管 验收 联系 联络 审核 审批 填报 形式 材料 contact reviewer approver"},

	{Other, 0, "主要 重点 具体 考核 计划 完成 整改 办理 办结 推进 改革 督办 本年度 年度 本月 本季度 拟 预计 预期 目前 最新 当前 下步 下一步 存在 发现 反馈 及 和 与 的 或 、 / - & 第一 第二 各 相关 有关 " +
		"贯彻 结束 达到 一级 二级 三级 其他 所属 工作情况 量化 成果 需 应 清单 一季度 二季度 三季度 四季度 上半年 下半年 the of for to and by planned plan key main current latest expected required"},
}

// vocabulary is parts by word; longestPart is in characters.
var vocabulary, longestPart = func() (map[string][]part, int) {
	m, longest := map[string][]part{}, 0
	for _, p := range parts {
		for _, word := range strings.Fields(p.words) {
			word = strings.ReplaceAll(word, "_", " ")
			m[word] = append(m[word], p)
			longest = max(longest, utf8.RuneCountInString(word))
		}
	}
	return m, longest
}()

// The last word of a heading is what the column holds.
const lastWord = 2

// Enough is the score from which a heading is taken to speak for a kind.
const Enough = 5

// Meaning is what a heading says by itself.
type Meaning struct {
	Score   map[Kind]int
	covered int  // characters that parts explain
	length  int  // characters
	organ   bool // it names departments
	person  bool // it names people: 责任人, owner
}

// OfPeople reports whether a heading is for people and not for departments.
func (m Meaning) OfPeople() bool { return m.person && !m.organ }

// Best is the kind that a heading speaks for most, Other for none.
func (m Meaning) Best() (best Kind, score int) {
	for _, k := range kindOrder {
		if m.Score[k] > score {
			best, score = k, m.Score[k]
		}
	}
	if score < Enough {
		return Other, score
	}
	return best, score
}

// Under is a heading under another: 牵头 under 责任单位 says more than what stands
// over it, 一季度 under 进展情况 nothing without it.
func (m Meaning) Under(over, both Meaning) Meaning {
	if k, score := m.Best(); k == Other && score < Enough {
		return both
	}
	for k, n := range over.Score {
		m.Score[k] += n / 2
	}
	return m
}

// kindOrder settles ties: what is asked of a list goes before what it may have.
var kindOrder = []Kind{No, Leads, Joint, Leader, Parties, Deadline, Status, Content, Target, Section, Task, Remark, Other}

// LongestHeading bounds what a row of headings may hold: a sentence is no heading.
const LongestHeading = 24

// IsHeading reports whether a text is a heading for all that it says: short, and
// made of known words for the most part.
func (m Meaning) IsHeading() bool {
	_, score := m.Best()
	return score >= Enough && m.length <= LongestHeading && m.covered*5 >= m.length*3
}

var (
	inBrackets = zh.NewPattern(`\([^()]*\)|\[[^\[\]]*\]`)
	Continues  = zh.NewPattern(`\((续表?|接上[表页])[一二三四五六七八九十\d]*\)$|^(续表?|接上[表页]):?$`)
	organs     = []string{"单位", "部门", "科室", "处室", "股室", "机构", "主体", "局", "科", "处", "室", "归口", "agency", "department", "dept", "unit", "team", "division"}
	people     = []string{"责任人", "负责人", "承办人", "经办人", "责任者", "责任人员", "人员", "人", "owner", "owners", "person", "assignee"}
)

// FoldHeading is a heading without what layout and script put into it: full
// width, traditional characters, 具 体 内 容, capitals, （续）, marks at the ends.
func FoldHeading(s string) string {
	s = strings.ToLower(simplified.Replace(norm.NFKC.String(s)))
	s = strings.Trim(TidyHeading(strings.Join(strings.Fields(s), " ")), "*:：.。 ")
	return Continues.ReplaceAllString(s, "")
}

// MeaningOf reads a heading: without what stands in brackets, which explains
// (完成情况（采取措施及成效）), unless the brackets are part of a word (责任科（室）).
func MeaningOf(heading string) Meaning {
	s := FoldHeading(heading)
	bare := strings.TrimSpace(inBrackets.ReplaceAllString(s, ""))
	if bare == "" {
		bare = s
	}
	m := weigh(bare)
	if whole := strings.NewReplacer("(", "", ")", "").Replace(s); whole != bare {
		if w := weigh(whole); !m.IsHeading() && w.IsHeading() {
			return w
		}
	}
	return m
}

// weigh adds up what the words of a folded heading say.
func weigh(s string) Meaning {
	m := Meaning{Score: map[Kind]int{}}
	rs := []rune(s)
	for at := 0; at < len(rs); {
		word := longestAt(rs, at)
		n := utf8.RuneCountInString(word)
		if n == 0 {
			if !unicode.IsSpace(rs[at]) {
				m.length++
			}
			at++
			continue
		}
		m.take(word, at+n == len(rs))
		at += n
	}
	return m
}

func (m *Meaning) take(word string, ends bool) {
	for _, p := range vocabulary[word] {
		weight := p.weight
		if ends && weight > 0 {
			weight += lastWord
		}
		m.Score[p.kind] += weight
	}
	n := utf8.RuneCountInString(word)
	m.covered, m.length = m.covered+n, m.length+n
	m.organ = m.organ || slices.Contains(organs, word)
	m.person = m.person || slices.Contains(people, word)
}

// longestAt is the longest part that stands at a place, "" for none. A word in
// letters must stand free; the endings of one character count at the end alone.
func longestAt(rs []rune, at int) string {
	for n := min(longestPart, len(rs)-at); n > 0; n-- {
		word := string(rs[at : at+n])
		if _, known := vocabulary[word]; !known {
			continue
		}
		if n == 1 && rs[at] > unicode.MaxASCII && onlyAtEnd(rs[at]) && at+n < len(rs) {
			continue
		}
		if isLatin(rs[at]) && at > 0 && isLatin(rs[at-1]) || isLatin(rs[at+n-1]) && at+n < len(rs) && isLatin(rs[at+n]) {
			continue
		}
		return word
	}
	return ""
}

func onlyAtEnd(r rune) bool { return strings.ContainsRune("局科处室人号", r) }

func isLatin(r rune) bool { return r <= unicode.MaxASCII && unicode.IsLetter(r) }

// simplified turns the traditional characters that headings are written with.
var simplified = strings.NewReplacer(strings.Split("號 号 責 责 單 单 門 门 務 务 內 内 時 时 間 间 進 进 備 备 註 注 況 况 領 领 導 导 標 标 題 题 項 项 類 类 別 别 體 体 "+
	"牽 牵 頭 头 協 协 辦 办 參 参 與 与 關 关 節 节 點 点 達 达 實 实 績 绩 結 结 執 执 處 处 負 负 機 机 構 构 監 监 聯 联 絡 络 計 计 劃 划 開 开 動 动 狀 状 態 态 說 说 報 报 "+
	"級 级 據 据 擔 担 應 应 條 条 廳 厅 會 会 測 测 發 发 現 现 隱 隐 導 导 驗 验 審 审 電 电 話 话 屬 属 歸 归 幫 帮 錄 录 預 预 總 总 員 员 組 组 織 织 規 规 質 质 量 量 齊 齐 採 采 舉 举 劃 划 業 业 專 专 續 续 後 后 續 续", " ")...)
