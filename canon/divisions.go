package canon

import (
	_ "embed"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/divisions.tsv
var divisionsTSV string

// Level is a division's place in the hierarchy.
type Level string

// The levels of GB/T 2260.
const (
	ProvinceLevel   Level = "province"
	PrefectureLevel Level = "prefecture"
	CountyLevel     Level = "county"
)

// Division is an administrative division over a span of years in which its
// code, name and parents stayed the same. Every later change begins another:
// 320829 洪泽县 (淮阴市, 1983), 320829 洪泽县 (淮安市, 2000), 320813 洪泽区 (2016).
type Division struct {
	Code       string // six digits
	Name       string // full name: 洪泽区
	Level      Level
	Province   string   // name of its province; of a province its own
	Prefecture string   // name of its prefecture; "" directly under the province
	Parent     string   // code of the division above; "" of a province
	From, To   int      // it stood at the ends of the years From up to To-1; To 0: in use
	Successors []string // codes that hold its area from To on; nil where unknown
}

// ValidIn reports whether the division stood on December 31 of a year.
func (d *Division) ValidIn(year int) bool {
	return d.From <= year && (d.To == 0 || year < d.To)
}

// Within reports whether the division is the one with this code, or lies in it.
// Codes are nested: 421281 lies in 421200 and in 420000.
func (d *Division) Within(code string) bool { return codeWithin(d.Code, code) }

func codeWithin(code, outer string) bool {
	if len(code) != 6 || len(outer) != 6 {
		return false
	}
	switch {
	case outer[2:] == "0000":
		return code[:2] == outer[:2]
	case outer[4:] == "00":
		return code[:4] == outer[:4]
	}
	return code == outer
}

// DivisionTable holds all divisions since 1981. Its values are shared: do not
// change them.
type DivisionTable struct {
	all         []*Division
	codes       map[string][]*Division
	names       map[string][]*Division
	predecessor map[string][]*Division // by code of the successor
}

// Divisions returns the table. It panics if the embedded data is broken, which
// the package's tests rule out.
var Divisions = sync.OnceValue(func() *DivisionTable {
	t, err := loadDivisions(divisionsTSV)
	if err != nil {
		panic(err)
	}
	return t
})

// All returns the divisions, sorted by code and first year.
func (t *DivisionTable) All() []*Division { return t.all }

// ByCode returns the division that bore a code on December 31 of a year, or nil.
func (t *DivisionTable) ByCode(code string, year int) *Division {
	for _, d := range t.codes[code] {
		if d.ValidIn(year) {
			return d
		}
	}
	return nil
}

// ByName returns the divisions that bore a full name on December 31 of a year:
// two or more for the shared names (鼓楼区), none for a name of another time.
func (t *DivisionTable) ByName(name string, year int) []*Division {
	var ds []*Division
	for _, d := range t.names[name] {
		if d.ValidIn(year) {
			ds = append(ds, d)
		}
	}
	return ds
}

// EverNamed returns the divisions that bore a full name in any year.
func (t *DivisionTable) EverNamed(name string) []*Division { return t.names[name] }

// Ever returns the divisions that bore a code in any year, by first year. A code
// can mean different places at different times.
func (t *DivisionTable) Ever(code string) []*Division { return t.codes[code] }

// In returns what a division was or became on December 31 of a year: itself, or
// its successor before or behind it, as long as there is exactly one. It
// returns nil where a division was split, or its successor is unknown.
func (t *DivisionTable) In(d *Division, year int) *Division {
	for range 16 { // no chain is half as long
		if d.ValidIn(year) {
			return d
		}
		var next *Division
		if year < d.From {
			next = t.before(d)
		} else if len(d.Successors) == 1 {
			next = t.ByCode(d.Successors[0], d.To)
		}
		if next == nil {
			return nil
		}
		d = next
	}
	return nil
}

// before returns the one division that d took the place of, or nil.
func (t *DivisionTable) before(d *Division) *Division {
	var one *Division
	for _, p := range t.predecessor[d.Code] {
		if p.To != d.From || len(p.Successors) != 1 {
			continue
		}
		if one != nil {
			return nil
		}
		one = p
	}
	return one
}

func loadDivisions(text string) (*DivisionTable, error) {
	rows, err := tsvRows("divisions.tsv", text, "code", "name", "level", "province", "prefecture",
		"valid_from", "valid_to", "successors")
	if err != nil {
		return nil, err
	}
	t := &DivisionTable{
		all:         make([]*Division, 0, len(rows)),
		codes:       make(map[string][]*Division, len(rows)),
		names:       make(map[string][]*Division, len(rows)),
		predecessor: make(map[string][]*Division, len(rows)),
	}
	store := make([]Division, len(rows))
	for i, r := range rows {
		d := &store[i]
		*d = Division{Code: r[0], Name: r[1], Level: Level(r[2]), Province: r[3], Prefecture: r[4]}
		if d.From, err = strconv.Atoi(r[5]); err != nil {
			return nil, fmt.Errorf("divisions.tsv: %s: valid_from: %w", d.Code, err)
		}
		if r[6] != "" {
			if d.To, err = strconv.Atoi(r[6]); err != nil {
				return nil, fmt.Errorf("divisions.tsv: %s: valid_to: %w", d.Code, err)
			}
		}
		if r[7] != "" {
			d.Successors = strings.Split(r[7], ";")
		}
		switch {
		case d.Level == ProvinceLevel:
		case d.Level == PrefectureLevel || d.Prefecture == "":
			d.Parent = d.Code[:2] + "0000"
		default:
			d.Parent = d.Code[:4] + "00"
		}
		t.all = append(t.all, d)
		t.codes[d.Code] = append(t.codes[d.Code], d)
		t.names[d.Name] = append(t.names[d.Name], d)
		for _, s := range d.Successors {
			t.predecessor[s] = append(t.predecessor[s], d)
		}
	}
	if !sort.SliceIsSorted(t.all, func(i, j int) bool {
		a, b := t.all[i], t.all[j]
		return a.Code < b.Code || a.Code == b.Code && a.From < b.From
	}) {
		return nil, fmt.Errorf("divisions.tsv: not sorted by code and valid_from")
	}
	return t, nil
}
