package canon

import (
	_ "embed"
	"fmt"
	"strconv"
	"sync"
)

//go:embed data/renames.tsv
var renamesTSV string

// Rename says that agencies of a name became agencies of another, throughout the
// country.
type Rename struct {
	From, To string // names behind the division: 工商行政管理局, 市场监督管理局
	Year     int    // of the plan; counties followed within two years
}

// Renames returns the list. It panics if the embedded data is broken, which the
// package's tests rule out.
var Renames = sync.OnceValue(func() []Rename {
	var out []Rename
	for _, r := range mustRows("renames.tsv", renamesTSV, "from", "to", "year") {
		year, err := strconv.Atoi(r[2])
		if err != nil {
			panic(fmt.Errorf("renames.tsv: %s: year: %w", r[0], err))
		}
		out = append(out, Rename{r[0], r[1], year})
	}
	return out
})
