package scan

import (
	"context"
	"image"
)

// An Engine recognises text in pictures.
type Engine interface {
	// Recognise returns the words of each picture, from left to right.
	Recognise(ctx context.Context, how Manner, pictures []*image.Gray) ([][]Word, error)
}

// Manner says what pictures hold.
type Manner uint8

// The manners of reading.
const (
	Line        Manner = iota // one line of text
	Block                     // text of which nothing is known
	Digits                    // one number, with nothing but digits and dashes
	DigitsAgain               // the same, by what was trained on other data
)

// A Word is a piece of a line as recognised.
type Word struct {
	Text       string
	Confidence float64 // 0 to 1
}
