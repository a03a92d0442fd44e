// Package inbox is what follows from a mail.
//
// A Processor stores each raw message first, describes it (message, robot, sender, quote),
// asks a fixed order of questions about it, each with a named reason that is stored, and
// files what it says (answer): events, evidence, and the letters that answer it, in one
// transaction. Queue is the Receiver that listeners deliver to, and processes in the
// background; Replay processes a stored message anew after a fix, and only adds.
//
// It never drops a message, never lets a robot change anything but notes, and never takes a
// token for an identity. A weak sign of a robot, a subject or a list's field, never
// outweighs the answer of somebody known to a letter of ours. A stranger's words are kept,
// not read, and what one mail can make it look up is bounded.
//
// A message is processed as of the day it was received, whenever that happens.
//
// Read Processor.File first, then intake.process: the questions in their order.
package inbox
