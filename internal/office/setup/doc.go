// Package setup makes a new office of answers: a configuration, a directory to be filled in,
// and the first list in its books.
//
// It asks nothing and prints nothing: whoever asks has the answers, in whatever order they
// come (cmd/duban). It never touches an office that is there.
//
// Promises: what was answered is remembered beside the configuration to be, without the
// password, until all is done; the configuration is written last and whole, so a folder
// either has an office or none.
//
// Begin with Begin.
package setup
