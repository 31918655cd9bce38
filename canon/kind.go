package canon

import (
	"slices"
	"strings"
)

// DivisionKinds are the kinds of division, outermost first.
var DivisionKinds = []string{
	"province", "municipality", "autonomous_region", "special_region",
	"city", "autonomous_prefecture", "league", "area",
	"district", "county_city", "county", "autonomous_county", "banner", "autonomous_banner", "forest_district", "special_district",
	"direct_city", "direct_county", "direct_autonomous_county", "corps_city", "other",
}

// Kind returns what a division is, one of [DivisionKinds]. The counties and
// cities that a province runs itself, without a prefecture between, are direct_…;
// the cities of the Xinjiang corps are corps_city.
func (d *Division) Kind() string {
	ends := func(s ...string) bool {
		return slices.ContainsFunc(s, func(s string) bool { return strings.HasSuffix(d.Name, s) })
	}
	switch d.Level {
	case ProvinceLevel:
		switch {
		case ends("特别行政区"):
			return "special_region"
		case ends("自治区"):
			return "autonomous_region"
		case ends("市"):
			return "municipality"
		}
		return "province"
	case PrefectureLevel:
		switch {
		case ends("自治州"):
			return "autonomous_prefecture"
		case ends("盟"):
			return "league"
		case ends("市"):
			return "city"
		}
		return "area"
	}
	direct := d.Prefecture == "" && d.Code[2:4] == "90"
	switch {
	case direct && d.Code[:2] == "65":
		return "corps_city"
	case ends("自治县"):
		if direct {
			return "direct_autonomous_county"
		}
		return "autonomous_county"
	case ends("自治旗"):
		return "autonomous_banner"
	case ends("旗"):
		return "banner"
	case ends("林区"):
		return "forest_district"
	case ends("特区"):
		return "special_district"
	case ends("区"):
		return "district"
	case ends("市"):
		if direct {
			return "direct_city"
		}
		return "county_city"
	case ends("县"):
		if direct {
			return "direct_county"
		}
		return "county"
	}
	return "other" // 西沙群岛, 办事处 of the past
}

// Today returns the codes that hold a division's area now, by code: its own where
// it is in use; none where its successors are unknown.
func (t *DivisionTable) Today(d *Division) []string {
	if d.To == 0 {
		return []string{d.Code}
	}
	var out []string
	seen := map[*Division]bool{}
	var walk func(*Division)
	walk = func(d *Division) {
		if seen[d] {
			return
		}
		seen[d] = true
		if d.To == 0 {
			if !slices.Contains(out, d.Code) {
				out = append(out, d.Code)
			}
			return
		}
		for _, s := range d.Successors {
			if n := t.ByCode(s, d.To); n != nil {
				walk(n)
			}
		}
	}
	walk(d)
	slices.Sort(out)
	return out
}
