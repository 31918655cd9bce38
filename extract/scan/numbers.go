package scan

import (
	"context"
	"image"
	"strings"
)

// doubt is the confidence below which a reading is no witness.
const doubt = 0.5

// A witness is a way of reading a number, at the size at which it reads best.
type witness struct {
	how  Manner
	high float64 // pixels of the number in its picture
}

// The first witness reads best by far. The others may confirm what it sees.
var (
	first  = witness{Digits, 36}
	second = []witness{{DigitsAgain, 32}, {DigitsAgain, 24}, {Line, 24}}
)

// readNumbers reads what may be numbers. A number is sure where the shapes of its
// digits leave no other, or where data of another kind see it as well and no shape
// speaks against it. What only a reader of text sees words in is left to be read
// as text: its own text stays "".
func (s *sheet) readNumbers(ctx context.Context, e Engine, fields []*field) error {
	read, err := s.ask(ctx, e, first, fields)
	if err != nil {
		return err
	}
	var open []*field
	for i, f := range fields {
		f.text = joined(read[i])
		may, must := s.ink.fit(f.blots, f.text)
		whole := f.text != "" && strings.Trim(f.text, "0123456789") == "" && least(read[i]) >= doubt
		f.sure = whole && must
		f.likely = whole && (may || len(f.blots) != len(f.text) && roomFor(f.blots, len(f.text)))
		if !f.sure {
			open = append(open, f)
		}
	}
	for _, w := range second {
		if read, err = s.ask(ctx, e, w, open); err != nil {
			return err
		}
		var rest []*field
		for i, f := range open {
			text := alike(joined(read[i]))
			switch {
			case strings.ContainsFunc(text, isHan) && !f.likely && !narrow(f.blots):
				f.text = "" // read as text
			case f.likely && text == f.text && !(w.how == Line && least(read[i]) < doubt):
				f.sure = true
			case f.text == "":
				f.text = text
				rest = append(rest, f)
			default:
				rest = append(rest, f)
			}
		}
		open = rest
	}
	return nil
}

// ask has a witness read fields.
func (s *sheet) ask(ctx context.Context, e Engine, w witness, fields []*field) ([][]Word, error) {
	crops := make([]*image.Gray, len(fields))
	for i, f := range fields {
		b := bounds(f.blots)
		crops[i] = cut(s.gray, b.Inset(-max(1, int(s.unit/2))).Intersect(f.Rectangle), w.high/float64(b.Dy()))
	}
	return recognise(ctx, e, w.how, crops)
}

// alike writes the letters that a reader of text sees in lone digits as those.
func alike(text string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case 'O', 'o', '〇', '○':
			return '0'
		case 'l', 'I', '|', ']', '[':
			return '1'
		}
		return r
	}, text)
}

func isHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }

// joined returns the text of words without the spaces between them.
func joined(words []Word) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(strings.ReplaceAll(w.Text, " ", ""))
	}
	return b.String()
}

// least returns the least of the words' confidences, 1 for none.
func least(words []Word) float64 {
	c := 1.0
	for _, w := range words {
		c = min(c, w.Confidence)
	}
	return c
}

// mean returns the words' confidence by their length, 0 for none.
func mean(words []Word) float64 {
	sum, n := 0.0, 0.0
	for _, w := range words {
		l := float64(len([]rune(w.Text)))
		sum, n = sum+l*w.Confidence, n+l
	}
	return sum / max(n, 1)
}
