package values

import (
	"testing"

	"gongkai"
	"gongkai/canon"
)

func TestParse(t *testing.T) {
	const (
		rep   = gongkai.Reported
		blank = gongkai.Blank
		na    = gongkai.NotApplicable
		unp   = gongkai.Unparsed
		unit  = gongkai.AmbiguousUnit
	)
	for _, c := range []struct {
		raw    string
		kind   canon.Kind
		header Unit
		value  string
		status gongkai.Status
	}{
		{"0", canon.Count, "", "0", rep},
		{"", canon.Count, "", "", blank},
		{"\u00a0", canon.Count, "", "", blank},
		{"\u3000 \n", canon.Count, "", "", blank},
		{"—", canon.Count, "", "", na}, {"－", canon.Count, "", "", na}, {"--", canon.Count, "", "", na}, {"——", canon.Count, "", "", na}, {"-", canon.Delta, "", "", na},
		{"/", canon.Count, "", "", na}, {"\\", canon.Count, "", "", na}, {"∕", canon.Count, "", "", na}, {"N/A", canon.Count, "", "", na}, {"不涉及", canon.Count, "", "", na},
		{"无", canon.Count, "", "", na},
		{"零", canon.Count, "", "0", rep}, {"〇", canon.Count, "", "0", rep}, {"０", canon.Count, "", "0", rep},
		{"１２３", canon.Count, "", "123", rep},
		{"1,234", canon.Count, "", "1234", rep}, {"1，234", canon.Count, "", "1234", rep}, {"1 234", canon.Count, "", "1234", rep}, {"1’234", canon.Count, "", "1234", rep}, {"1,234,567", canon.Count, "", "1234567", rep},
		{"12,34", canon.Count, "", "", unp}, {"0,123", canon.Count, "", "", unp},
		{"11398889", canon.Count, "", "11398889", rep},
		{"12件", canon.Count, "", "12", rep}, {"6人次", canon.Count, "", "6", rep}, {"7（件）", canon.Count, "", "7", rep}, {"0件", canon.Count, "", "0", rep},
		{"约20", canon.Count, "", "20", rep}, {"20余", canon.Count, "", "20", rep}, {"20多件", canon.Count, "", "20", rep}, {"超2000条", canon.Count, "", "2000", rep}, {"500多篇次", canon.Count, "", "500", rep},
		{"二", canon.Count, "", "2", rep}, {"十二", canon.Count, "", "12", rep}, {"二十三", canon.Count, "", "23", rep}, {"一百零五", canon.Count, "", "105", rep}, {"贰", canon.Count, "", "2", rep}, {"三万二千", canon.Count, "", "32000", rep},
		{"二三", canon.Count, "", "", unp},
		{"O", canon.Count, "", "", unp}, {"1 2", canon.Count, "", "", unp}, {"1\n2", canon.Count, "", "", unp},
		{"12*", canon.Count, "", "12", rep}, {"12①", canon.Count, "", "12", rep}, {"12³", canon.Count, "", "12", rep}, {"12[1]", canon.Count, "", "12", rep}, {"12（注1）", canon.Count, "", "12", rep},
		{"3（含上年1件）", canon.Count, "", "3", rep}, {"22（其中修订 16 件）", canon.Count, "", "22", rep},
		{"见附件", canon.Count, "", "", unp}, {"100%", canon.Count, "", "", unp}, {"2021年", canon.Count, "", "", unp}, {"×", canon.Count, "", "", unp}, {"#REF!", canon.Count, "", "", unp},
		{"'0", canon.Count, "", "0", rep}, {"=0", canon.Count, "", "0", rep}, {"1.00E+05", canon.Count, "", "100000", rep},
		{"1.5", canon.Count, "", "", unp}, {"-2", canon.Count, "", "", unp}, {"+1", canon.Count, "", "", unp}, {"12.0", canon.Count, "", "12", rep},
		{"007", canon.Count, "", "", unp}, {"00", canon.Count, "", "", unp}, {"3、4", canon.Count, "", "", unp},
		{"123456789012345", canon.Count, "", "", unp},
		{"+1", canon.Delta, "", "1", rep}, {"＋1", canon.Delta, "", "1", rep}, {"↑1", canon.Delta, "", "1", rep}, {"增加3", canon.Delta, "", "3", rep}, {"新增3项", canon.Delta, "", "3", rep}, {"增3", canon.Delta, "", "3", rep},
		{"-2", canon.Delta, "", "-2", rep}, {"－2", canon.Delta, "", "-2", rep}, {"−2", canon.Delta, "", "-2", rep}, {"减少2", canon.Delta, "", "-2", rep}, {"减2", canon.Delta, "", "-2", rep}, {"↓2", canon.Delta, "", "-2", rep},
		{"6", canon.Delta, "", "6", rep}, {"0/0", canon.Delta, "", "0", rep}, {"+2/-1", canon.Delta, "", "1", rep}, {"增2减1", canon.Delta, "", "1", rep},
		{"1.77万元", canon.Money, "", "17700", rep}, {"38.5万\n元", canon.Money, "", "385000", rep}, {"251000元", canon.Money, "", "251000", rep}, {"1950", canon.Money, "", "", unit}, {"0", canon.Money, "", "0", rep}, {"0.0000", canon.Money, TenThousand, "0", rep},
		{"43.788万元", canon.Money, TenThousand, "437880", rep}, {"96171.6", canon.Money, TenThousand, "961716000", rep}, {"316441", canon.Money, TenThousand, "3164410000", rep},
		{"1.2亿元", canon.Money, "", "120000000", rep}, {"3千元", canon.Money, "", "3000", rep}, {"500元/件", canon.Money, "", "", unp},
		{"￥1,950.00", canon.Money, "", "1950", rep}, {"¥1950", canon.Money, "", "1950", rep}, {"人民币1950元", canon.Money, "", "1950", rep}, {"12.5（万元）", canon.Money, "", "125000", rep},
		{"12\n378", canon.Count, "", "", unp}, {"378\n766", canon.Count, "", "", unp}, {"一", canon.Count, "", "", unp}, {"3（减）", canon.Delta, "", "", unp}, {"—3", canon.Delta, "", "", unp},
		{"12.5（其中减免3万元）", canon.Money, "", "", unit}, {"12.5（其中诉讼费3000元）", canon.Money, TenThousand, "125000", rep}, {"12.5（单位：万元）", canon.Money, "", "125000", rep},
		{"53\n8.22", canon.Money, TenThousand, "", unp},
		{"880元", canon.Money, TenThousand, "880", rep}, {"0.00001", canon.Money, Yuan, "", unp}, {"-5", canon.Money, Yuan, "", unp},
	} {
		r := Parse(c.raw, Context{c.kind, c.header})
		got := ""
		if r.Value.Valid {
			got = r.Value.Decimal.String()
		}
		if got != c.value || r.Status != c.status {
			t.Errorf("%q as %s: %q %s, want %q %s", c.raw, c.kind, got, r.Status, c.value, c.status)
		}
		if r.Value.Valid != r.Status.HasValue() {
			t.Errorf("%q: value and status disagree", c.raw)
		}
	}
}

