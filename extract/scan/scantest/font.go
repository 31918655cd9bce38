// Package scantest draws pages for tests of package scan, in a type face of its
// own, and reads that face: a recogniser that needs no program.
package scantest

import "hash/fnv"

// A glyph is a character of 7 rows; a bit is a dot, the lowest the leftmost.
type glyph struct {
	rows [7]uint8
	wide int
}

var figures = map[rune][7]string{
	'0': {".###.", "#...#", "#...#", "#...#", "#...#", "#...#", ".###."},
	'1': {"..#..", ".##..", "..#..", "..#..", "..#..", "..#..", "..#.."},
	'2': {".###.", "#...#", "....#", "..##.", ".#...", "#....", "#####"},
	'3': {".###.", "#...#", "....#", "..##.", "....#", "#...#", ".###."},
	'4': {"...#.", "..##.", ".#.#.", "#..#.", "#####", "...#.", "...#."},
	'5': {"#####", "#....", "####.", "....#", "....#", "#...#", ".###."},
	'6': {".###.", "#....", "#....", "####.", "#...#", "#...#", ".###."},
	'7': {"#####", "....#", "...#.", "..#..", "..#..", ".#...", ".#..."},
	'8': {".###.", "#...#", "#...#", ".###.", "#...#", "#...#", ".###."},
	'9': {".###.", "#...#", "#...#", ".####", "....#", "....#", ".###."},
	'/': {"....#", "....#", "...#.", "..#..", ".#...", "#....", "#...."},
}

// glyphOf returns a character's shape: a figure's own, or for others a square with
// dots inside that its code decides.
func glyphOf(c rune) glyph {
	if f, ok := figures[c]; ok {
		g := glyph{wide: 5}
		for y, row := range f {
			for x, d := range row {
				if d == '#' {
					g.rows[y] |= 1 << x
				}
			}
		}
		return trim(g)
	}
	h := fnv.New32a()
	h.Write([]byte(string(c)))
	n := h.Sum32()
	g := glyph{wide: 7}
	for y := range g.rows {
		g.rows[y] = 0b1000001
		if y > 0 && y < 6 {
			g.rows[y] |= uint8(n>>(5*y)&31^n&31) << 1
		}
	}
	g.rows[0] = 0b1111111
	return g
}

// trim cuts empty columns off a figure's sides.
func trim(g glyph) glyph {
	all := uint8(0)
	for _, r := range g.rows {
		all |= r
	}
	for all&1 == 0 {
		all >>= 1
		for y := range g.rows {
			g.rows[y] >>= 1
		}
	}
	g.wide = 0
	for ; all > 0; all >>= 1 {
		g.wide++
	}
	return g
}
