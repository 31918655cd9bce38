package canon

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/zones.tsv
var zonesTSV string

//go:embed data/confusables.tsv
var confusablesTSV string

// ZoneClass says how a zone relates to the division that holds it.
type ZoneClass string

// The classes of zone.
const (
	SpecialZone    ZoneClass = "special"    // the division's own area and code: 平潭综合实验区
	PrefectureZone ZoneClass = "prefecture" // lies in several counties of a prefecture
	TownshipZone   ZoneClass = "township"   // lies in one county: 蒲纺工业园
)

// Zone is a park, farm or other functional area: an agency without a division
// of its own. Its name is borne by no other place.
type Zone struct {
	Name     string
	Class    ZoneClass
	NBSCode  string // statistical code, 6 or 9 digits; "" of special zones
	Division string // code of the division that holds it, valid in Year
	Year     int    // of the source
}

// Zones returns all zones, sorted by division. It panics if the embedded data is
// broken, which the package's tests rule out.
var Zones = sync.OnceValue(func() []Zone {
	zs, err := loadZones(zonesTSV)
	if err != nil {
		panic(err)
	}
	return zs
})

// ZoneNamed returns the zone with a name, with or without a last 区 (蒲纺工业园区
// calls itself what the statistical office calls 蒲纺工业园) and with or without
// 管委会 behind it; or nil.
func ZoneNamed(name string) *Zone { return zoneNames()[zoneKey(name)] }

var zoneNames = sync.OnceValue(func() map[string]*Zone {
	zs := Zones()
	m := make(map[string]*Zone, len(zs))
	for i := range zs {
		m[zoneKey(zs[i].Name)] = &zs[i]
	}
	return m
})

func zoneKey(name string) string {
	for _, s := range []string{"管理委员会", "管委会"} {
		name = strings.TrimSuffix(name, s)
	}
	if strings.HasSuffix(name, "园区") {
		name = strings.TrimSuffix(name, "区")
	}
	return name
}

func loadZones(text string) ([]Zone, error) {
	rows, err := tsvRows("zones.tsv", text, "name", "class", "nbs_code", "division", "year")
	if err != nil {
		return nil, err
	}
	zs := make([]Zone, len(rows))
	for i, r := range rows {
		zs[i] = Zone{Name: r[0], Class: ZoneClass(r[1]), NBSCode: r[2], Division: r[3]}
		if zs[i].Year, err = strconv.Atoi(r[4]); err != nil {
			return nil, fmt.Errorf("zones.tsv: %s: year: %w", r[0], err)
		}
	}
	return zs, nil
}

// Confusable is a character that is taken for another in the names of places.
type Confusable struct {
	Written, Meant rune
	Reason         string
}

// Confusables returns, for a character as written, those that may be meant. It
// panics if the embedded data is broken, which the package's tests rule out.
func Confusables(written rune) []Confusable { return confusables()[written] }

var confusables = sync.OnceValue(func() map[rune][]Confusable {
	rows, err := tsvRows("confusables.tsv", confusablesTSV, "written", "meant", "reason")
	if err != nil {
		panic(err)
	}
	m := make(map[rune][]Confusable, len(rows))
	for _, r := range rows {
		w := []rune(r[0])[0]
		m[w] = append(m[w], Confusable{w, []rune(r[1])[0], r[2]})
	}
	return m
})
