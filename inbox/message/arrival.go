package message

// Arrival is a raw message as a source delivered it, with its position there.
type Arrival struct {
	Raw      []byte
	Source   string // the way in: lmtp, smtp, ingest, imap/NAME/FOLDER
	Position string // what no other message of that source ever has; "" where it has no positions
	Envelope string // the envelope's sender in angle brackets, "" where there was no envelope
}
