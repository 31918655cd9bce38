// Package registry holds portals to begin with, as data: portals.tsv, a line
// each. Nothing in it was fetched by this program unless its entry says when.
package registry

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed portals.tsv
var portals string

// Portal is an entry.
type Portal struct {
	Host     string
	Name     string // of the division, "" where unknown
	Division string // six digits, "" where unknown
	Dialect  string // of package column, by the form of its addresses
	Column   string // address of a list, "" where unknown
	Fetched  string // day, or "never"
	Entered  string // day of the entry
	Seen     string // what the entry rests on
}

const columns = "host\tname\tdivision\tdialect\tcolumn\tfetched\tentered\tseen"

// All returns the portals in the order of their hosts. The slice is shared.
var All = sync.OnceValue(func() []Portal {
	list, err := read(portals)
	if err != nil {
		panic(err) // the file is embedded, and a test reads it
	}
	return list
})

func read(text string) ([]Portal, error) {
	var out []Portal
	header, n := false, 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSuffix(line, "\n")
		cells := strings.Split(line, "\t")
		switch {
		case line == "" || line[0] == '#':
		case !header:
			if header = line == columns; !header {
				return nil, fmt.Errorf("portals.tsv:%d: columns %q, want %q", n, line, columns)
			}
		case len(cells) != 8:
			return nil, fmt.Errorf("portals.tsv:%d: %d columns, want 8", n, len(cells))
		default:
			out = append(out, Portal{cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7]})
		}
	}
	return out, nil
}
