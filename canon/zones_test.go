package canon

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestZonesAreSound(t *testing.T) {
	names := map[string]string{}
	last := Zone{}
	for _, z := range Zones() {
		d := Divisions().ByCode(z.Division, z.Year)
		lengths := map[ZoneClass][]int{SpecialZone: {0}, PrefectureZone: {6, 9}, TownshipZone: {9}}
		switch {
		case !slices.Contains(lengths[z.Class], len(z.NBSCode)):
			t.Errorf("%s: class %q with code %q", z.Name, z.Class, z.NBSCode)
		case d == nil:
			t.Errorf("%s: no division %s in %d", z.Name, z.Division, z.Year)
		case (z.Class == PrefectureZone) != (d.Level == PrefectureLevel):
			t.Errorf("%s: class %s in %s", z.Name, z.Class, d.Name)
		case utf8.RuneCountInString(z.Name) < 4:
			t.Errorf("%s: too short to be a name of one place only", z.Name)
		case names[zoneKey(z.Name)] != "":
			t.Errorf("%s: the same as %s", z.Name, names[zoneKey(z.Name)])
		case z.Division+z.NBSCode < last.Division+last.NBSCode:
			t.Errorf("%s: stands behind %s", z.Name, last.Name)
		case z.Class == TownshipZone && z.NBSCode[:6] != z.Division:
			t.Errorf("%s: code %s in %s", z.Name, z.NBSCode, z.Division)
		}
		names[zoneKey(z.Name)], last = z.Name, z
	}
}

func TestZoneNamed(t *testing.T) {
	for name, want := range map[string]string{
		"蒲纺工业园":       "421281",
		"蒲纺工业园区":      "421281",
		"蒲纺工业园区管理委员会": "421281",
		"平潭综合实验区":     "350128",
		"杨凌示范区管委会":    "610403",
		"苏州工业园区":      "320500",
		"运城经济技术开发区":   "140800", // the city's, although filed under 140802
		"综合保税区":       "",
		"红星农场":        "",
	} {
		got := ""
		if z := ZoneNamed(name); z != nil {
			got = z.Division
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestConfusablesAreSound(t *testing.T) {
	rows, err := tsvRows("confusables.tsv", confusablesTSV, "written", "meant", "reason")
	if err != nil {
		t.Fatal(err)
	}
	used := map[rune]bool{}
	for _, d := range Divisions().All() {
		for _, r := range d.Name {
			used[r] = true
		}
	}
	last := ""
	for _, r := range rows {
		if utf8.RuneCountInString(r[0]) != 1 || utf8.RuneCountInString(r[1]) != 1 || r[0] == r[1] || strings.TrimSpace(r[2]) == "" {
			t.Errorf("%q: want a character, another, a reason", r)
		}
		if meant, _ := utf8.DecodeRuneInString(r[1]); !used[meant] {
			t.Errorf("%q: no division has %s in its name", r, r[1])
		}
		if key := r[0] + r[1]; key <= last {
			t.Errorf("%q: out of order or twice", r)
		} else {
			last = key
		}
	}
}
