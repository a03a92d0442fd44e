package daemontest

// The people of the shipped directory that stories are about.
const (
	Tech     = "技术服务部负责人"
	Intake   = "业务受理部负责人"
	Deputy   = "分管副主任"
	Director = "中心主任"
	Clerk    = "综合部负责人"
)

// Items that stories begin with.
var (
	Code   = Item{"严格落实“一码通”。", "技术服务部", "4月底"}
	Fees   = Item{"推动税费一次收缴。", "技术服务部", "5月底"}
	Window = Item{"严格落实一窗受理、并行办理。", "业务受理部会同技术服务部", "4月底"}
	May8   = Item{"推进系统对接。", "技术服务部", "5月11日"}
)
