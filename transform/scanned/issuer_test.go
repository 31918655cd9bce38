package scanned

import (
	"testing"

	"gongkai"
	"gongkai/transform/issuer"
)

func TestIssuer(t *testing.T) {
	for name, c := range map[string]struct {
		texts        []string
		code         string
		agency, year bool // kept
	}{
		"twice":          {[]string{"桐庐县水利局2020年报告", "一、2020年，", "桐庐县水利局"}, "330122", true, true},
		"name once":      {[]string{"桐庐县水利局2020年报告", "2020年，", "桐访县水利局"}, "330122", false, true},
		"year once":      {[]string{"桐庐县水利局2020年报告", "2029年，", "桐庐县水利局"}, "330122", true, false},
		"no known place": {[]string{"桐庐县水利局2020年报告", "2020年，", "桐庐县水利局"}, "", false, true},
	} {
		t.Run(name, func(t *testing.T) {
			doc := &gongkai.Document{}
			for _, s := range c.texts {
				doc.Blocks = append(doc.Blocks, gongkai.Block{Text: s})
			}
			who := &issuer.Result{Agency: "桐庐县水利局", DivisionCode: c.code, Year: 2020}
			issues := Issuer(doc, 0, len(doc.Blocks), who)
			want := 0
			for _, kept := range []bool{c.agency, c.year} {
				if !kept {
					want++
				}
			}
			if (who.Agency != "") != c.agency || (who.DivisionCode != "") != (c.agency && c.code != "") || (who.Year != 0) != c.year || len(issues) != want {
				t.Errorf("%+v, %+v", who, issues)
			}
		})
	}
}
