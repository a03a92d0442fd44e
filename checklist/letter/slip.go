package letter

import (
	"fmt"

	"duban/internal/msg"
)

// SlipColour (三色督办) is how serious a notice is.
type SlipColour string

const (
	SlipBlue   SlipColour = "蓝色" // near
	SlipYellow SlipColour = "黄色" // overdue, or returned
	SlipRed    SlipColour = "红色" // long overdue, or returned twice
)

var slipNames = map[SlipColour]msg.Message{SlipBlue: msg.New("blue"), SlipYellow: msg.New("yellow"), SlipRed: msg.New("red")}

// Message is the colour's name.
func (c SlipColour) Message() msg.Message { return slipNames[c] }

// Slip (督办单) makes a reminder a notice with a colour and a number, counted
// within its checklist and never used twice.
type Slip struct {
	Colour SlipColour `json:"colour"`
	Year   int        `json:"year"`
	No     int        `json:"no"` // given when it is stored
}

// String is what stands over the letter: 督办单〔2026〕第3号（黄色）.
func (s Slip) String() string {
	return fmt.Sprintf("督办单〔%d〕第%d号（%s）", s.Year, s.No, s.Colour)
}

// SlipFor is the colour of one assignment: workdays overdue, of which redAfter are long, how
// often it was returned, and how it stands; "" where it is none of these.
func SlipFor(late, redAfter, returns int, colour Colour) SlipColour {
	if late > 0 && late >= redAfter || returns > 1 {
		return SlipRed
	}
	if late > 0 || returns > 0 {
		return SlipYellow
	}
	if colour == Amber {
		return SlipBlue
	}
	return ""
}

// Graver returns the graver of two colours.
func (c SlipColour) Graver(other SlipColour) SlipColour {
	rank := map[SlipColour]int{SlipBlue: 1, SlipYellow: 2, SlipRed: 3}
	if rank[other] > rank[c] {
		return other
	}
	return c
}
