package narrative

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/canon"
)

// report reads prose as a report for a year with some cells of its tables.
func report(t *testing.T, prose string, year int, cells map[string]interface{}) *gongkai.Report {
	doc := &gongkai.Document{Blocks: []gongkai.Block{{Text: prose}}}
	r := &gongkai.Report{Year: year, Claims: claimsOf(doc, year), Sections: []gongkai.Section{{ID: "s1", Text: prose}}}
	for id, v := range cells {
		f := gongkai.Fact{Indicator: id, Status: gongkai.Blank}
		if s := fmt.Sprint(v); s != "blank" {
			d, err := decimal.NewFromString(s)
			if err != nil {
				t.Fatal(err)
			}
			f.Value, f.Status = decimal.NewNullDecimal(d), gongkai.Reported
		}
		if strings.HasPrefix(id, "req.") {
			f.Applicant = "total"
		}
		r.Facts = append(r.Facts, f)
	}
	return r
}

type fixture struct {
	Rule, Prose string
	Year        *int                   // of the report; 2023 where none is said
	Cells       map[string]interface{} // totals; "blank" where there is no number
	Want        string                 // pass, fail, not assessable or not applicable
}

// Each rule ends on its fixtures as they say, and says so where it fails.
func TestRules(t *testing.T) {
	b, err := os.ReadFile("testdata/E.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var list []fixture
	if err := yaml.UnmarshalWithOptions(b, &list, yaml.DisallowUnknownField()); err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		year := 2023
		if f.Year != nil {
			year = *f.Year
		}
		issues, counts := Check(report(t, f.Prose, year, f.Cells))
		n := counts[slices.IndexFunc(counts, func(n gongkai.RuleCount) bool { return n.Rule == f.Rule })]
		got := "not applicable"
		switch {
		case n.Fail > 0:
			got = "fail"
		case n.NotAssessable > 0:
			got = "not assessable"
		case n.Pass > 0:
			got = "pass"
		}
		said := slices.ContainsFunc(issues, func(i gongkai.Issue) bool { return i.Rule == f.Rule })
		if got != f.Want || said != (f.Want == "fail") || (n.NotApplicable > 0) != (f.Want == "not applicable") {
			t.Errorf("%s %q %v: %s, want %s; %+v, issues %v", f.Rule, f.Prose, f.Cells, got, f.Want, n, issues)
		}
	}
}

// A blank total is the sum of its applicants where all are printed, a printed one
// stands against whatever they add up to; the issue names the cell.
func TestTotals(t *testing.T) {
	all := canon.Get().Applicants.List
	for name, c := range map[string]struct {
		total   string
		without int // applicants that are not in the table
		says    int
		want    string
	}{
		"blank, all there":     {"blank", 0, 3 * (len(all) - 1), "pass"},
		"blank, another sum":   {"blank", 0, 3*(len(all)-1) + 1, "fail"},
		"blank, one not there": {"blank", 1, 3, "not assessable"},
		"printed":              {"71", 0, 71, "pass"},
		"printed, but the sum": {"71", 0, 3 * (len(all) - 1), "fail"},
	} {
		r := report(t, fmt.Sprintf("收到政府信息公开申请%d件。", c.says), 2023, map[string]interface{}{"req.received": c.total})
		for _, a := range all {
			if a.ID != "total" {
				r.Facts = append(r.Facts, gongkai.Fact{Indicator: "req.received", Applicant: a.ID, Status: gongkai.Reported, Value: decimal.NewNullDecimal(decimal.NewFromInt(3))})
			}
		}
		r.Facts = r.Facts[:len(r.Facts)-c.without]
		issues, counts := Check(r)
		n := counts[slices.IndexFunc(counts, func(n gongkai.RuleCount) bool { return n.Rule == "E-01" })]
		if got := map[string]int{"pass": n.Pass, "fail": n.Fail, "not assessable": n.NotAssessable}; got[c.want] != 1 || got["pass"]+got["fail"]+got["not assessable"] != 1 {
			t.Errorf("%s: %+v, want %s", name, n, c.want)
		}
		for _, i := range issues {
			if i.Rule == "E-01" && (i.Indicator != "req.received" || c.total != "blank" && (i.Applicant != "total" || !slices.Equal(i.Cells, []string{"req.received@total"}))) {
				t.Errorf("%s: %+v", name, i)
			}
		}
	}
}

// A share of a total is no total.
func TestShares(t *testing.T) {
	for text, want := range map[string][]string{
		"2023年全区主动公开政府信息3460条。其中，区直各部门主动公开政府信息1822条，占53%。各乡镇主动公开政府信息1638条，占47.0%。": {"items.total 3460"},
		"2023年全区主动公开政府信息3460条，占年度计划的100%。":                                         {"items.total 3460"},
		"今年，全区各单位共公布政府信息2599条，（其中机构职能类信息25条，其他应主动公开政府信息2574条）。":                    {"items.total 2599"},
	} {
		if got := read(text); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

// A list of channels goes on behind a semicolon, and a channel that stands for
// others too has no number of its own.
func TestChannelsNamed(t *testing.T) {
	for text, want := range map[string][]string{
		"公开信息90条，公开形式为：1.政府网站51条；2.微信公众号31条；3.公示栏8条。": {"items.total 90", "items.website 51", "items.wechat 31", "items.board 8"},
		"网站公开51条。微信公众号31条。":                           {"items.website 51"},
		"网站公开51条；微信公众号申请31条。":                         {"items.website 51"},
		"通过公示栏等形式发布信息77条，通过网站公开信息21条。":                {"items.website 21"},
		"通过公示栏发布信息77条。":                               {"items.board 77"},
		"“网站”公开“信息”51条，其中“予以公开”3件。":                   {"items.website 51", "requests.granted 3"},
		"公开信息（　）条。":                                   {"items.total none"},
		"不足百件，公开信息不足千条。":                              nil,
	} {
		if got := read(text); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

// A quote stands where its locator says, and a heading gives its topic to what
// follows.
func TestPlace(t *testing.T) {
	doc := &gongkai.Document{Blocks: []gongkai.Block{
		{Text: "二、主动公开政府信息情况"}, {Text: "（二）依申请公开"},
		{Text: "　　本年度\n共收到 １２ 件，全部按期办结。"}, {Text: "网站公开信息９条", Zone: gongkai.Furniture},
	}}
	claims := claimsOf(doc, 2023)
	if len(claims) != 1 || claims[0].ID != "requests.received" || claims[0].Section != "s2" || claims[0].Value.Decimal.String() != "12" {
		t.Fatalf("%+v", claims)
	}
	if at, err := doc.At(claims[0].Locator); err != nil || at != claims[0].Quote || at != "本年度\n共收到 １２ 件" {
		t.Errorf("%q, %v; quote %q", at, err, claims[0].Quote)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("收到申请12件，网站、微信分别公开3条、4条。")
	f.Add("1,2,3条条件件万万0.0.0余余")
	f.Fuzz(func(t *testing.T, s string) {
		doc := &gongkai.Document{Blocks: []gongkai.Block{{Text: strings.ToValidUTF8(s, "�")}}} // readers give nothing else
		for _, c := range claimsOf(doc, 2023) {
			if at, err := doc.At(c.Locator); err != nil || at != c.Quote {
				t.Fatalf("%+v: %q, %v", c, at, err)
			}
		}
	})
}

// claimsOf reads all blocks of a document.
func claimsOf(doc *gongkai.Document, year int) []gongkai.Claim {
	claims, _ := Read(doc, 0, len(doc.Blocks), year, nil)
	return claims
}
