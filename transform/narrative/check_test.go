package narrative

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"gongkai"
)

// report reads prose as a report for 2023 with some cells of its tables.
func report(prose string, cells map[string]int64) *gongkai.Report {
	doc := &gongkai.Document{Blocks: []gongkai.Block{{Text: prose}}}
	r := &gongkai.Report{Year: 2023, Claims: Read(doc, 0, 1, 2023, nil), Sections: []gongkai.Section{{ID: "s1", Text: prose}}}
	for id, v := range cells {
		f := gongkai.Fact{Indicator: id, Value: decimal.NewNullDecimal(decimal.NewFromInt(v)), Status: gongkai.Reported}
		if v < 0 {
			f.Value, f.Status = decimal.NullDecimal{}, gongkai.Blank
		}
		if id[:4] == "req." {
			f.Applicant = "total"
		}
		r.Facts = append(r.Facts, f)
	}
	return r
}

// Each rule passes, fails and cannot be assessed once. A cell of -1 is blank.
func TestRules(t *testing.T) {
	type cells = map[string]int64
	for _, c := range []struct {
		rule, prose string
		cells       cells
		want        string // pass, fail, open, or none where it does not apply
	}{
		{"E-01", "收到政府信息公开申请7件。", cells{"req.received": 7}, "pass"},
		{"E-01", "收到政府信息公开申请7件。", cells{"req.received": 8}, "fail"},
		{"E-01", "未收到政府信息公开申请。", cells{"req.received": 1}, "fail"},
		{"E-01", "收到政府信息公开申请7件。", cells{"req.received": -1}, "open"},
		{"E-01", "收到政府信息公开申请70余件。", cells{"req.received": 71}, "open"},
		{"E-01", "历年累计收到政府信息公开申请70件。", cells{"req.received": 7}, "open"},
		{"E-01", "2022年收到政府信息公开申请70件。", cells{"req.received": 7}, "open"},
		{"E-01", "收到政府信息公开申请9件（含上年结转2件）。", cells{"req.received": 7, "req.carried_in": 2}, "pass"},
		{"E-01", "收到政府信息公开申请7件。", nil, "none"},
		{"E-02", "申请中予以公开及部分公开5件。", cells{"req.granted": 3, "req.partially_granted": 2}, "pass"},
		{"E-02", "申请中予以公开及部分公开5件。", cells{"req.granted": 3, "req.partially_granted": 3}, "fail"},
		{"E-02", "不予公开3件。", cells{"req.denied.state_secret": 2, "req.denied.third_party": -1}, "open"},
		{"E-02", "不予公开1件。", cells{"req.denied.state_secret": 2, "req.denied.third_party": -1}, "fail"}, // blanks make it no less
		{"E-01", "收到政府信息公开申请9件。", cells{"req.received": 7, "req.carried_in": 2}, "fail"},
		{"E-03", "结转下年度4件。", cells{"req.carried_forward": 4}, "pass"},
		{"E-03", "上年结转4件。", cells{"req.carried_in": 3}, "fail"},
		{"E-03", "上年结转4件。", cells{"req.carried_in": -1}, "open"},
		{"E-04", "制发规范性文件8件。", cells{"pd.normative_documents.issued": 8}, "pass"},
		{"E-04", "制发规范性文件8件。", cells{"pd.normative_documents.newly_made": 33}, "fail"},
		{"E-04", "制发规范性文件8件。", cells{"pd.normative_documents.issued": -1}, "open"},
		{"E-05", "未发生行政复议、行政诉讼。", cells{"rl.review.total": 0, "rl.litigation_direct.total": 0, "rl.litigation_after_review.total": 0}, "pass"},
		{"E-05", "未发生行政诉讼。", cells{"rl.litigation_direct.total": 0, "rl.litigation_after_review.total": 1}, "fail"},
		{"E-05", "未发生行政复议。", cells{"rl.review.total": -1}, "open"},
		{"E-06", "无行政处罚。", cells{"pd.penalty.decisions": 0}, "pass"},
		{"E-06", "无行政处罚。", cells{"pd.penalty.decisions": 2}, "fail"},
		{"E-06", "无行政处罚。", cells{"pd.penalty.decisions": -1}, "open"},
		{"E-07", "办理40件，其中人大建议23件、政协提案17件。", nil, "pass"},
		{"E-07", "办理40件，其中人大建议13件、政协提案17件。", nil, "fail"},
		{"E-07", "公开40条，其中公告13条、通知7条。", nil, "pass"},
		{"E-07", "公开40条，其中公告13条、通知37条。", nil, "fail"},
		{"E-07", "公开40条。", nil, "none"},
		{"E-08", "主动公开信息60条，网站公开50条。", nil, "pass"},
		{"E-08", "主动公开信息0条。微信发布21条。", nil, "fail"},
		{"E-08", "主动公开信息20条左右。微信发布21条。", nil, "none"},
		{"E-09", "未收取信息处理费。", nil, "pass"},
		{"E-09", "编制了目录。", nil, "fail"},
		{"E-09", "信息处理费按标准执行。", nil, "open"},
		{"E-10", "历年累计公开政府信息90条。", nil, "fail"},
		{"E-10", "全年公开政府信息90条。", nil, "none"},
		{"E-11", "公开政府信息90余条。", nil, "fail"},
		{"E-11", "公开政府信息90条。", nil, "none"},
	} {
		issues, counts := Check(report(c.prose, c.cells))
		i := slices.IndexFunc(counts, func(n gongkai.RuleCount) bool { return n.Rule == c.rule })
		n := counts[i]
		got := "none"
		switch {
		case n.Fail > 0:
			got = "fail"
		case n.NotAssessable > 0:
			got = "open"
		case n.Pass > 0:
			got = "pass"
		}
		said := slices.ContainsFunc(issues, func(i gongkai.Issue) bool { return i.Rule == c.rule })
		if got != c.want || said != (c.want == "fail") {
			t.Errorf("%s %q %v: %s, want %s; issues %v", c.rule, c.prose, c.cells, got, c.want, issues)
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
	claims := Read(doc, 0, len(doc.Blocks), 2023, nil)
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
		doc := &gongkai.Document{Blocks: []gongkai.Block{{Text: s}}}
		for _, c := range Read(doc, 0, 1, 2023, nil) {
			if at, err := doc.At(c.Locator); err != nil || at != c.Quote {
				t.Fatalf("%+v: %q, %v", c, at, err)
			}
		}
	})
}
