package words

// codedCommon are facts of other messages.
var codedCommon = map[string]Text{
	"an item":            {"第%s项", "item %s"},
	"an item and others": {"第%s项等%d项", "item %s and others (%d in all)"},
	"no date yet":        {"待定", "no date yet"},
}
