package page

import "testing"

// write sets a text's glyphs on a line, one after the other, and numbers them in
// the order of drawing.
func write(on []Glyph, x float64, s string) []Glyph {
	for _, r := range s {
		on = append(on, Glyph{Text: string(r), Box: Box{X0: x, Y0: 100, X1: x + 6, Y1: 110}, Size: 10, order: len(on)})
		x += 6
	}
	return on
}

// TestUnweave holds that texts drawn over one another stay whole, and that a text
// whose glyphs merely stand close is left as it is.
func TestUnweave(t *testing.T) {
	for name, c := range map[string]struct {
		glyphs []Glyph
		want   string
	}{
		"a label runs into a number": {write(write(nil, 0, "abcdef81"), 39, "37"), "abcdef81 37"},
		"drawn in the other order":   {write(write(nil, 39, "37"), 0, "abcdef81"), "abcdef81 37"},
		"side by side":               {write(write(nil, 0, "abc"), 18, "def"), "abcdef"},
		"a middle drawn last":        {write(write(write(nil, 0, "ab"), 18, "de"), 12, "c"), "abcde"},
	} {
		got := lines(c.glyphs, new(scratch))
		if len(got) != 1 || got[0].text != c.want {
			t.Errorf("%s: %+v, want %q", name, got, c.want)
		}
	}
}
