package words

// codedDigest are what the digest tells in sentences: who gets it instead of the director,
// whom no letter reaches, and whose mail is not proven.
var codedDigest = map[string]Text{
	"a digest to the clerk instead":         {"%s，专报送不到本人，改送督办员，请设法转呈。%s", "%s: the digest cannot reach its reader and goes to the clerk instead; please pass it on. %s"},
	"a digest to who stands in":             {"%s外出至%s，由您代办，专报同时送您。%s", "%s is away until %s and you stand in, so the digest goes to you, too. %s"},
	"a mail never confirmed":                {"%s以%s名义发来的信（%s）：%s", "mail of %s in the name of %s (%s): %s"},
	"an automatic reply":                    {"%s自动回复（%s）：%s", "%s, automatic reply (%s): %s"},
	"away from to by an automatic reply":    {"%s%s至%s外出，自动回复（%s）：%s", "%s, away from %s to %s, automatic reply (%s): %s"},
	"away until by an automatic reply":      {"%s外出至%s，自动回复（%s）：%s", "%s, away until %s, automatic reply (%s): %s"},
	"mails lately with a sender not proven": {"近%d日登记的来信，发件人未核验：%d封。督办员按 duban config check 的提示配置后即可核验，不再另发确认信", "mails filed in the last %d days whose sender is not proven: %d. Once the clerk has configured what duban config check says they are proven, and no confirmations are asked for"},
	"nobody reads for a party":              {"“%s”不在通讯录中，%s无人收信", "“%s” is not in the directory, nobody gets letters about %s"},
	"only the director decides":             {"您可以回复批示、督促；同意、退回、延期只能由主任本人审定，您的回复不作审定。", "You can instruct and urge by a reply; only the director can approve, return or extend, and a reply of yours decides nothing."},
	"only the director or a judge decides":  {"您可以回复批示、督促；同意、退回、延期只能由主任本人或审核人（%s）审定，您的回复不作审定。", "You can instruct and urge by a reply; only the director or a judge (%s) can approve, return or extend, and a reply of yours decides nothing."},
	"you may judge":                         {"您是审核人，可以直接回复审核。", "You may judge: simply reply."},
}
