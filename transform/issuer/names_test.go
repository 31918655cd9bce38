package issuer

import (
	"os"
	"strings"
	"testing"

	"gongkai"
	"gongkai/canon"
)

const testYear = 2023

// counties returns the county-level divisions of the test year by name.
func counties() map[string][]*canon.Division {
	m := map[string][]*canon.Division{}
	for _, d := range canon.Divisions().All() {
		if d.ValidIn(testYear) && d.Level == canon.CountyLevel {
			m[d.Name] = append(m[d.Name], d)
		}
	}
	return m
}

func title(agency string) Input {
	return Input{Titles: []string{agency + "2023年政府信息公开工作年度报告"}}
}

func rules(r *Result) string {
	var ids []string
	for _, i := range r.Issues {
		ids = append(ids, i.Rule)
	}
	return strings.Join(ids, " ")
}

// TestUniqueNames draws agencies of the counties whose names are their own; all
// of them with GONGKAI_LONG set.
func TestUniqueNames(t *testing.T) {
	all := counties()
	n, drawn := 0, 0
	for _, d := range canon.Divisions().All() {
		if len(all[d.Name]) != 1 || all[d.Name][0] != d {
			continue
		}
		for _, f := range canon.Functions().Functions {
			if f.ID == canon.FunctionTownship {
				continue
			}
			if n++; n%29 != 0 && os.Getenv("GONGKAI_LONG") == "" {
				continue
			}
			drawn++
			agency := d.Name + f.Names[0]
			got := Resolve(title(agency))
			if got.DivisionCode != d.Code || got.Function != f.ID || got.Agency != agency || got.Confidence < 0.9 || len(got.Issues) > 0 {
				t.Errorf("%s: want %s %s, got %+v", agency, d.Code, f.ID, got)
			}
		}
	}
	t.Logf("%d of %d agencies", drawn, n)
	if drawn < 2000 {
		t.Errorf("only %d agencies drawn", drawn)
	}
}

// TestSharedNames: 鼓楼区 is four places. Alone it stays unresolved; its city, or
// the portal's code, leaves one.
func TestSharedNames(t *testing.T) {
	shared := 0
	for name, ds := range counties() {
		if len(ds) == 1 {
			continue
		}
		shared++
		got := Resolve(title(name + "教育局"))
		if got.DivisionCode != "" || got.Confidence >= Threshold || !strings.Contains(rules(got), "P-13") || got.Function != "education" {
			t.Errorf("%s alone: got %+v", name, got)
		}
		for _, d := range ds {
			parent := parentName(d)
			for what, in := range map[string]Input{
				"parent in title": title(parent + name + "教育局"),
				"parent in body":  {Titles: title(name + "教育局").Titles, Body: []string{"按照" + parent + "的要求，我局公开了信息。"}},
				"site code":       {Titles: title(name + "教育局").Titles, SiteCode: d.Code + "0001"},
				"footer":          {Titles: title(name + "教育局").Titles, Footer: []string{"主办单位：" + parent + name + "人民政府办公室"}},
			} {
				if got := Resolve(in); got.DivisionCode != d.Code || got.Confidence < 0.8 {
					t.Errorf("%s of %s by %s: got %+v", name, parent, what, got)
				}
			}
		}
		two := title(name + "教育局")
		two.Body = []string{"与" + parentName(ds[0]) + "和" + parentName(ds[1]) + "的同行交流。"}
		if got := Resolve(two); got.DivisionCode != "" && got.DivisionCode != ds[0].Code && len(ds) == 2 {
			t.Errorf("%s with two cities in the body: got %+v", name, got)
		}
	}
	if shared < 28 {
		t.Errorf("%d shared names, want at least 28", shared)
	}
}

