package issuer

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// corpus returns the path of a file of the corpus, or skips the test.
func corpus(t *testing.T, elem ...string) string {
	dir := os.Getenv("GONGKAI_CORPUS")
	if dir == "" {
		t.Skip("GONGKAI_CORPUS is not set")
	}
	return filepath.Join(append([]string{dir}, elem...)...)
}

// titlesFloor is the least number of rows of titles.tsv that are resolved.
const titlesFloor = 54

// TestTitles reads real headings. Some name no place and must stay unresolved;
// none may be given a wrong one.
func TestTitles(t *testing.T) {
	b, err := os.ReadFile(corpus(t, "real", "titles.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	statesYear := regexp.MustCompile(`20\d\d`)
	right, rows := 0, 0
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if f[0] == "url" {
			continue
		}
		rows++
		in := Input{Origin: f[2], URL: f[0]}
		if f[1] != "(none)" {
			in.Titles = []string{f[1]}
		}
		got := Resolve(in)
		code, year := f[5], f[8]
		switch {
		case got.DivisionCode == code && code != "":
			right++
		case got.DivisionCode != "":
			t.Errorf("%s | %s: division %s, want %q", f[1], f[2], got.DivisionCode, code)
		default:
			t.Logf("unresolved: %s | %s (%s %s): %s %.2f", f[1], f[2], code, f[3], got.Agency, got.Confidence)
		}
		if statesYear.MatchString(f[1]) && year != "" && strconv.Itoa(got.Year) != year {
			t.Errorf("%s: year %d, want %s", f[1], got.Year, year)
		}
		t.Logf("%s %s %d %s %v %s %.2f", got.DivisionCode, got.Agency, got.Year, got.Function, got.Functions, got.Scope, got.Confidence)
	}
	t.Logf("%d of %d rows resolved", right, rows)
	if right < titlesFloor {
		t.Errorf("%d rows resolved, want at least %d", right, titlesFloor)
	}
}

// TestSeeds reads the reports that the project began with, as plain text.
func TestSeeds(t *testing.T) {
	for _, c := range []struct {
		file         string
		titles, foot []string
		origin, code string
		year         int
		agency, ids  string
		placeholder  bool
		minimum      float64
		signature    int // lines at the end that are the signature
	}{
		{file: "000_63ce3d751c5ce596.txt", titles: []string{"方正县工业信息科技局2020年政府信息公开工作年度报告"}, signature: 2,
			code: "230124", year: 2020, agency: "方正县工业信息科技局", ids: "industry_it science_tech", minimum: 0.95},
		{file: "001_fb6bdbe0ddc93dda.txt", titles: []string{"2019年XX乡镇（部门）政府信息公开工作年度报告"},
			code: "511781", year: 2019, agency: "万源市经济和信息化局", ids: "industry_it", placeholder: true, minimum: 0.75},
		{file: "002_de27d4d4802e9364.txt", titles: []string{"# 卫辉市科技和工业信息化局2021年政府信息公开工作年度报告"},
			code: "410781", year: 2021, agency: "卫辉市科技和工业信息化局", ids: "industry_it science_tech", minimum: 0.95},
		{file: "003_dfb1fdf329daf87e.txt", titles: []string{"柳北区工业和信息化局2020年政府信息公开工作年度报告"}, origin: "柳北区工信局", signature: 9,
			code: "450205", year: 2020, agency: "柳北区工业和信息化局", ids: "industry_it", minimum: 0.95},
		{file: "004_b1632cd7fd96cc49.txt", titles: []string{"2020年信息公开年报", "蒲纺工业园区2020年政府信息公开工作年度报告"},
			code: "421281", year: 2020, agency: "蒲纺工业园区", ids: "park_zone", minimum: 0.8},
	} {
		b, err := os.ReadFile(corpus(t, "seeds", c.file))
		if err != nil {
			t.Fatal(err)
		}
		body := strings.Split(strings.TrimSpace(string(b)), "\n")
		in := Input{Titles: c.titles, Origin: c.origin, Body: body}
		if c.signature > 0 {
			in.Signature = body[len(body)-c.signature:]
			in.Footer = in.Signature
		}
		got := Resolve(in)
		hasP01 := false
		for _, i := range got.Issues {
			hasP01 = hasP01 || i.Rule == "P-01"
		}
		if got.DivisionCode != c.code || got.Year != c.year || got.Agency != c.agency || strings.Join(got.Functions, " ") != c.ids ||
			hasP01 != c.placeholder || got.Confidence < c.minimum || got.Scope != "agency" {
			t.Errorf("%s: got %+v", c.file, got)
		}
	}
}

// TestRealReports reads what the real reports' titles say.
func TestRealReports(t *testing.T) {
	file := func(elem ...string) []string {
		b, err := os.ReadFile(corpus(t, append([]string{"real"}, elem...)...))
		if err != nil {
			t.Fatal(err)
		}
		return strings.Split(string(b), "\n")
	}
	for _, c := range []struct {
		in          Input
		code        string
		year        int
		agency      string
		scope, rule string
	}{
		{Input{Titles: []string{"2019年上海市人民政府办公厅政府信息公开工作年度报告"}}, "310000", 2019, "上海市人民政府办公厅", "office_self", ""},
		{Input{Titles: []string{"沭阳县发展和改革局2023年政府信息公开年度报告-沭阳县发改局"}}, "321322", 2023, "沭阳县发展和改革局", "agency", ""},
		{Input{Titles: []string{"平潭综合实验区2019年政府信息公开工作年度报告"}, Body: file("pingtan_2019_txt", "doc.txt")}, "350128", 2019, "平潭综合实验区", "jurisdiction_aggregate", ""},
		{Input{Titles: []string{"平潭综合实验区2016年度政府信息公开工作年度报告"}, Body: file("pingtan_2016_txt", "doc.txt")}, "350128", 2016, "平潭综合实验区", "jurisdiction_aggregate", ""},
		{Input{Titles: []string{"# 沐阳县人民政府 2025 年 政府信息公开工作年度报告"}, Signature: []string{"沐阳县人民政府", "(2026年1月23日)"}, Body: file("shuyang_gov_2025_ocr_md", "doc.md")}, "321322", 2025, "沭阳县人民政府", "jurisdiction_aggregate", "P-17"},
		{Input{Titles: []string{"淮安市人民政府2024 年政府信息公开工作年度报告"}}, "320800", 2024, "淮安市人民政府", "jurisdiction_aggregate", ""},
		{Input{Titles: []string{"淮安市人民政府", "2024 年政府信息公开工作年度报告"}}, "320800", 2024, "淮安市人民政府", "jurisdiction_aggregate", ""},
	} {
		got := Resolve(c.in)
		rule := ""
		for _, i := range got.Issues {
			rule = i.Rule
		}
		if got.DivisionCode != c.code || got.Year != c.year || got.Agency != c.agency || got.Scope != c.scope || rule != c.rule {
			t.Errorf("%s: got %+v", c.in.Titles[0], got)
		}
	}
}
