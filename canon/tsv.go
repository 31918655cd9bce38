package canon

import (
	"fmt"
	"strings"
)

// tsvRows returns the rows of an embedded table below its header. Lines that
// begin with # are comments; the first other line names the columns and must be
// exactly these; every row has as many cells.
func tsvRows(file, text string, columns ...string) ([][]string, error) {
	var rows [][]string
	header := false
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "\t")
		switch {
		case len(cells) != len(columns):
			return nil, fmt.Errorf("%s:%d: %d columns, want %d", file, n, len(cells), len(columns))
		case !header:
			if got, want := line, strings.Join(columns, "\t"); got != want {
				return nil, fmt.Errorf("%s:%d: columns %q, want %q", file, n, got, want)
			}
			header = true
		default:
			rows = append(rows, cells)
		}
	}
	if !header {
		return nil, fmt.Errorf("%s: no header", file)
	}
	return rows, nil
}