// TestNamesInsideNames: 文县 is no part of 兴文县, wherever it stands.
func TestNamesInsideNames(t *testing.T) {
	all := counties()
	pairs := 0
	for outer, ds := range all {
		for inner := range all {
			if inner == outer || !strings.Contains(outer, inner) {
				continue
			}
			pairs++
			if got := Resolve(title(outer + "教育局")); len(ds) == 1 && got.DivisionCode != ds[0].Code {
				t.Errorf("%s in %s: got %s", inner, outer, got.DivisionCode)
			}
			r := &resolver{in: &Input{Body: []string{"关于" + outer + "的工作，" + outer + "教育局。"}}, out: &Result{Year: testYear}, names: names()}
			if b := r.scan(); b.places[inner] != 0 || b.places[outer] != 2 {
				t.Errorf("%s in %s: body has %v", inner, outer, b.places)
			}
		}
	}
	t.Logf("%d pairs", pairs)
	if pairs < 235 {
		t.Errorf("%d pairs, want at least 235", pairs)
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		agency string // as printed
		code   string
		as     string // standardised; "" as printed
		id     string
		scope  string
	}{
		{"北票市长皋乡人民政府", "211381", "", "township", gongkai.ScopeAgency},
		{"上海市政府", "310000", "上海市人民政府", "government", gongkai.ScopeJurisdiction},
		{"上海市", "310000", "上海市人民政府", "government", gongkai.ScopeJurisdiction},
		{"万源市人民政府", "511781", "", "government", gongkai.ScopeJurisdiction},
		{"万源市政府办", "511781", "万源市人民政府办公室", "gov_office", gongkai.ScopeOffice},
		{"万源市经信局", "511781", "万源市经济和信息化局", "industry_it", gongkai.ScopeAgency},
		{"津市市市场监督管理局", "430781", "", "market_regulation", gongkai.ScopeAgency},
		{"内江市市中区水利局", "511002", "", "water", gongkai.ScopeAgency},
		{"兴文县司法局", "511528", "", "justice", gongkai.ScopeAgency},
		{"武汉市东西湖区审计局", "420112", "", "audit", gongkai.ScopeAgency},
		{"青龙县民政局", "130321", "", "civil_affairs", gongkai.ScopeAgency},
		{"喀喇沁左翼县民政局", "211324", "", "civil_affairs", gongkai.ScopeAgency},
		{"东乡县民政局", "622926", "", "civil_affairs", gongkai.ScopeAgency}, // Jiangxi's is 东乡区 by now
		{"鄂温克旗民政局", "150724", "", "civil_affairs", gongkai.ScopeAgency},
		{"成都市高新区人民政府", "510100", "", "park_zone", gongkai.ScopeAgency},
		{"湘西自治州民政局", "433100", "", "civil_affairs", gongkai.ScopeAgency},
		{"恩施州民政局", "422800", "", "civil_affairs", gongkai.ScopeAgency},
		{"大兴安岭地区行政公署", "232700", "", "government", gongkai.ScopeJurisdiction},
		{"上海市浦东新区教育局", "310115", "", "education", gongkai.ScopeAgency},
		{"北京市朝阳区人民政府朝外街道办事处", "110105", "北京市朝阳区朝外街道办事处", "township", gongkai.ScopeAgency},
		{"国家税务总局方正县税务局", "230124", "", "tax", gongkai.ScopeAgency},
		{"潍坊市生态环境局寿光分局", "370783", "", "ecology_environment", gongkai.ScopeAgency},
		{"达州市万源生态环境局", "511781", "", "ecology_environment", gongkai.ScopeAgency},
		{"广西柳州市柳北区商务局", "450205", "", "commerce", gongkai.ScopeAgency},
		{"重庆合川工业园区管理委员会", "500117", "", "park_zone", gongkai.ScopeAgency},
		{"赤壁市蒲纺工业园区", "421281", "", "park_zone", gongkai.ScopeAgency},
		{"咸宁市蒲纺工业园区", "421281", "", "park_zone", gongkai.ScopeAgency},
		{"杨凌示范区审计局", "610403", "", "audit", gongkai.ScopeAgency},
		{"平潭综合实验区", "350128", "", "park_zone", gongkai.ScopeJurisdiction},
		{"嵩明县住房和城乡建设局", "530127", "", "housing_construction", gongkai.ScopeAgency},
		{"嵩明县乡村振兴局", "530127", "", "rural_revitalization", gongkai.ScopeAgency},
		{"嵩明县教育和体育事务局", "530127", "", "education", gongkai.ScopeAgency},
		{"嵩明县城镇", "530127", "嵩明县城镇人民政府", "township", gongkai.ScopeAgency},
		{"奉新縣高新技術產業園區管委會", "360921", "奉新县高新技术产业园区管委会", "park_zone", gongkai.ScopeAgency},
		{"嵩明县公园街道", "530127", "嵩明县公园街道办事处", "township", gongkai.ScopeAgency},
		{"四平市公主岭市教育局", "220184", "", "education", gongkai.ScopeAgency}, // its prefecture until 2020

		{"柳州市沙塘镇", "450205", "柳州市沙塘镇人民政府", "township", gongkai.ScopeAgency}, // one of four is in 柳州
		{"保定市青龙镇", "", "", "township", gongkai.ScopeAgency},                 // none of eight is in 保定
		{"东莞市长安镇", "441900", "东莞市长安镇人民政府", "township", gongkai.ScopeAgency}, // has no counties

		// Not where they are said to be, or not known: never another place.
		{"南京市朝阳区教育局", "", "", "education", gongkai.ScopeAgency},
		{"达州市无名县教育局", "", "", "education", gongkai.ScopeAgency},
		{"市场监督管理局", "", "", "market_regulation", gongkai.ScopeAgency},
		{"武昌教育局", "", "", "", ""},
		{"朝阳工信局", "", "", "", ""},
		{"钟祥镇", "", "", "township", gongkai.ScopeAgency},
		{"东城街街道办事处", "", "", "township", gongkai.ScopeAgency},
		{"红星农场", "", "", "park_zone", gongkai.ScopeAgency},
		{"县工信局", "", "", "industry_it", gongkai.ScopeAgency},
	} {
		got := Resolve(title(c.agency))
		if got.DivisionCode != c.code {
			t.Errorf("%s: division %q, want %q: %+v", c.agency, got.DivisionCode, c.code, got)
		}
		if (c.code == "") != strings.Contains(rules(got), "P-13") {
			t.Errorf("%s: issues %s", c.agency, rules(got))
		}
		if c.code == "" && c.id == "" {
			continue
		}
		if got.Function != c.id || got.Scope != c.scope {
			t.Errorf("%s: %s %s, want %s %s", c.agency, got.Function, got.Scope, c.id, c.scope)
		}
		if c.as == "" {
			c.as = c.agency
		}
		if c.code != "" && got.Agency != c.as {
			t.Errorf("%s: agency %q, want %q", c.agency, got.Agency, c.as)
		}
	}
}
