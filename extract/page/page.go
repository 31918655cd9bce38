// Package page makes text and tables of what is printed on pages: glyphs with
// their places and the rules drawn between them. It is shared by the readers of
// fixed layouts, which know where each character stands and nothing else.
package page

import (
	"math"

	"gongkai"
)

// A Page is what one page shows. Coordinates are points, x to the right and y
// down from the upper left corner, as the page is held for reading.
type Page struct {
	Width, Height float64
	Glyphs        []Glyph // in the order in which they were drawn
	Rules         []Rule
	Shapes        []Box // filled outlines as large as characters: text drawn as pictures
}

// A Glyph is a character, or a ligature's few, in its box.
type Glyph struct {
	Text string
	Box
	Size float64 // font size, in points
	Dir  Dir     // where the next glyph of its text stands

	struck bool // a line runs through it: it takes its place but says nothing
	order  int  // in which it was drawn
}

// Unknown is the text of a glyph whose character the file doesn't tell. It stays
// in the text, so that no number with a hole in it is read as another number.
const Unknown = "\uFFFD"

// Dir is the direction of writing. Down is that of text turned clockwise and of
// vertical writing, whose lines follow one another from right to left; the lines
// of text turned the other way, Up, from left to right.
type Dir uint8

// The directions.
const (
	Right Dir = iota
	Down
	Left
	Up
)

// A Rule is a straight stroke, or a bar filled as thin as one. Those that are
// neither horizontal nor vertical are no rules of a table and are passed over.
type Rule struct{ X0, Y0, X1, Y1 float64 }

// A Box is a rectangle; X0 <= X1 and Y0 <= Y1.
type Box struct{ X0, Y0, X1, Y1 float64 }

// on returns the box as a place on a page, counted from 0.
func (b Box) on(page int) *gongkai.Place {
	return &gongkai.Place{Page: page + 1, X0: b.X0, Y0: b.Y0, X1: b.X1, Y1: b.Y1}
}

func (b Box) midX() float64   { return (b.X0 + b.X1) / 2 }
func (b Box) midY() float64   { return (b.Y0 + b.Y1) / 2 }
func (b Box) width() float64  { return b.X1 - b.X0 }
func (b Box) height() float64 { return b.Y1 - b.Y0 }

func (b Box) union(o Box) Box {
	return Box{min(b.X0, o.X0), min(b.Y0, o.Y0), max(b.X1, o.X1), max(b.Y1, o.Y1)}
}

// Place returns the box of a glyph of a size and advance whose text runs in a
// direction from an origin on the baseline. Boxes are as high as the size: what
// fonts say of their ascent is too often wrong.
func Place(x, y, advance, size float64, d Dir) Box {
	const ascent = 0.86 // of a CJK font's square, the part above the baseline
	up, down := ascent*size, (1-ascent)*size
	switch d {
	case Down:
		return Box{x - down, y, x + up, y + advance}
	case Left:
		return Box{x - advance, y - down, x, y + up}
	case Up:
		return Box{x - up, y - advance, x + down, y}
	}
	return Box{x, y - up, x + advance, y + down}
}

// Direction returns the direction of a vector, y down.
func Direction(dx, dy float64) Dir {
	switch {
	case math.Abs(dx) >= math.Abs(dy) && dx >= 0:
		return Right
	case math.Abs(dx) >= math.Abs(dy):
		return Left
	case dy > 0:
		return Down
	}
	return Up
}

// Slanted reports whether a vector lies between the directions: text along it is a
// watermark, or a note that somebody stamped, and belongs to no line or cell. Pages
// that a scanner took a little askew are none.
func Slanted(dx, dy float64) bool {
	const askew = 0.16 // a tenth of a right angle
	dx, dy = math.Abs(dx), math.Abs(dy)
	return min(dx, dy) > askew*max(dx, dy)
}
