package words

// The heads of tables; | parts the columns.
var (
	OfficesHead = Text{"编号|机构|在办|逾期|待审|已结|待归档来信|待发信", "no.|office|open|overdue|to judge|closed|mail to file|letters waiting"}
	ReportHead  = Text{"名次|部门|牵头|到期|按时|按时率|按原定时限|逾期|延期|退回", "rank|department|leads|due|in time|share|by original day|overdue|extended|returned"}
)
