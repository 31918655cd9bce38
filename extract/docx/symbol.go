package docx

import (
	"strconv"
	"strings"
)

// symbol returns the character of a <w:sym>: a place in a font that has signs
// where others have letters. One that is not known stays in the private range in
// which Word writes it: it was printed, and is no digit.
func symbol(font, code string) rune {
	n, err := strconv.ParseUint(code, 16, 16)
	if err != nil {
		return '\uFFFD'
	}
	r := rune(n)
	if r < 0xF000 || r > 0xF0FF {
		return r
	}
	if font = strings.ToLower(font); font == "symbol" && r >= 0xF020 && r <= 0xF03F {
		return r - 0xF000 // digits and punctuation, as in ASCII but for a few
	}
	if to, ok := signs[font][r-0xF000]; ok {
		return to
	}
	return r
}

var signs = map[string]map[rune]rune{
	"wingdings": {
		0x6C: '●', 0x6E: '■', 0x6F: '□', 0x71: '❑', 0x72: '❒', 0x75: '◆', 0x76: '❖', 0xA1: '○', 0xA7: '▪', 0xA8: '□',
		0xD8: '➢', 0xE0: '→', 0xFB: '✗', 0xFC: '✓', 0xFD: '☒', 0xFE: '☑',
		0x80: '⓪', 0x81: '①', 0x82: '②', 0x83: '③', 0x84: '④', 0x85: '⑤', 0x86: '⑥', 0x87: '⑦', 0x88: '⑧', 0x89: '⑨', 0x8A: '⑩',
	},
	"wingdings 2": {0x4F: '✗', 0x50: '✓', 0x51: '☒', 0x52: '☑', 0x53: '☒', 0x54: '☒', 0xA3: '□', 0x98: '●'},
	"symbol":      {0xB4: '×', 0xB7: '•', 0xB1: '±', 0xB3: '≥', 0xA3: '≤', 0xB8: '÷', 0xB9: '≠', 0xD7: '·', 0xAE: '→'},
}
