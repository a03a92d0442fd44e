// Package robot says whether a program wrote a mail, and what its report says.
//
// It changes nothing and answers nobody: a robot's mail never becomes evidence, whatever
// else it holds (RFC 3834, section 2).
//
// The order of the questions is a law: a bounce carries our own words and an automatic
// reply copies subject and thread, so robots are known before anybody looks for a token.
//
// Read Classify first, then parseBounce (RFC 3464 and the wordings of Chinese providers).
package robot
