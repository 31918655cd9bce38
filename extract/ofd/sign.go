package ofd

import "math"

// A sign is what one glyph shows: a character, or several that the font draws as
// one; and after how many steps the next one stands.
type sign struct {
	text  string
	steps int
}

// signs cuts a text into signs. Steps are counted by glyphs, of which a transform
// may make more or fewer than there are characters; from is how many characters
// of the object stand before the text. Some writers count a character outside the
// basic plane as two, which is seen by the number of steps given.
func signs(text string, from int, transforms map[int]transform, given int) []sign {
	chars := []rune(text)
	wide := 0
	for _, c := range chars {
		if c > 0xFFFF {
			wide++
		}
	}
	twice := given >= len(chars)+wide-1
	var out []sign
	for i := 0; i < len(chars); {
		t, ok := transforms[from+i]
		if !ok {
			t = transform{1, 1}
		}
		codes, glyphs := min(t.codes, len(chars)-i), t.glyphs
		for k := range codes {
			s := sign{string(chars[i+k]), 1}
			if twice && chars[i+k] > 0xFFFF {
				s.steps = 2
			}
			switch last := len(out) - 1; {
			case k >= glyphs && k > 0:
				out[last].text += s.text
			case k == codes-1 && glyphs > codes:
				s.steps = min(glyphs-k, maxGlyphs)
				out = append(out, s)
			default:
				out = append(out, s)
			}
		}
		i += codes
	}
	return out
}

// maxGlyphs is how many glyphs may show one character.
const maxGlyphs = 16

// A transform says that codes characters are shown by so many glyphs.
type transform struct{ codes, glyphs int }

// transforms returns a text's transforms by the place of their first character.
func transforms(n *node) map[int]transform {
	var out map[int]transform
	for _, k := range n.kids {
		if k.name != "CGTransform" {
			continue
		}
		if out == nil {
			out = map[int]transform{}
		}
		out[int(k.number("CodePosition", 0))] = transform{max(1, int(k.number("CodeCount", 1))), max(1, int(k.number("GlyphCount", 1)))}
	}
	return out
}

// nth returns a step; where there are too few, the last one goes on.
func nth(steps []float64, i int) float64 {
	if len(steps) == 0 {
		return 0
	}
	return steps[min(i, len(steps)-1)]
}

// ahead returns how far the next sign stands, 0 where no step says so.
func ahead(steps []float64, i, n int) float64 {
	sum := 0.0
	for k := i; k < min(i+n, len(steps)); k++ {
		sum += steps[k]
	}
	return sum
}

// digitWidth returns how wide digits are in a text, beside the width of an
// ideograph: the least step from one to the next, where a font could have such
// digits, else half as wide. It tells the space behind a number, which Word and
// LibreOffice draw as a step, from the last digit's own.
func digitWidth(signs []sign, dx []float64, square float64) float64 {
	const widest = 0.7 // of the square, as DejaVu's bold ones; two digits farther apart have a space between
	width, step := math.Inf(1), 0
	for i := 0; i+1 < len(signs) && step < len(dx); i++ {
		if isDigit(signs[i].text) && isDigit(signs[i+1].text) && dx[step] > 0 {
			width = min(width, dx[step])
		}
		step += signs[i].steps
	}
	if width > widest*square {
		return square / 2
	}
	return width
}

func isDigit(s string) bool { return len(s) == 1 && s[0] >= '0' && s[0] <= '9' }
