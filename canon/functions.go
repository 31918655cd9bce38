package canon

import (
	"bytes"
	_ "embed"
	"fmt"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed data/functions.yaml
var functionsYAML []byte

// Ids of the functions that decide a report's scope.
const (
	FunctionOffice     = "gov_office"
	FunctionGovernment = "government"
	FunctionTownship   = "township"
	FunctionPark       = "park_zone"
)

// Function is what agencies do, and are compared within.
type Function struct {
	ID    string   `yaml:"id"` // industry_it
	ZH    string   `yaml:"zh"`
	EN    string   `yaml:"en"`
	Names []string `yaml:"names"` // whole names of agencies, behind the division: 工信局
	Stems []string `yaml:"stems"` // words inside longer names: 工信
	Led   string   `yaml:"led"`   // vertical or dual; "" for local, see Leadership
}

// Leadership says who leads agencies of a function: local (the government of their
// division), dual (that and the bureau one level up) or vertical (the bureau alone).
func (f *Function) Leadership() string {
	if f.Led == "" {
		return "local"
	}
	return f.Led
}

// FunctionTable holds the functions and what their agencies are called.
type FunctionTable struct {
	Functions []Function          `yaml:"functions"`
	Also      map[string][]string `yaml:"also"`   // name → further function ids: 科工信局 → science_tech
	Expand    map[string]string   `yaml:"expand"` // abbreviation → its only official name: 经信局

	byID, byName, byStem map[string]*Function
}

// Functions returns the table. It panics if the embedded data is broken, which
// the package's tests rule out.
var Functions = sync.OnceValue(func() *FunctionTable {
	t, err := loadFunctions(functionsYAML)
	if err != nil {
		panic(err)
	}
	return t
})

// ByID returns the function with an id, or nil.
func (t *FunctionTable) ByID(id string) *Function { return t.byID[id] }

// ByName returns the function of an agency of this name, or nil. The name is
// whole, without its division: 工业和信息化局.
func (t *FunctionTable) ByName(name string) *Function { return t.byName[name] }

// ByStem returns the function that a word inside a name shows, or nil.
func (t *FunctionTable) ByStem(stem string) *Function { return t.byStem[stem] }

func loadFunctions(text []byte) (*FunctionTable, error) {
	t := &FunctionTable{
		byID:   map[string]*Function{},
		byName: map[string]*Function{},
		byStem: map[string]*Function{},
	}
	if err := yaml.NewDecoder(bytes.NewReader(text), yaml.DisallowUnknownField()).Decode(t); err != nil {
		return nil, fmt.Errorf("functions.yaml: %w", err)
	}
	for i := range t.Functions {
		f := &t.Functions[i]
		if t.byID[f.ID] != nil {
			return nil, fmt.Errorf("functions.yaml: %s stands twice", f.ID)
		}
		t.byID[f.ID] = f
		for _, set := range []struct {
			words []string
			index map[string]*Function
		}{{f.Names, t.byName}, {f.Stems, t.byStem}} {
			for _, w := range set.words {
				if g := set.index[w]; g != nil {
					return nil, fmt.Errorf("functions.yaml: %s means %s and %s", w, g.ID, f.ID)
				}
				set.index[w] = f
			}
		}
	}
	return t, nil
}
