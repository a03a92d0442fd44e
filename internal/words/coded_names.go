package words

// codedNames name kinds, states and other things of which there is a list.
var codedNames = map[string]Text{
	// how a report came that the clerk recorded
	"report by phone":  {"电话报告", "report by phone"},
	"report on paper":  {"纸质报告", "report on paper"},
	"report in person": {"当面报告", "report in person"},
}
