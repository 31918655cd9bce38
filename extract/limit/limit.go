// Package limit holds every limit of extraction, each with its reason. A reader
// that meets one refuses the document with [gongkai.ReasonLimit]: a report that
// was cut short would be silently wrong.
package limit

import (
	"fmt"

	"gongkai"
)

const (
	// MaxBytes is the size of an input. The largest reports seen are Word files
	// saved as HTML with pictures in them, of some 10 MiB.
	MaxBytes = 32 << 20

	// MaxNodes is the number of elements and texts that markup may come to,
	// counted while it is parsed, or estimated before. A node takes some 170 bytes, so the tree
	// stays under 256 MiB. Unclosed formatting tags multiply: 40 KB of <font> and
	// <p> can ask for five million nodes.
	MaxNodes = 1_000_000

	// MaxDepth is the number of elements that may be open at once. The HTML
	// parser keeps them on a stack of this size, and walks it for each tag, so
	// that deeper markup would take quadratic time. Readers also recurse.
	MaxDepth = 512

	// MaxTableDepth is how deep tables may be nested. Old portals nest layout
	// tables up to some ten levels.
	MaxTableDepth = 32

	// MaxBlocks is the number of blocks of a document. The longest reports have
	// some thousands.
	MaxBlocks = 100_000

	// MaxCells is the number of grid positions in all of a document's tables.
	// Spans multiply: rowspan=2000 colspan=1000 is two million positions in
	// thirty bytes. The largest tables of the field have 500.
	MaxCells = 250_000

	// MaxColSpan is what a larger colspan counts as, as in the HTML standard.
	MaxColSpan = 1000

	// MaxRowSpan is what a larger rowspan counts as, as in the HTML standard. No
	// span reaches beyond the rows that its table really has.
	MaxRowSpan = 65534

	// MaxColumns is the width of a grid while its cells are being placed, and so
	// bounds the work for a row: wide enough for a few cells of MaxColSpan.
	MaxColumns = 4096

	// MaxPlaced is the work of placing a table's cells: its rows times its width,
	// before columns that only an oversized colspan made are cut off.
	MaxPlaced = 16 << 20

	// MaxCellBytes is the text of a cell, in bytes of UTF-8. A cell with more is
	// no cell: its text would be copied for each position that it spans.
	MaxCellBytes = 1 << 20

	// MaxUnpacked is what all entries of a container may unpack to. A night's
	// archive of a county's portal is some hundreds of MiB; entries are handed out
	// one by one, so this bounds time, not memory.
	MaxUnpacked = 8 << 30

	// MaxEntries is the number of entries in a container.
	MaxEntries = 1_000_000

	// MaxNesting is how deep containers may hold containers: a tar in a gzip in a
	// zip, and one more.
	MaxNesting = 4

	// MaxRatio is how much larger than its packed size an entry of more than a
	// MiB may be. Deflate reaches 1032; real documents stay under 50.
	MaxRatio = 200

	// MaxDictionary is the window of a RAR archive, which is memory.
	MaxDictionary = 64 << 20

	// MaxHeld is what is kept in memory of a web archive's responses, for records
	// that say only that a page was the same again.
	MaxHeld = 64 << 20
)

// Exceeded returns the refusal of a document that has more of something than
// its limit allows: Exceeded("bytes", len(data), limit.MaxBytes).
func Exceeded(what string, have, most int) *gongkai.ReadError {
	return &gongkai.ReadError{
		Reason: gongkai.ReasonLimit,
		Detail: fmt.Sprintf("%d %s, at most %d are read; split the document or look at its source", have, what, most),
	}
}
