package canon

import (
	"slices"
	"strings"
	"testing"
)

func TestTownshipsAreSound(t *testing.T) {
	n, last, names := 0, "", map[string]bool{}
	orphans := map[string]bool{}
	for w := range Townships() {
		n++
		if len(w.Code) != 9 || w.Code <= last || strings.TrimSpace(w.Name) == "" {
			t.Errorf("%+v behind %s", w, last)
		}
		if key := w.County + w.Name; names[key] {
			t.Errorf("%+v: twice in its county", w)
		} else {
			names[key] = true
		}
		// The statistical office has areas that are no counties: 西沙群岛, 大柴旦.
		if above := w.County[:4] + "00"; Divisions().ByCode(w.County, TownshipsYear) == nil && w.County[4] != '7' && Divisions().ByCode(above, TownshipsYear) == nil {
			orphans[w.County] = true
		}
		last = w.Code
	}
	if n != 41352 {
		t.Errorf("%d townships", n)
	}
	if len(orphans) > 0 {
		t.Errorf("no division above: %v", orphans)
	}
}

func TestTownshipsNamed(t *testing.T) {
	for name, want := range map[string]string{
		"钟祥镇":   "511421",
		"长皋乡":   "211381",
		"建新镇":   "350104 440823",
		"无此名镇":  "",
		"中关村街道": "110108",
	} {
		if got := strings.Join(TownshipsNamed(name), " "); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if n := len(TownshipsNamed("城关镇")); n < 80 {
		t.Errorf("城关镇 ×%d", n)
	}
}

func TestTownshipsRefuseBrokenData(t *testing.T) {
	head := "county\ttownships\n"
	for _, text := range []string{"", head + "1101\t001甲街道\n", head + "110101\t甲街道\n", head + "110102\t001甲街道\n110101\t001甲街道\n"} {
		if _, err := loadTownships(text); err == nil {
			t.Errorf("%q: no error", text)
		}
	}
}

// Divisions that stand outside the usual order are told apart.
func TestKinds(t *testing.T) {
	for code, want := range map[string]string{
		"110000": "municipality", "130000": "province", "150000": "autonomous_region", "810000": "special_region",
		"130100": "city", "533100": "autonomous_prefecture", "152900": "league", "232700": "area",
		"110101": "district", "511781": "county_city", "530127": "county", "130321": "autonomous_county",
		"150824": "banner", "150724": "autonomous_banner", "429021": "forest_district", "520203": "special_district",
		"429004": "direct_city", "469021": "direct_county", "469025": "direct_autonomous_county", "659002": "corps_city",
	} {
		d := Divisions().ByCode(code, TownshipsYear)
		if d == nil {
			t.Errorf("%s does not stand", code)
		} else if got := d.Kind(); got != want || !slices.Contains(DivisionKinds, got) {
			t.Errorf("%s %s: %s, want %s", code, d.Name, got, want)
		}
	}
	for _, d := range Divisions().All() {
		if k := d.Kind(); !slices.Contains(DivisionKinds, k) {
			t.Errorf("%s %s: kind %q", d.Code, d.Name, k)
		}
	}
}

func TestToday(t *testing.T) {
	tab := Divisions()
	for _, c := range []struct {
		code string
		year int
		want string
	}{
		{"320829", 2010, "320813"},        // 洪泽县, renamed
		{"320813", 2020, "320813"},        // itself
		{"220381", 2010, "220184"},        // 公主岭市, moved
		{"110104", 2009, "110102"},        // 宣武区, merged
		{"130103", 2010, "130102 130104"}, // 桥东区, split
	} {
		if got := strings.Join(tab.Today(tab.ByCode(c.code, c.year)), " "); got != c.want {
			t.Errorf("%s of %d today: %s, want %s", c.code, c.year, got, c.want)
		}
	}
	for _, d := range tab.All() {
		for _, code := range tab.Today(d) {
			if n := tab.ByCode(code, 9998); n == nil {
				t.Errorf("%s %s: today's %s does not stand", d.Code, d.Name, code)
			}
		}
	}
}

func BenchmarkLoadTownships(b *testing.B) {
	for b.Loop() {
		if _, err := loadTownships(townshipsTSV); err != nil {
			b.Fatal(err)
		}
	}
}
