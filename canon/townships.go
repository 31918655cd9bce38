package canon

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"iter"
	"strings"
	"sync"
)

//go:embed data/townships.tsv
var townshipsTSV string

// TownshipsYear is the year of the list of townships. It is a list of one day:
// what was merged or renamed before or since is not in it.
const TownshipsYear = 2023

// divisionsForm is raised where what is derived from the data changes:
// [Division.Kind], [DivisionTable.Today].
const divisionsForm = "1"

// DivisionsDigest returns a SHA-256 over the lists of divisions and townships.
var DivisionsDigest = sync.OnceValue(func() string {
	h := sha256.New()
	for _, s := range []string{divisionsForm, divisionsTSV, townshipsTSV} {
		fmt.Fprintf(h, "%d\n%s", len(s), s)
	}
	return hex.EncodeToString(h.Sum(nil))
})

// Township is a township, a street or an area of their level.
type Township struct {
	Code   string // nine digits
	Name   string // 钟祥镇, 公园街道
	County string // code of the division above, as of TownshipsYear; the code of a zone where the statistical office files it there
}

// Townships returns all townships, by code.
func Townships() iter.Seq[Township] {
	return func(yield func(Township) bool) {
		for _, r := range townshipRows() {
			for _, f := range strings.Fields(r[1]) {
				if !yield(Township{r[0] + f[:3], f[3:], r[0]}) {
					return
				}
			}
		}
	}
}

// TownshipsNamed returns the codes of the counties that have a township of a
// name, by code; 城关镇 has 88, and none says that the list lacks it.
func TownshipsNamed(name string) []string { return townshipNames()[name] }

var townshipNames = sync.OnceValue(func() map[string][]string {
	m := make(map[string][]string, 40000)
	for t := range Townships() {
		name := TownshipName(t.Name)
		if cs := m[name]; len(cs) == 0 || cs[len(cs)-1] != t.County {
			m[name] = append(cs, t.County)
		}
	}
	return m
})

// TownshipName returns a township's name as it is looked up: without what is its
// office's (东华门街道办事处 and 东华门街道 are one).
func TownshipName(s string) string {
	for _, end := range []string{"人民政府", "办事处"} {
		if t, ok := strings.CutSuffix(s, end); ok && t != "" {
			return t
		}
	}
	return s
}

var townshipRows = sync.OnceValue(func() [][]string {
	rows, err := loadTownships(townshipsTSV)
	if err != nil {
		panic(err) // the package's tests rule it out
	}
	return rows
})

func loadTownships(text string) ([][]string, error) {
	rows, err := tsvRows("townships.tsv", text, "county", "townships")
	if err != nil {
		return nil, err
	}
	last := ""
	for _, r := range rows {
		if len(r[0]) != 6 || r[0] <= last {
			return nil, fmt.Errorf("townships.tsv: county %q: no code of six digits, or out of order", r[0])
		}
		last = r[0]
		for _, f := range strings.Fields(r[1]) {
			if len(f) < 4 || strings.Trim(f[:3], "0123456789") != "" {
				return nil, fmt.Errorf("townships.tsv: %s: %q: want three digits and a name", r[0], f)
			}
		}
	}
	return rows, nil
}
