package override

import (
	"strings"
	"testing"

	"gongkai"
	"gongkai/transform/issuer"
)

const by = "  who: li\n  when: 2026-03-02\n  why: the text names the bureau four times\n"

func TestLint(t *testing.T) {
	for fault, text := range map[string]string{
		"exactly one of":         "- agency: 甲局\n  division: \"530127\"\n" + by,
		"is not 12 to 64":        "- document: XYZ\n  year: 2020\n" + by,
		"decides nothing":        "- path: a.html\n" + by,
		"go together":            "- path: a.html\n  agency: 甲局\n" + by,
		"is unknown; quote":      "- path: a.html\n  agency: 甲局\n  division: \"999999\"\n" + by,
		"did not stand":          "- path: a.html\n  agency: 洪泽区教育局\n  division: \"320813\"\n  year: 2010\n" + by,
		"function":               "- path: a.html\n  function: magic\n" + by,
		"scope":                  "- path: a.html\n  scope: all\n" + by,
		"no report's":            "- path: a.html\n  year: 1999\n" + by,
		"is no date":             "- path: a.html\n  year: 2020\n  who: li\n  when: March\n  why: x\n",
		"who decided":            "- path: a.html\n  year: 2020\n  when: 2026-03-02\n  why: x\n",
		"why is not said":        "- path: a.html\n  year: 2020\n  when: 2026-03-02\n  who: li\n",
		"entry 1 is about the":   "- path: a.html\n  year: 2020\n" + by + "- path: a.html\n  year: 2021\n" + by,
		"take in everything":     "- url: \"http*\"\n  year: 2020\n" + by,
		"only a last *":          "- url: \"http://*.gov.cn/a\"\n  year: 2020\n" + by,
		"unknown field \"yaer\"": "- path: a.html\n  yaer: 2020\n" + by,
	} {
		if _, err := Read("o.yaml", []byte(text)); err == nil || !strings.Contains(err.Error(), fault) || !strings.Contains(err.Error(), "o.yaml") {
			t.Errorf("want %q, got %v", fault, err)
		}
	}
	if l, err := Read("o.yaml", nil); err != nil || l.Len() != 0 {
		t.Errorf("an empty file: %v", err)
	}
}

func TestApply(t *testing.T) {
	text := "- url: http://www.wanyuan.gov.cn/x/*\n  scope: office_self\n" + by +
		"- path: b/one.html\n  agency: 万源市经信局\n  division: \"511781\"\n" + by +
		"- document: 0123456789ab\n  report: 2\n  agency: 万源市教育局\n  division: \"511781\"\n  year: 2019\n" + by
	l, err := Read("o.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	resolve := func(src gongkai.Source, report int) *issuer.Result {
		r := issuer.Resolve(issuer.Input{Titles: []string{"2020年XX乡镇（部门）政府信息公开工作年度报告"}})
		l.Apply(src, report, r)
		return r
	}
	if got := resolve(gongkai.Source{Path: "c/one.html"}, 1); got.Decided || got.DivisionCode != "" {
		t.Errorf("another document: %+v", got)
	}
	if got := len(l.Unused()); got != 3 {
		t.Errorf("%d unused", got)
	}
	got := resolve(gongkai.Source{Path: "a/b/one.html", URL: "http://www.wanyuan.gov.cn/x/1.html"}, 1)
	if got.Agency != "万源市经信局" || got.DivisionCode != "511781" || got.Function != "industry_it" || got.Scope != "agency" || got.Year != 2020 || got.Confidence != 1 {
		t.Errorf("by path, before the pattern: %+v", got)
	}
	for _, i := range got.Issues {
		if i.Rule == "P-13" || i.Rule == "P-01" && i.Severity == gongkai.SeverityError {
			t.Errorf("still %+v", i)
		}
	}
	if e := got.Evidence[len(got.Evidence)-1]; e.Signal != "override" || !strings.Contains(e.Text, "li, 2026-03-02") {
		t.Errorf("evidence %+v", e)
	}
	if got := resolve(gongkai.Source{SHA256: "0123456789abcdef", Path: "a/b/one.html"}, 2); got.Agency != "万源市教育局" || got.Year != 2019 {
		t.Errorf("by bytes: %+v", got)
	}
	if got := resolve(gongkai.Source{SHA256: "0123456789abcdef", Path: "x"}, 1); got.Decided {
		t.Errorf("the first report of the two: %+v", got)
	}
	if got := resolve(gongkai.Source{URL: "http://www.wanyuan.gov.cn/x/2.html"}, 1); got.Scope != "office_self" || got.Agency != "" {
		t.Errorf("by pattern: %+v", got)
	}
	if got := l.Unused(); len(got) != 0 {
		t.Errorf("unused: %q", got)
	}
	var none *List
	none.Apply(gongkai.Source{}, 1, &issuer.Result{})
}
