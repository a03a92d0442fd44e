package answer

import (
	"duban/checklist"
	"duban/internal/zh"
)

// sense is what one clause says about an item.
type sense string

const (
	senseNone     sense = ""
	senseDone     sense = "办结"
	senseNot      sense = "未办结"
	sensePartial  sense = "部分办结"
	senseDoubtful sense = "疑似办结" // 基本完成, 应该完成了吧: asked back
	senseFuture   sense = "计划办结"
	senseOngoing  sense = "正在办理"
	senseAck      sense = "收到"
	senseExtend   sense = "申请延期"
	senseTransfer sense = "转交"
	senseWithdraw sense = "撤回"
	senseHelp     sense = "求助"
	senseDisown   sense = "不属本部门"
	senseAccept   sense = "同意"
	senseCaveat   sense = "附条件同意"
	senseReturn   sense = "退回"
	senseGrant    sense = "同意延期"
	senseRefuse   sense = "不同意延期"
)

// phraseFamily is one way to say something, with the sense it gives a clause.
type phraseFamily struct {
	name  string
	sense sense
	judge bool        // only a judge's words have this sense
	words *zh.Pattern // on the folded clause
	not   *zh.Pattern // what takes the sense away again; may be nil
}

// opener is what may stand before a verb without changing whose verb it is. A
// clause of openers and a verb speaks of the whole item.
const opener = `(?:我部门?|我科室?|我室|我们|我处|我局|我单位|我中心|我|本部门|本科室?|本单位|该事项|此事项|本事项|该项|此项|本项|此事|事项|工作|任务|` +
	`均|都|全部|全|一律|各项|所有|已经|已将|已|业已|现已|现|目前|截至目前|截止目前|至今|今[天日]|昨[天日]|前[天日]|上周|本周|日前|近日|刚刚|刚|于|在|按时|按期|如期|按要求|提前|顺利|圆满|最终|正式|` +
	`(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}[./]\d{1,2}|是|也|就|并|且| )`

const asks = `(?:特|现|拟|需要?|须|要求?|建议|申请|请求|请予|请|恳请|希望|望|能否|可否|是否可以|想|只能|我部门?|我科室?|我们|我|本项|该项|此项|本事项|该事项|此事|为此|故|因此|特此|再| )`

const party = `(?P<to>[^\s,.;:。移变化型换让达发正业载向身][\p{Han}a-z0-9]{0,15}?(?:部门?|科室?|室|中心|处|局|办公室|办|组|股|队|站|所|窗口|大厅|同志|主任|科长|部长|处长|局长|负责人|委员会|支部|公司|银行|法院))`

const handles = `(?:来)?(?:负责)?(?:办理|处理|负责|承办|牵头|落实|跟进|办)*$`

