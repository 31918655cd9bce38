package load

import (
	"fmt"
	"testing"
)

func TestDivisionsThroughTime(t *testing.T) {
	path := warehouse(t)
	ingest(t, path, night)
	db := open(t, path)
	for _, c := range []struct {
		code string
		year int
		want string
	}{
		{"320829", 2010, "320829"},
		{"320829", 2020, "320813"}, // renamed
		{"320813", 2010, "320829"}, // and back
		{"220381", 2022, "220184"},
		{"130103", 2020, "130102 130104"}, // split
		{"332500", 2023, "331100"},
		{"371200", 2023, "370100"},
		{"341400", 2009, "341400"},
		{"999999", 2020, ""},
		{"511781", 2023, "511781"},
	} {
		got := ""
		for _, r := range ask(t, db, fmt.Sprintf(`SELECT division_code FROM division_in('%s', %d)`, c.code, c.year)) {
			if got != "" {
				got += " "
			}
			got += r[0]
		}
		if got != c.want {
			t.Errorf("%s in %d: %q, want %q", c.code, c.year, got, c.want)
		}
	}
	same(t, "today", ask(t, db, `SELECT division_today('320829'), division_today('130103'), division_today('511781'), division_today('999999')`),
		[][]string{{`["320813"]`, `["130102","130104"]`, `["511781"]`, "NULL"}})
	same(t, "today, over rows", ask(t, db, `SELECT code, division_today(code) FROM (VALUES ('332500'), ('220381')) v(code) ORDER BY 1`),
		[][]string{{"220381", `["220184"]`}, {"332500", `["331100"]`}})
	same(t, "kinds", ask(t, db, `SELECT kind FROM dim_division WHERE division_code IN ('659002', '429004', '110101', '511421132') ORDER BY 1`),
		[][]string{{"corps_city"}, {"direct_city"}, {"district"}, {"township"}})
	same(t, "zone", ask(t, db, `SELECT division_code, class FROM dim_zone WHERE name = '平潭综合实验区'`), [][]string{{"350128", "special"}})
}
