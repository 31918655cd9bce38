package page

const (
	// MaxGlyphs is the number of glyphs of a document, at some 90 bytes each. The
	// longest reports have 100,000.
	MaxGlyphs = 1 << 20

	// MaxRules is the number of rules of a document. Word draws each side of each
	// cell, and dotted ones dot by dot; charts and maps come to some 10,000.
	MaxRules = 1 << 18

	// MaxPages is the number of pages. The longest yearbooks have 1,000.
	MaxPages = 4096

	// maxLattice is the positions of one page's lattice of rules, before those
	// that no cell ends at are left out. A page of 3 mm squares has 7,000.
	maxLattice = 1 << 20

	// maxMeetings is how often two things of a page may be held against each other:
	// crossing rules, rules and cells, characters and tables. Each takes some
	// nanoseconds; the busiest pages of maps come to a million.
	maxMeetings = 1 << 26
)
