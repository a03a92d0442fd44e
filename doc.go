// Package duban carries the files that are shipped with the program: config.toml, which is
// also the manual of its keys, and the example list of 40 items. It knows no other package.
package duban
