package lexicon

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// Sense is what a word does in a sentence about work that is owed, done, asked or judged.
type Sense uint8

const (
	None     Sense = iota
	Done           // 完成, 办结
	DoneNoun       // 完成情况, 完成时限: names the completion, claims none
	Close          // 销号
	Work           // 整改, 落实: what is done; 已落实 alone only sounds like 已完成
	Handed         // 上报: a step, which only sounds like 已完成 too
	Ack            // 收到
	Promise        // 抓紧, 按要求落实
	Extend         // 延期
	Withdraw       // 撤回
	Transfer       // 转交
	Handle         // 负责, 牵头
	Help           // 帮助, 协调
	Disown         // 不涉及, 不属于
	Consent        // 同意
	Reject         // 不同意
	Return         // 退回
	Supply         // 补充, 完善
	Review         // 阅, 经审核
	Praise         // 情况属实, 办得好
	Not            // 未, 没有, 无法
	Forbid         // 不得, 不予
	Part           // 部分, 一半
	Plan           // 预计, 拟
	Ongoing        // 正在, 推进中
	Left           // 剩余, 还差
	But            // 但, 不过
	If             // 如果, 的话
	Unsure         // 基本, 应该
	Wrong          // 有误, 误报
	Question       // 吗, 何时
	Whether        // 是否
	Past           // 已, 了
	All            // 全部, 均
	Above          // 以上
	Rest           // 其余
	Except         // 除
	Outside        // 除外, 以外
	Only           // 只有
	Manner         // 按期: a completion so qualified may be a promise
	Well           // 圆满
	Self           // 我部
	This           // 该项
	Thing          // 工作, 任务
	When           // 目前, 昨天
	Lately         // 昨天, 近日
	Onward         // 巩固, 长期坚持: what follows a completion
	Prep           // 于, 的
	Before         // 前, 之前: behind a day
	To             // 至, 到
	Until          // 最迟
	Ask            // 请, 申请
	Scheme         // 安排, 要求: deeds as well as plans
	Intent         // 计划: a deed, or what puts off the completion behind it
	First          // 先, 暂
	Firm           // 坚决
	Courtesy       // 谢谢
	Attached       // 见附件
	Report         // 前报, 上次回复
	Basis          // 根据, 按照
	Because        // 因
	Same           // 同上
	Sample         // 采取措施: what our own sample line says
	Yes            // 是
	Nothing        // 否, 暂无
	Plain          // contains a deciding character and decides nothing: 不动产
	And            // 和, 与
	Ordinal        // 第
	Mark           // 序号, 事项: before a number
	Senses         // how many there are
)

