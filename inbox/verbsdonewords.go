package inbox

import (
	"strings"

	"duban/checklist"
)

var (
	doneWord = checklist.NewPattern(`完成|办结|完毕|办完|做完|弄完|搞完|干完|完结|办妥|完工|竣工|结案|结项|落实到位|整改到位|搞定|[弄办做搞]好(?:了|$)|√|✓|✔|(?:申请|请予?|请求|建议)(?:予以)?(?:销号|办结)`)

	// soundsDone are words that often stand for 已完成 and sometimes do not.
	soundsDone = checklist.NewPattern(`^(?:落实到位|整改到位|搞定|[弄办做搞]好了?|√|✓|✔)$`)

	// nounAfter makes a noun or an attribute of the word: 完成时限, 完成的工作, 完成后.
	nounAfter = checklist.NewPattern(`^(?:依据|压力|有压力|条件|难度|难点|效果|之日|再|即|才|情况|要求(?:$|[^的])|时限|时间|期限|率|度|后|前|之后|之前|以后|以前|日期|标准|质量|进度|进展|的(?:$|[^话])|人|单位|方式|形式|验收标准)`)

	// falseNegation are words that contain 未, 没 or 不 and deny nothing.
	falseNegation = strings.NewReplacer("未来", "〇〇", "未成年", "〇〇〇", "未登记", "〇〇〇", "不动产", "〇〇〇", "没收", "〇〇", "没问题", "〇〇〇", "没有问题", "〇〇〇〇", "不断", "〇〇", "不仅", "〇〇")

	deniedBefore = checklist.NewPattern(`(?:未|没有?|不具备|不满足|缺乏|不够|[尚仍还亟正有]待|本应|原应|无法|不能|难以|难于|距离?|不会|不可能|没能|没法|不足以|来不及|不可|无力|不是|并非|不算|不曾|暂不|不得|[还就只尚仅]差|差一?点)[^已]{0,40}$|(?:不|非|无|离)(?:再|予|曾)?(?:办理|整改|处理|落实)?$`)
	deniedAfter  = checklist.NewPattern(`^(?:不[^动断仅]|得?不[了成好]|得?不(?:理想|到位|全|彻底)|尚|还需|还要|还差|有困难|有难度|难|存在|不到|未|无法|没有$)`)

	doubtBefore = checklist.NewPattern(`基本|大体|大致|初步|阶段性|差不多|几乎|接近|近乎|原则上|理论上|算是|应该|应当已|应已|按理|照理|理应|视为|视同|算作|认为|自认|名义|形式上|表面|可能|大概|好像|似乎|估计|也许|或许|据说|听说|据.{0,16}(?:反映|称|说|告知|介绍|汇报)|[部科室处局司位方人们]称|(?:说|反映|认为|声称)(?:均|都|已|已经|是)*$|安排|指导|是否|能否|可否|何时|几时|什么时候|显示|有没有|除.{1,20}外|阶段|前期|初稿`)
	doubtAfter  = checklist.NewPattern(`^(?:了|得)?(?:吧|吗|么|没有?|与否|的话|差不多|大概|什么|哪|多少|几[个项件]|怎|七七八八|八九不离十)|^(?:系|是|为|属)?(?:误|笔误|错)|\?$`)

	// stepAfter is a step on the way to an item's completion, perhaps not the item.
	stepAfter = checklist.NewPattern(`^(?:了|对|有关|相关)?.{0,18}?(?:方案|计划书|调研|摸底|前期|准备|初验|初审|预审|招标|招投标|采购|立项|起草|草案|初稿|讨论稿|征求意见|动员|部署|编制|制定|论证|可研|设计|选址|报批|送审|签订)(?:工作|阶段|程序|手续|任务)?$`)

	partBefore = checklist.NewPattern(`大部分|部分|部份|一半|多数|陆续|逐步|逐项|分批|分期|大半|过半|\d%(?:均|都|已经?|的.{0,8})*$|[只仅](?:办理|整改|处理|落实)?$|十之八九|百分之|[一二三四五六七八九]成$|三分之|主体`)
	partAfter  = checklist.NewPattern(`^(?:了|率|度|进度|比例|量)*(?:约|近|大约|超过?|达到?|过|将近|到|至|为|的)*(?:\d+(?:\.\d+)?%|一半|大半|多半|过半|半数|大部分|部分|部份|百分之|[一二三四五六七八九\d]成|三分之|[一二三四五六七八九]分之|近半|小半)|^[^,]{0,10}(?:任务|工作|目标|其中|总|量|数)[^,]{0,6}的?(?:\d+(?:\.\d+)?%|一半|大半|过半|近半|半数|大部分|[一二三四五六七八九]成|[一二三四五六七八九]分之)`)
	allOfIt    = checklist.NewPattern(`100%|百分之?百`)

	// countAfter tells how many were done, not whether all were: 完成了120宗.
	countedAfter = checklist.NewPattern(`^(?:了?(?:第.{1,2}阶段|前期|初稿|初步|草稿)|(?:了|约|共)*(?:\d+|[两一二三四五六七八九十]+)(?:余|多)?(?:个|项|件|户|宗|次|份|处|人|家|台|套|期|轮|批|卷|本|起|条))`)

	futureBefore = checklist.NewPattern(`有把握|有信心|有能力|有条件|预计|预期|预定|原定|定于|应于|应在|计划|拟|将|争取|力争|确保|保证|准备|打算|即将|马上|快要?$|快$|尽快|尽早|早日|加快|加紧|全力|抓紧|继续|一定|务必|定当|必将|正在|正$|(?:节|五一|十一|国庆|春节|元旦|清明|端午|中秋|假期|汛期|年|会|验收|审批|批复|到位|上线|结束|开学)(?:以|之)?后|有望|可望|(?:能够?|可以?|会|要)(?:于|在|按时|按期|如期|全部|办理|整改|处理|落实)*$|应该?(?:于|在|当)?$|须|必须|需|下个?(?:周|月|旬|季度)|下下|明[天日年]|后天|^待|有待|等待|^等|若|如果|假如|一旦|要求|^请|请(?:于|在|尽快|抓紧|务必|按)|敬请|恳请|希望|目标|限期|限于|督促|催促|敦促|推动|通知|责成|提醒|交办|布置|才能?$|必$|坚决$|努力$`)

	// notYet stands before a request that is still to be made: 验收后申请销号.
	notYet = checklist.NewPattern(`后$|后再$|再$|时$|[^不]暂$|暂缓$`)

	// takenBack says in a clause of its own that what was said before was wrong.
	takenBack = checklist.NewPattern(`误报|误写|误填|误登|误发|写错|填错|弄错|搞错|报错|发错|说错|笔误|作废|^误$|^(?:更正|更改|改)为?(?:[未没:]|$)|^.{0,8}(?:有误|不实|不准确|不对)$`)

	// anExample begins words that are quoted, asked for or shown as a form.
	anExample = checklist.NewPattern(`示例|例如|^例$|比如|譬如|格式|模板|样例|样式|提示|请回复|应回复|要求回复|请答复|请填|怎么|如何`)

	// leftOver tells of something that is still wanting, in a clause after 已完成;
	// nothingLeft only sounds like it.
	leftOver = checklist.NewPattern(`^(?:但|不过|目前|现|只是|其中|就)*(?:[只就仅还尚仍](?:差|剩|缺|欠|需|须|待|没|未|要|余|有)|[差缺欠剩])|^(?:但|不过|目前|现|还|尚|仍)*(?:有|存在).{0,10}(?:遗留|未|没|待|剩|正在|问题)|` +
		`(?:未|没有?)(?:全部|完全|通过|验收|达标|做|办|整改|落实|解决|提交|上报|报送|交|签|盖|审|批|到位|上线|闭环|过$)|遗留`)
	nothingLeft = checklist.NewPattern(`^(?:目前|现)?(?:无|没有|未发现|不存在|不留|再无)|持续|长期|继续|常态|巩固|坚持|保持`)

	// stepBefore is a step on the way where it is all that is done: 方案已完成.
	stepBefore = checklist.NewPattern(`(?:方案|调研|摸底|招标|招投标|采购|立项|草案|征求意见|论证|可研|设计|选址|报批|送审|合同|签订|初验|第[一二三四五六\d]+(?:步|期|批|轮|季度)|^[一二三四]期|^[上下]半年)(?:工作|任务|程序|手续|编制|制定|起草|签订|工程)?(?:均|都|现|已|已经|全部|如期|按期|按时)*$`)

	reasonBegins = checklist.NewPattern(`^(?:因为?|由于|鉴于|考虑到|受)`)
	wholeBefore  = checklist.NewPattern(`^` + opener + `*$`)
	before       = checklist.NewPattern(`(?:之?前|以前|底|末)[^前]{0,6}$`)
	within       = checklist.NewPattern(`[周月日天]之?内`)
	asPlanned    = checklist.NewPattern(`按照?.{0,6}(?:计划|要求|预期|规定|部署)`)
	pastMark     = checklist.NewPattern(`已|业经`)
	// Who else, or what part, has done it.
	othersDid   = checklist.NewPattern(`上级|[省市区县]局|[局厅部]里|(?:兄弟|施工|中标|承建|建设|监理|设计|运维|开发)(?:单位|公司)|(?:配合|牵头|相关|有关|兄弟)(?:部门|科室|处室)|委托|交由|交给|转由|外包|对方|别人|他们|她们|人家|其他(?:部门|科室|单位)|第三方|施工方|承建方|供应商|厂家|甲方|乙方|说是|虽|部署|开会`)
	mainPart    = checklist.NewPattern(`主要|大头|核心|重点|关键|首批|前期`)
	takesBack   = checklist.NewPattern(`^了?(?:[只就仅还尚](?:差|剩|缺)|待验收|但|却|不过|然而|可是|只是|只不过|而)`)
	vagueTime   = checklist.NewPattern(`下午|今晚|晚上|傍晚|下班|[上下]半年|季度|年内|月内|周内|[节会年一]前|[^已]{0,8}(?:之|以)?前$|[初末底]$|后就?$|后$`)
	someOfIt    = checklist.NewPattern(`^了?(?:约|近)?(?:主体|主要|核心|关键|一?部分|一些|不少|好?几|多数|大头|其中|个|第[一二三四五六七八九十\d]|前[一二两三四五六七八九十\d]|\d+(?:[^年月日号\d%.]|$)|其部分)`)
	tellsOfPast = checklist.NewPattern(`已|业经|均|都|全部|全|皆|[昨今前]天|[昨今]日|上周|上月|日前|近日|刚|按时|按期|如期|顺利|圆满|提前|最终`)
	// namedWork is a work that needs no 已: 查询功能升级完成.
	namedWork    = checklist.NewPattern(`^\p{Han}{0,16}(?:升级|改造|整改|整治|建设|安装|培训|清理|清查|整理|排查|核查|上线|验收|修订|维修|修缮|搬迁|录入|归档|公示|办理|处理|落实|更新|调整|对接|工作|任务|事项)$`)
	notNamed     = checklist.NewPattern(`谁|何|怎|由|委托|交给|负责|就|再|才|能|会|可|应|须|要|力|尽量|若|如|后|[^之以]?前|拒绝|放弃|不|未|没`)
	conditional  = checklist.NewPattern(`^(?:如果?|若|倘若?|假如|要是|万一|一旦)(?:[^期实下约上]|$)`)
	ongoingAfter = checklist.NewPattern(`^中(?:$|[^心央小学医介])|^(?:在即|指日可待|在望|有望|可期|ing)`)
)