// families are tried in this order; the first that fits gives the clause its
// sense. Completion is read by readCompletion, between the requests and the rest,
// and looks for negation, future and part before it believes in anything done.
var requests = []phraseFamily{
	{name: "求助", sense: senseHelp, words: zh.NewPattern(`^(?:帮助|help|使用说明|使用帮助|(?:请问)?(?:该)?(?:怎么|如何|怎样)(?:回复|填写|填报|答复)|\?+)\?*$`)},
	{name: "撤回", sense: senseWithdraw, words: zh.NewPattern(`^(?:申请|请|请求|我要|要求|现)?(?:撤回(?:[^\d]{0,8}(?:回复|登记|邮件|答复|申请|办结|信))?$|撤销(?:(?:上次|上一次|前次|此前|刚才|原)?的?(?:回复|答复|邮件))?$)`)},
	{name: "不同意延期", sense: senseRefuse, judge: true, words: zh.NewPattern(`(?:不同意|不予|不准|不批准|不得|不能|不可|不宜|不)[^,]{0,6}(?:延期|延长|推迟)|(?:延期|延长|推迟).{0,8}(?:不同意|不予批准|不批准|不批|不准|不行|驳回|不予)|驳回.{0,4}延期`)},
	{name: "同意延期", sense: senseGrant, judge: true, words: zh.NewPattern(`(?:同意|准予|批准|准许|可以|可|允许).{0,12}(?:延期|延长|推迟|延至|延到)|延期.{0,10}(?:同意|批准|可以)`), not: zh.NewPattern(`(?:原则|暂|基本)`)},
	{name: "退回", sense: senseReturn, judge: true, words: zh.NewPattern(`不同意|退回|驳回|打回|不通过|不予通过|未通过|重新办理|重新整改|重办|重报|返工|不予销号|不能销号|暂不销号|不认可|不合格|不符合|不达标|不准$|^(?:` + opener + `|请)*(?:不行|不可|重做|补报|补正|(?:重新|再)(?:做|报|填报?|上报|提交)$|补充.{0,6}(?:材料|佐证|资料|证明|记录|附件|完善))`), not: zh.NewPattern(`(?:不|无需|不用|不必|别|勿|没有|并非|不是)(?:要|再|予|应|应该|该|能|可|宜)?(?:退回|驳回|打回|不同意)|是否|\?`)},
	{name: "附条件同意", sense: senseCaveat, judge: true, words: zh.NewPattern(`(?:原则上?|基本|有条件|拟|暂时?)(?:上)?同意|同意(?:吗|么|与否)|是否同意|(?:不是|并非|没有)不同意|^(?:` + opener + `)*(?:没有?|无)(?:不同)?意见|(?:同意|通过|销号).*(?:\?|但|不过|除非|前提|条件是|否则|否$|后销号|后办结)`)},
	{name: "同意", sense: senseAccept, judge: true, words: zh.NewPattern(`^(?:` + opener + `|本人|一并|也|亦|经审核|经审|审核|审|阅|予以|准予|可以|可|以上|上述|所列)*(?:同意|批准|通过|审核通过|认可|合格|销号|准予销号)`), not: zh.NewPattern(`(?:同意|批准|认可|合格|通过|销号)(?:后|前|之后|之前|的|了?吗|了?么|没有?|一半|大?部分|多数|标准|条件|流程|材料|情况|率|证)|通过[^,审]|什么|怎么|为何|\?`)},
	{name: "同意", sense: senseAccept, judge: true, words: zh.NewPattern(`^(?:` + opener + `)*(?:可以|可|行|准|ok|准予)$`)},
	{name: "申请延期", sense: senseExtend, words: zh.NewPattern(`^` + asks + `*(?:延期(?:$|[^缴费交付贷还房的])|展期|延至|延到|宽限|延长(?:办理|完成)?(?:时限|期限|至|到)|(?:推迟|顺延|延后)(?:$|至|到|完成|办|上报|提交|报|[\d一二两三四五六七八九十]))`), not: noExtension},
	{name: "申请延期", sense: senseExtend, words: zh.NewPattern(`(?:申请|请求|恳请|请予|需要?|拟|要求|希望|建议).{0,16}(?:延期|延长|推迟|展期|顺延|延后|宽限|延至|延到)|(?:延期|推迟|顺延|延长|展期|延后|宽限|延)(?:至|到).{0,6}(?:\d|月|周|底|[一二三四五六七八九十])|(?:时限|时间|期限|日期)(?:申请|请|拟|需)?(?:调整|修改|变更|改|推)(?:至|到|为)`), not: noExtension},
	{name: "办结", sense: senseDone, words: zh.NewPattern(`^(?:(?:is|are|was|were|has been|have been|now|already|fully|all) )*(?:done|completed?|finished)$`)},
	{name: "转交", sense: senseTransfer, words: zh.NewPattern(`^(?:` + opener + `|` + asks + `|应|可|将(?:此项|该项|本项)?)*(?:转交|转办|移交|转给|转由|转至|转到|移送|交由|改由|调整为|变更为|转)(?:给|至|到|由)?` + party + handles)},
	{name: "转交", sense: senseTransfer, words: zh.NewPattern(`^(?:此项|该项|本项|此事|本事项|该事项|此事项)?(?:工作)?(?:应该?|建议|请|改|宜)由` + party + `(?:来)?(?:负责|办理|牵头|承办|处理|落实)+$`)},
	{name: "转交", sense: senseTransfer, words: zh.NewPattern(`^(?:此项|该项|本项|此事|本事项|该事项|此事项)?(?:工作)?(?:应|应该|请|建议|申请)(?:为|属|归|改派给?|改为)` + party + `(?:来)?(?:职责|职能|负责|办理|牵头|承办|处理|落实)*$`)},
	{name: "转交", sense: senseTransfer, words: zh.NewPattern(`^(?:` + opener + `)*(?:已|拟)?移交(?:了|出去)?$`)},
	{name: "转交", sense: senseTransfer, words: zh.NewPattern(`^(?:` + asks + `|已)*(?:转交|转办|转给)(?:给|至|到|由)?(?P<to>[\p{Han}]{0,8}?)` + handles), not: zh.NewPattern(`材料|档案|资料|文件|线索|案件|群众`)},
}

var noExtension = zh.NewPattern(`^不?同意|(?:不|无需|不用|不必|未|没有?|不需要?|无须|不再|不会|不想|无)(?:再|申请|要|需要?)*(?:延期|延长|推迟|展期|顺延|延后)|已获?批准|经批准`)

