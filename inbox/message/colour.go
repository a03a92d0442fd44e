package message

import (
	"strconv"
	"strings"

	"duban/internal/zh"
)

// Colour is a colour that somebody chose.
type Colour struct {
	R, G, B uint8
	Clear   bool // it lets all through
	Set     bool
}

// nearly is how much two colours of text and ground may differ in their channels and
// still be one to the eye.
const nearly = 20

func (c Colour) near(d Colour) bool {
	return apartBy(c.R, d.R) <= nearly && apartBy(c.G, d.G) <= nearly && apartBy(c.B, d.B) <= nearly
}

func apartBy(a, b uint8) uint8 { return max(a, b) - min(a, b) }

var (
	hexColour   = zh.NewPattern(`#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b`)
	rgbColour   = zh.NewPattern(`rgba?\(\s*([\d.]+)(%?)[\s,]+([\d.]+)%?[\s,]+([\d.]+)%?\s*(?:[,/]\s*([\d.]+)(%?)\s*)?\)`)
	lightColour = zh.NewPattern(`hsla?\([^)]*?,?\s*([\d.]+)%\s*\)`)
	colourWord  = zh.NewPattern(`(?:^|\s)([a-z]+)(?:\s|$)`)
)

// colourNames are those that people's editors write.
var colourNames = map[string]Colour{
	"white": paper, "snow": {255, 250, 250, false, true}, "ivory": {255, 255, 240, false, true}, "ghostwhite": {248, 248, 255, false, true}, "whitesmoke": {245, 245, 245, false, true},
	"floralwhite": {255, 250, 240, false, true}, "mintcream": {245, 255, 250, false, true}, "azure": {240, 255, 255, false, true}, "black": {0, 0, 0, false, true}, "window": paper,
	"red": {255, 0, 0, false, true}, "blue": {0, 0, 255, false, true}, "green": {0, 128, 0, false, true}, "gray": {128, 128, 128, false, true}, "grey": {128, 128, 128, false, true},
	"silver": {192, 192, 192, false, true}, "yellow": {255, 255, 0, false, true}, "navy": {0, 0, 128, false, true}, "windowtext": {0, 0, 0, false, true}, "transparent": {Clear: true, Set: true},
}

// readColour reads the first colour in a lower-case value; it is not set where none is.
func readColour(value string) Colour {
	if value == "" {
		return Colour{}
	}
	if m := hexColour.FindStringSubmatch(value); m != nil {
		return hexOf(m[1])
	}
	if m := rgbColour.FindStringSubmatch(value); m != nil {
		return Colour{channel(m[1], m[2]), channel(m[3], m[2]), channel(m[4], m[2]), m[5] != "" && isFaint(m[5], m[6]), true}
	}
	if m := lightColour.FindStringSubmatch(value); m != nil {
		v := channel(m[1], "%")
		return Colour{v, v, v, false, v == 0 || v == 255}
	}
	for _, m := range colourWord.FindAllStringSubmatch(value, 4) {
		if c, known := colourNames[m[1]]; known {
			return c
		}
	}
	return Colour{}
}

func hexOf(digits string) Colour {
	if len(digits) < 6 {
		var b strings.Builder
		for _, d := range digits {
			b.WriteRune(d)
			b.WriteRune(d)
		}
		digits = b.String()
	}
	n, _ := strconv.ParseUint(digits[:6], 16, 32)
	c := Colour{uint8(n >> 16), uint8(n >> 8), uint8(n), false, true}
	if len(digits) == 8 {
		alpha, _ := strconv.ParseUint(digits[6:], 16, 8)
		c.Clear = alpha < 26
	}
	return c
}

func channel(s, unit string) uint8 {
	n, _ := strconv.ParseFloat(s, 64)
	if unit == "%" {
		n = n * 255 / 100
	}
	return uint8(max(0, min(255, n)))
}

func isFaint(alpha, unit string) bool {
	n, err := strconv.ParseFloat(alpha, 64)
	if unit == "%" {
		n /= 100
	}
	return err == nil && n < 0.1
}
