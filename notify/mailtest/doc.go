// Package mailtest is an SMTP server in the test's own process, which answers by a script:
// 250, 451 once, 550, a hang, a closed connection. It listens on TCP or on a pipe, and is no
// part of the program.
//
// Read Start first; Refuse makes an answer.
package mailtest