// remarks are looked for where a clause says nothing of completion.
var remarks = []phraseFamily{
	{name: "未办结", sense: senseNot, words: zh.NewPattern(`完不成|办不完|做不完|办不了|做不了|做不到|没法办|无法办理|还没有?$|没有$|还没(?:弄|做|办|开始|动)|没(?:弄|做|办)|尚未|还未|暂未|未(?:开始|启动|开展|办理|落实|整改|报送|验收|通过|达标|上线|到位|提交|上报|解决|闭环)|没开始|^(?:目前|现在?)?(?:只剩|就剩|仅剩|还剩|只差|就差|仅差|还差|尚差|尚余)|^[×✗✘]$|\b(?:not|never|cannot|isn't|hasn't|haven't|won't|unfinished|incomplete)\b`)},
	{name: "疑似办结", sense: senseDoubtful, words: zh.NewPattern(`^(?:` + opener + `)*(?:基本)?(?:办了|办|处理|整改|落实|解决|整改了|报送|上报|提交|反馈|到位|销号|妥了?|结束|done|completed|finished)了?$`), not: zh.NewPattern(`^(?:[^已了a-z]*|.*未.*)$`)},
	{name: "不属本部门", sense: senseDisown, words: zh.NewPattern(`^(?:` + opener + `|与)*(?:不属于?|非|不是|不归|不在)(?:我|本)?(?:部门?|科室?|处|中心|单位|局)?.{0,4}(?:职责|职能|业务|范围|管辖|负责)|^(?:` + opener + `)*(?:无此项|没有此项|不涉及)(?:工作|任务|事项|内容|我部门?|我科室?|本部门|我单位|我中心)*$|与我(?:部|科|处|单位|中心|们).{0,3}无关`)},
	{name: "部分办结", sense: sensePartial, words: zh.NewPattern(`^(?:` + opener + `|进度|进展|约|大约|达到?|为|过|超过)*(?:\d{1,2}(?:\.\d+)?%|一半|过半|大半)`)},
	{name: "部分办结", sense: sensePartial, words: zh.NewPattern(`^除了?[^此].{0,24}?(?:以外|之外|外)$`)},
	{name: "计划办结", sense: senseFuture, words: zh.NewPattern(`^(?:预计|计划|拟|力争|争取|打算|准备)|(?:下周|下个?月|明天|后天).{0,3}(?:弄|做|办|交|报)`)},
	{name: "正在办理", sense: senseOngoing, words: zh.NewPattern(`正在|进行中|推进中|办理中|处理中|落实中|整改中|^(?:` + opener + `)*(?:持续|继续|推进|仍在|还在|尚在|在办)|尚需|仍需|还需|还要|有待|待办$|^(?:下一步|下步|接下来)|^(?:尚|仍|还)?待(?:验收|实施|上线|培训|安装|联调|采购|招标|系统)`)},
	{name: "收到", sense: senseAck, words: zh.NewPattern(`^(?:` + opener + `|您好|你好|好的?|邮件|来信|来函|通知|信件|您的邮件|督办单?|督办通知)*(?:收到|收悉|知悉|签收|已阅|阅悉|阅|遵照(?:执行|办理|落实)?|知道|明白|知晓|获悉|好的?|ok|嗯|遵办|照办)(?:了|的|您的|你的|通知|邮件|来信|来函|督办(?:通知|单|件)?)*$`)},
}

// verbOf is the verb that a sense stands for where nothing contradicts it.
var verbOf = map[sense]checklist.Verb{
	senseDone: checklist.VerbDone, senseAck: checklist.VerbAcknowledge, senseExtend: checklist.VerbExtend, senseTransfer: checklist.VerbTransfer,
	senseWithdraw: checklist.VerbWithdraw, senseHelp: checklist.VerbHelp, senseAccept: checklist.VerbAccept, senseReturn: checklist.VerbReturn,
	senseGrant: checklist.VerbGrant, senseRefuse: checklist.VerbRefuse,
}

// startsVerb reports whether a text begins with words that may be a verb: the
// sign that the number before it is an item's.
var startsVerb = zh.NewPattern(`^ *(?:` + opener + `|[两二三四五六七八九]项|特|再|基本上?|部分|大部分|初步|申请|请|需要?|拟|暂|仍|还)*` +
	`(?:完成|办结|完毕|办完|做完|完结|办妥|结案|搞定|弄好|办好|做好|销号|未|没|还没|尚|无法|不能|难以|正在|进行中|推进中|办理中|在办|延期|延至|延到|展期|推迟|顺延|宽限|` +
	`下周|下个?月|本周|本月|明[天日]|月底|收到|收悉|知悉|签收|撤回|撤销|退回|驳回|打回|不?同意|不予|不准|批准|不?通过|不合格|不认可|合格|认可|转交|转办|移交|转给|转由|交由|转[^移变化型换让]|预计|计划|争取|力争|将于|将在|将|同(?:上|前|样|$|[,;。 ]|第?\d)|(?:也|亦)?(?:不?可以?|不行|行|准|ok|no|再议|待议|另议|暂缓|缺[^,;。!]{1,12}) *(?:$|[,;。!、 ])|(?:is|are|has|have|was|were|will|not|in progress|done|completed?|finished|pending|approved?|reject(?:ed)?)\b|帮助|大致|差不多|应该|应由|整改(?:完|到位)|办理(?:完|结)|处理(?:完|结)|落实到位|√|✓|✔|×|✗|✘)`)