// vocabulary is the one list of words from which every reading of an answer is built; those
// of English stand in english.go.
var vocabulary = map[Sense]string{
	Done: `完成 办结 完毕 办完 做完 弄完 搞完 干完 整完 完结 办妥 办毕 完工 竣工 结案 结项 搞定 办好 做好 弄好 搞好 闭环 落实到位 整改到位 办理到位 解决到位 √ ✓ ✔ ✅`,
	DoneNoun: `进展 目前进展 办理进展 办理进展情况 工作进展 工作进展情况 完成情况 办结情况 办理情况 落实情况 整改情况 进展情况 工作情况 办理结果 办理状态 完成状态 完成与否 办结与否 状态 结果 完成时限 完成时间 完成期限 完成日期 完成率 完成度 完成标准
		完成条件 完成难度 完成质量 完成进度 完成效果 完成计划 完成单位 完成依据 办结时间 办结时限 办结率 办结报告 办结标准 办结期限 办结日期 办理时限 完成后 完成前 完成之后 完成之前 办结后 办结前 办完后
		完成即 完成再 完成才 完成的 办结的 完成在即`,
	Close:    `销号 核销 结号 销项`,
	Work:     `整改 办理 处理 落实 实施 解决 化解 执行 办了 整理`,
	Ack:      `收到 收悉 知悉 签收 已阅 阅悉 知道 知道了 明白 明白了 知晓 获悉 好的 嗯 遵照执行 遵照办理 遵照落实 遵照 照办 遵办 阅知`,
	Promise:  `抓紧 马上 立即 尽快 尽早 认真 按要求落实 按要求办理 按要求执行 严格落实 认真落实 抓好落实 落实好 保证 一定 确保 会 我会 我们会 回复 答复 办 报 努力 全力 立刻 随后 稍后`,
	Extend:   `延期 展期 宽限 延至 延到 延长至 延长到 延长 推迟至 推迟到 推迟 顺延至 顺延到 顺延 延后至 延后到 延后 缓办 延迟至 延迟到 延迟 延`,
	Withdraw: `撤回 撤销 作废 收回 取消登记 取消延期`,
	Transfer: `转交 转给 转由 转至 转到 转办 移交 移送 改由 应由 交由 改派 宜由 建议由 应转 转 应为 属`,
	Handle:   `负责 牵头 承办 主办 跟进 负责办理 牵头办理 职责 职能 组织实施`,
	Help:     `帮助 求助 配合 协助 协同 协调 帮忙 支援 使用说明 使用帮助 怎么回复 如何回复 怎样回复 怎么填写 如何填写 怎么填 如何填报 协助解决 给予支持 支持解决 协调解决 予以支持`,
	Disown:   `不涉及 不属于 不属 不归 无关 非我部 非本部 不是我部 无此项 没有此项 不在我部 无此工作 无此任务 不由我部 不负责 无此事项`,
	Consent:  `同意 批准 可以 可 通过 准予 核准 照准 准许 准 行 认可 合格 赞同 允许 无意见 没意见 没有意见 无不同意见 没有不同意见 没不同意见 无异议 没有异议 没异议 予以 👍 👌`,
	Reject:   `不同意 不批准 不批 不可以 不可 不行 不准予 不准 不通过 不予通过 不予批准 不予同意 不予认可 不认可 不合格 不符合要求 不达标 不赞同 不予核准`,
	Return:   `退回 退回去 退回来 退 打回去 打回来 打回 驳回 发回 返工 重新办理 重新整改 重新报送 重新上报 重新报 重新填报 重新提交 重新做 重新办 重办 重报 重做 重写 重填 重新写 补报`,
	Supply:   `补充 补齐 补正 完善 充实 补全 补上 修改`,
	Review:   `经审核 经审查 经审阅 经研究 已审核 已审阅 已审 审核 核查 经现场核查 审阅 审批 核实 阅 圈阅 审`,
	Praise:   `情况属实 材料齐全 资料齐全 佐证齐全 佐证充分 材料充分 材料完备 内容属实 办得好 办得不错 做得好 干得好 很好 不错 好 很不错 成效明显 效果明显 效果良好 继续保持 再接再厉 继续努力 做得不错 值得肯定 符合要求 达到要求`,
	Not: `未 没 没有 无 无法 不 不能 不会 不可能 不到 不了 不成 不上 不足 非 并非 不是 没能 没法 未能 尚未 还未 暂未 并未 从未 仍未 不够 不宜 不便 不敢 不应 不该 不必 不用 无需 无须 不需要 不需 不要 别 勿 请勿 莫 难以 难于 难 不全 不理想 不彻底 不满意 来不及
		谈不上 完不成 办不完 做不完 办不了 做不了 办不结 做不到 哪能 岂能 何必 无从 不再 缺 缺少 缺乏 × ✗ ✘ ❌`,
	Forbid:   `不得 不予 严禁`,
	Part:     `部分 一半 大半 过半 小半 近半 多半 七成 八成 九成 大部 大多 多数 绝大 个别 其中 一些 若干 前期 初期 阶段 一期 二期 首批 半数 主体 初稿 初步 步骤 分之 余`,
	Plan:     `预计 拟 拟于 将于 将在 将要 将 争取 力争 打算 准备 待 等 待定 需 需要 尚需 仍需 还需 还要 须 应 要 即将 快要 快 在望 指日可待 有望 可望 下一步需 定于 暂定 逐步 陆续 分批 尽量 想办法 尽力 预期 择期 另行 节后 今后将 再议 待议 另议 缓议 暂缓`,
	Ongoing:  `正在 正 推进中 办理中 处理中 进行中 落实中 整改中 实施中 施工中 完善中 推进 在办 启动 开展中 有序推进 着手 筹备 起草 研究中 测试 收尾 等待 中`,
	Left:     `剩余 剩下 剩 尚 尚有 还有 仍有 还 仍 还差 只差 就差 尚差 差 有待 遗留 遗漏 欠缺 待补 残留 除此`,
	But:      `但 但是 不过 只是 然而 可是 却 虽 虽然 尽管 除非 前提 条件是 否则 只要 唯 惟`,
	If:       `如果 如 若 若是 倘若 假如 一旦 的话 时即 即可 方可 才能 才可 才 即 就 后 之后 以后 以便 再 视 待到 需经 须经`,
	Unsure:   `口头 基本 基本上 大体 大致 大概 差不多 几乎 接近 近乎 原则 原则上 理论上 算 算是 应该 应当 可能 好像 似乎 估计 也许 或许 据说 听说 据 称 按理 照理 理应 视为 视同 倾向 自认 名义 显示 反映 认为 勉强 吧 左右 约 近 不确定 未定`,
	Wrong:    `有误 误报 错报 误写 写错 填错 报错 笔误 误 错误 错了 更正 收回前报`,
	Question: `吗 么 呢 何时 几时 什么 什么时候 怎么 怎样 如何 谁 哪 哪些 哪个 为何 为什么 能否 可否 多少 行不行 可不可以 是不是 有没有 请问`,
	Whether:  `是否 是否已 是否已经 是否按期 是否按时 有无 与否`,
	Past:     `已 已经 业已 业经 现已 己 巳 已将 已于 已在 已由我部 早已 早就 了 啦 经已 也已 并已 刚刚 刚`,
	All:      `全部 全 均 都 一律 所有 各项 全体 一并 全数 悉数 通通 各`,
	Above:    `以上 上述 所列 来信所列 以上各项 上列`,
	Rest:     `其余 其他 其它 余下 剩下的 剩余的 另外几项 其余各项 其他各项`,
	Except:   `除了 除 除去 不含 不包括 不包含`,
	Outside:  `除外 以外 之外 外`,
	Only:     `只有 只 仅 仅有 唯独 唯有 单 只剩 仅剩 就剩`,
	Manner:   `按时 按期 如期 按计划 按要求 按照要求 按规定 按通知要求 按贵部要求 按时限 及时 限期 按质 保质 保质保量 按时按质 按质按量 按进度 按照计划 按序时进度`,
	Well:     `圆满 顺利 提前 全面 高质量 高标准 最终 正式 成功 并通过验收 并验收 扎实 有效 切实 统一 一次性 100% 百分之百 经努力 经整改 经核查 经核实 经自查`,
	Self:     `我部门 我部 我科室 我科 我室 我们 我处 我局 我单位 我中心 我办 我 本部门 本部 本科室 本科 本单位 本中心 本处 本人 本办 咱们`,
	This:     `该项 此项 本项 该事项 此事项 本事项 这项 该 此 本 这个 那个 此事 相关 有关 上述该项`,
	Thing:    `未解决的问题 未解决问题 存在的问题 存在问题 发现的问题 要求的 所要求的 工作 任务 事项 内容 目标任务 升级 功能 上线 建设 改造 项目 各环节 事宜 问题 业务 服务 机制 项`,
	When:     `目前 现 现在 截至目前 截止目前 至今 截至 截止 迄今 今天 今日 当天 本月 本周 上午 下午 当前 期间 最近 之前已 现将 现就`,
	Lately:   `昨天 昨日 前天 上周 上月 上个月 日前 近日 前不久`,
	Onward:   `巩固 坚持 保持 持续 长期 继续 常态化 加强`,
	Prep:     `于 在 的 地 得 之 把 对 也 亦 并 并且 与此同时 且 已予 上 里 中的 所 这 就此 为 向 来 去 给`,
	Before:   `前 之前 以前 底前 前后 内 以内 之内`,
	To:       `至 到 止`,
	Until:    `最迟 最晚 不超过 最多 不得迟于 至迟 不迟于`,
	Ask:      `请 请予 请予以 申请 请求 恳请 敬请 请您 请贵部 建议 特 特此 特申请 现申请 希望 盼 望 恳求 提请 麻烦 烦请 需申请 只能 请将 请对`,
	Scheme:   `安排 布置 部署 目标 要求`,
	Intent:   `计划`,
	First:    `先 暂 暂时 暂且`,
	Firm:     `还是 坚决 直接`,
	Courtesy: `谢谢 感谢 多谢 辛苦了 辛苦 您好 你好 领导好 主任好 各位领导 各位领导好 各位同事 各位同事好 上午好 下午好 早上好 晚上好 各位 各位好 大家 大家辛苦了 大家好 打扰了 此致 敬礼 祝好 特此报告 特此回复 特此函复 特此说明 专此报告 请查收 请审核 请审阅 请审定 请审批 请查阅 请批示 请指示 请知悉 请阅示 请领导放心 请放心 请归档 请核查 请验收 请复核
		请审核销号 妥否请批示 当否请批示 妥否 当否 此复 如无不妥 如有不妥 请指正 报告如下 汇报如下 情况如下 回复如下 如下 敬请审核 敬请查收 请领导审核 请领导审阅 请领导审定 待审核 待领导审核 待审定 按程序办 按程序办理 按程序 按规定办 照此办理 下不为例 不得再延 领导 主任 贵部 支持 理解 反馈如下 答复如下 督办员 同志`,
	Attached: `见附件 详见附件 佐证见附件 材料见附件 佐证材料见附件 详见附表 附件 附后 材料附后 佐证材料 佐证 证明材料 相关材料 材料 资料 详见 另附 随信附上 随附 附上 附表 照片 后补 稍后补 另报`,
	Report:   `前报 此前报 之前报 上次报 昨天报 误将 上次 上一次 前次 此前 刚才 原报 原 所报 报的 登记 邮件 来信 来函 信件 您的邮件 通知 督办通知 督办单 信 前信 前一封`,
	Basis:    `根据 按照 依据 依照 遵照通知 经 围绕 结合`,
	Because:  `因 因为 由于 鉴于 原因 理由`,
	Same:     `同上 同前 同样 同`,
	Sample:   `采取措施 成效 措施 主要措施 取得成效 采取的措施 示例 样例 例如 比如 格式 提示 按提示`,
	Yes:      `是 是的`,
	Nothing:  `否 暂无 空 空白`,
	And:      `和 与 及 以及 跟 &`,
	Ordinal:  `第`,
	Mark:     `序号为 序号是 序号 编号为 编号 督办事项 督办任务 督办 实施清单 清单 关于 针对 № #`,
	Plain: `经费 经办 经验 经济 经营 未来 未成年 未登记 不动产 不断 不仅 不但 无遗留问题 没有遗留问题 无遗留 未发现问题 未发现 未超时限 未再发生 没有新增 不存在 不见面 不得再 不折不扣 不少 毫不 不定期 不良 不满 无障碍 无纸化 无差错 准确 准时 标准 水准 进行 行动 行政 行为 行业 银行 执行力 运行 举行 试行 推行 现行
		可靠 可以理解 可以支持 可行 许可 认可度 可视 可视化 退休 退役 退还 转变 转型 转化 转换 转移 好转 运转 流转 转发 转达 转登记 转移登记 应用 应急 对应 响应 适应 供应 要点 重要 主要 需求 余额 业余 余户 多余 等级 等工作 各项等 同等 平等 计划内 计划已 计划生育 将来 发展 拟定 拟订 拟制 研究制定 正式员工 正常 正确 改正 修正 中心 其中包括 中介 集中 中层
		正在归档 正在整理归档 剩余价值 延续 延伸 算法 计算 预算 决算 结算 核算 应收 原则性 近期 附近 大约 误差 失误 项目组 如何做 诸如 如图 如实 才干 人才 即时 随即 及时性 就业 成就 就地 背后 后台 后续 后期 今后 以后续 再次 再生 视频 重视 巡视 视察 高度重视 尚未出现 仍然保持 收到群众 收到投诉 收到实效 处处 差错 差异 误区 前台 事前 空间 公开 但凡 吧台 关系 关键 唯一 还原 生还 还款`,
}