// What is not plainly a number of its kind must not pass without a note.
func TestParseNotes(t *testing.T) {
	for raw, rule := range map[string]string{
		"约20": "T-08", "无": "T-08", "1.5": "A-05", "-2": "A-05", "见附件": "T-03", "12①": "T-08", "3（含上年1件）": "T-08",
	} {
		r := Parse(raw, Context{Kind: canon.Count})
		if len(r.Notes) == 0 || r.Notes[0].Rule != rule {
			t.Errorf("%q: notes %v, want %s", raw, r.Notes, rule)
		}
	}
	if r := Parse("880元", Context{canon.Money, TenThousand}); len(r.Notes) == 0 || r.Notes[0].Rule != "C-09" {
		t.Errorf("unit against the header's: notes %v, want C-09", r.Notes)
	}
	if r := Parse("约20", Context{Kind: canon.Count}); !r.Approx {
		t.Error("约20 is not approximate")
	}
}

func TestCandidates(t *testing.T) {
	for raw, want := range map[string]struct {
		value  string
		status gongkai.Status
	}{
		"1 2": {"12", gongkai.Derived}, "1\n2": {"12", gongkai.Derived}, "O": {"0", gongkai.Repaired}, "l": {"1", gongkai.Repaired}, "2O": {"20", gongkai.Repaired},
	} {
		r := Parse(raw, Context{Kind: canon.Count})
		if r.Value.Valid || r.Candidate.Decimal.String() != want.value || r.CandidateStatus != want.status {
			t.Errorf("%q: candidate %v %s, want %s %s and no value", raw, r.Candidate, r.CandidateStatus, want.value, want.status)
		}
	}
}

func TestIsValue(t *testing.T) {
	for _, s := range []string{"0", "", "—", "/", "无", "12件", "1.77万元", "+1", "约20", "二", "3（含上年1件）", "1 2", "O", "22（其中修订 16 件）"} {
		if !IsValue(s) {
			t.Errorf("%q is a value", s)
		}
	}
	for _, s := range []string{"规章", "其他", "总计", "一、本年新收政府信息公开申请数量", "（三）不予公开", "数量", "1.属于国家秘密", "2.重复申请", "3.其他", "1.其它"} {
		if IsValue(s) {
			t.Errorf("%q is a label", s)
		}
	}
}
