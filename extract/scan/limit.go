package scan

import "time"

const (
	// maxWorking is what a page is reduced to: A4 at 300 dots an inch and a bit.
	// Finer ones are read no better.
	maxWorking = 10_000_000

	// minSide is the width and height from which a picture may be a page, or a
	// table cut out of one. Logos, seals and icons are smaller.
	minSide = 300

	// MaxPages is how many pages of a document are recognised, each a second or
	// two. Reports have three to thirty.
	MaxPages = 60

	// maxCells is the number of cells on a page. The busiest page has 300.
	maxCells = 2000

	// pageTime is how long the recogniser may take over one call; it needs some
	// seconds for a page.
	pageTime = 90 * time.Second

	// maxBatch is the pixels handed to the recogniser in one call, which bounds
	// its memory: some 20 bytes for each.
	maxBatch = 12_000_000
)