type entry struct {
	word  string
	sense Sense
}

// lexicon holds the vocabulary by how its words begin, the longest word first.
var lexicon = sync.OnceValue(func() map[string][]entry {
	byFirst, seen := map[string][]entry{}, map[string]bool{}
	for sense := None + 1; sense < Senses; sense++ {
		for _, w := range wordsOf(sense) {
			if seen[w] {
				continue
			}
			seen[w] = true
			w = strings.ReplaceAll(w, "_", " ")
			byFirst[beginning(w)] = append(byFirst[beginning(w)], entry{w, sense})
		}
	}
	for _, list := range byFirst {
		sort.SliceStable(list, func(i, j int) bool { return len(list[i].word) > len(list[j].word) })
	}
	return byFirst
})

// beginning is a text's first character, or first word in English.
func beginning(s string) string {
	n := 0
	for n < len(s) && IsLetter(s[n]) {
		n++
	}
	if n == 0 {
		_, n = utf8.DecodeRuneInString(s)
	}
	return s[:n]
}

func wordsOf(sense Sense) []string {
	return strings.Fields(vocabulary[sense] + " " + english[sense])
}

// LeadingWord returns the sense of the longest known word that a folded text begins
// with, and its length in bytes; 0 where no known word begins it.
func LeadingWord(s string) (Sense, int) {
	for _, e := range lexicon()[beginning(s)] {
		if strings.HasPrefix(s, e.word) && wholeWord(e.word, s[len(e.word):]) {
			return e.sense, len(e.word)
		}
	}
	return None, 0
}

// wholeWord: a Latin word ends where its letters do.
func wholeWord(word, rest string) bool {
	return !IsLetter(word[len(word)-1]) || rest == "" || !IsLetter(rest[0])
}

// IsLetter reports a letter of a folded English word.
func IsLetter(c byte) bool { return 'a' <= c && c <= 'z' }
