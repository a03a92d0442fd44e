// Package officetest makes offices for tests: the shipped configuration, and the example
// list of 40 items imported. It is no part of the program.
//
// Read New first, then WithList.
package officetest
