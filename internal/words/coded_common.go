package words

// codedCommon are facts of other messages.
var codedCommon = map[string]Text{
	"no date yet": {"待定", "no date yet"},
}
