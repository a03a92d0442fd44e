// Package postoffice is the mail servers of the outside world, for the demo, tests and
// benchmarks: it takes duban's letters over real SMTP, and brings answers over real LMTP.
//
// It listens on loopback only, keeps letters in memory, and knows no package of ours.
//
// Read Open first, then Deliver.
package postoffice
