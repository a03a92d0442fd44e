// Package configtest brings the examples of the shipped configuration into force, for
// tests. It is no part of the program.
package configtest
