package words

// The heads of tables; | parts the columns.
var (
	OfficesHead   = Text{"编号|机构|事项|已销号|待审核|正常|临近|逾期|来信|待发", "no.|office|items|accepted|to judge|on time|soon|overdue|mail|letters"}
	DirectoryHead = Text{"名称|姓名|邮箱|上级|职责", "name|person|mailbox|supervisor|duties"}
	ReportHead    = Text{"名次|部门|牵头|到期|按时|按时率|按原定时限|逾期|延期|退回", "rank|department|leads|due|in time|share|original|late|ext.|ret."}
)
