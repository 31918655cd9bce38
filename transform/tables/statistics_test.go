package tables

import (
	"strings"
	"testing"

	"gongkai"
	"gongkai/canon"
)

const (
	list  = "统计指标|单位|统计数\n"
	years = "指标|计量单位|2016年度|历年累计\n"
)

// The form before 2019, as reports of 2016 print it. A want begins behind "s14.".
func TestStatistics(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       string // "indicator=value" or "=status"; "!indicator" for no fact
		issue      string // "rule indicator", which must be raised
	}{
		{"a row is read", list + "（一）收到申请数|件|7", "req.received=7 req.closed=missing", ""},
		{"the cumulative number is never the year's", years + "收到申请数|件|3|85376", "req.received=3", ""},
		{"nor where it stands first", "指标|单位|历年累计|年度\n收到申请数|件|85376|3", "req.received=3", ""},
		{"nor where the year's is blank", years + "收到申请数|件||85376", "req.received=blank", ""},
		{"nor where it stands alone", "指标|单位|历年累计\n收到申请数|件|85376", "req.received=missing", "T-05 s14.req.received"},
		{"nor as a sum since a year", "指标|单位|2008—2016年|2016年\n收到申请数|件|85376|3", "req.received=3", ""},
		{"up to a day is cumulative", "指标|单位|截至2016年底\n收到申请数|件|85376", "req.received=missing", "T-05 s14.req.received"},
		{"the report's own year of several", "指标|单位|2014年|2015年|2016年\n收到申请数|件|11|12|13", "req.received=13", ""},
		{"another year's number is not taken", "指标|单位|2015年度\n收到申请数|件|12", "req.received=missing", "T-05 s14.req.received"},
		{"nor the year's guessed beside it", "指标|单位|2015年度|数量\n收到申请数|件|12|13", "req.received=unparsed", "T-11 s14.req.received"},
		{"two columns alike", "指标|单位|数量|数量\n收到申请数|件|12|13", "req.received=unparsed", "T-11 s14.req.received"},
		{"the year before, in words", "指标|单位|上年数|本年数\n收到申请数|件|12|13", "req.received=13", ""},
		{"years below one label", "指标|单位|统计数|\n||2016年|历年累计\n收到申请数|件|3|85376", "req.received=3", ""},

		{"the same label in two places", list + "四、行政复议数量|件|6\n（一）维持具体行政行为数|件|1\n（二）被依法纠错数|件|2\n（三）其他情形数|件|3\n五、行政诉讼数量|件|15\n（一）维持|件|4\n（二）被依法纠错数|件|5\n（三）其他|件|6",
			"review.upheld=1 review.corrected=2 review.other=3 litigation.upheld=4 litigation.corrected=5 litigation.other=6", ""},
		{"and in a third that the form does not have", list + "四、行政复议数量|件|6\n十、信访数量|件|9\n（一）被依法纠错数|件|2", "review=6 review.corrected=missing local.信访数量=9 local.信访数量.被依法纠错数=2", "T-10 s14.local.信访数量.被依法纠错数"},
		{"其他 under channels and under interpretation", list + "收到申请数|件|1\n（二）通过不同渠道和方式公开政府信息的情况||\n5.其他|条|1\n（二）通过不同渠道和方式回应解读的情况||\n5.其他|次|2", "pd.channel_other=1 resp.other=2", ""},
		{"其中 of press conferences and of interviews", list + "1.参加或举办新闻发布会总次数|次|5\n其中：主要负责同志参加次数|次|1\n2.政府网站在线访谈次数|次|6\n其中：主要负责同志参加次数|次|2", "resp.press_conferences_head=1 resp.web_interviews_head=2", ""},
		{"其中 of another row is not the form's", list + "3.同意部分公开答复数|件|5\n其中：涉及国家秘密|件|4\n4.不同意公开答复数|件|3\n其中：涉及国家秘密|件|2", "req.denied_state_secret=2 local.req.answered.partially_granted.涉及国家秘密=! local.req.partially_granted.涉及国家秘密=4", ""},
		{"其中 that means the same anywhere", list + "制发规范性文件总数|件|5\n其中：主动公开规范性文件数|件|4", "pd.normative_issued=5 pd.normative_disclosed=4", ""},
		{"merged cells, and their own sum", "指标|~|单位|统计数\n五、行政诉讼数量^2|合计|件|9\n^|（二）被依法纠错数|件|5", "litigation=9 litigation.corrected=5", ""},
		{"a heading with a number is a local row", list + "三、依申请公开情况|件|12\n（一）收到申请数|件|7", "local.依申请公开情况=12 req.received=7", "T-10 s14.local.依申请公开情况"},

		{"a local row", list + "（三）申请答复数|件|9\n9.视为放弃申请数|件|2", "req.answered=9 local.req.answered.视为放弃申请数=2", "T-10 s14.local.req.answered.视为放弃申请数"},
		{"has the same id however it is typed", list + "(三) 申请答复数|件|9\n９、视为放弃 申请数（件）|件|2", "local.req.answered.视为放弃申请数=2", ""},
		{"and its amount is in yuan", list + "收到申请数|件|1\n政府信息公开网站维护支出|万元|1.5", "local.政府信息公开网站维护支出=15000", ""},
		{"a near word is no misprint of the form's", list + "（二）申请办结数|件|9\n1.按时办结数|件|5\n3.逾期办结数|件|4", "req.closed_extended=missing local.req.closed.逾期办结数=4", ""},
		{"nor without a number", list + "收到申请数|件|1\n逾期办结数|件|4", "req.closed_extended=missing local.逾期办结数=4", ""},
		{"a misprint in its place is", list + "（三）申请答复数|件|9\n1.属于己主动公开范围数|件|5", "req.already_public=5", "T-07 s14.req.already_public"},
		{"not where two rows are as near", list + "收到申请数|件|1\n（二）通过不同渠道和方式公开政府信息的情况||\n政务微视公开政府信息数|条|5", "pd.channel_weibo=missing pd.channel_wechat=missing local.pd.政务微视公开政府信息数=! local.政务微视公开政府信息数=5", ""},
		{"two rows in one label are neither", list + "收到申请数|件|1\n四、行政复议、行政诉讼数量|件|5", "review=missing litigation=missing local.行政复议行政诉讼数量=5", ""},
		{"who filled it in is no row", list + "收到申请数|件|1\n甲|乙|1\n填报人：王某|电话|87654321", "req.received=1 !local.甲 !local.填报人王某", ""},

		{"万元", list + "七、依申请公开信息收取的费用|万元|0.05", "fees=500", ""},
		{"元", list + "七、依申请公开信息收取的费用|元|500", "fees=500", ""},
		{"a unit in the label", "统计指标|统计数\n七、依申请公开信息收取的费用（万元）|0.05", "fees=500", ""},
		{"no unit", "统计指标|统计数\n七、依申请公开信息收取的费用|500", "fees=ambiguous_unit", "C-10 s14.fees"},
		{"no unit, and nothing charged", "统计指标|统计数\n七、依申请公开信息收取的费用|0", "fees=0", ""},
		{"two units leave none", list + "七、依申请公开信息收取的费用|元/万元|500", "fees=ambiguous_unit", "C-10 s14.fees"},
		{"blank, stroke and note", list + "收到申请数|件|\n申请办结数|件|/\n申请答复数|件|12（注1）", "req.received=blank req.closed=not_applicable req.answered=12", "T-08 s14.req.answered"},

		{"two sets of columns", "统计指标|单位|统计数|统计指标|单位|统计数\n四、行政复议数量|件|3|五、行政诉讼数量|件|6\n（一）维持具体行政行为数|件|1|（一）维持|件|4\n（二）被依法纠错数|件|2|（二）被依法纠错数|件|5", "review.corrected=2 litigation.upheld=4 litigation.corrected=5", ""},
		{"a label under 单位 is a label", list + "申请办结数|件|6\n三、依申请公开情况|（一）收到申请数|7", "req.closed=6 req.received=unparsed !local.依申请公开情况", "T-03 s14.req.received"},
		{"a unit that is not listed", list + "（一）收到申请数|封函|7\n十、讲座数|讲次|3", "req.received=7 local.讲座数=3", ""},
		{"a number under 单位", list + "收到申请数|件|7\nx\n收到申请数|3|8\n申请办结数|4|9", "req.received=unparsed req.closed=unparsed", "T-03 s14.req.closed"},
		{"a table of other columns behind", list + "收到申请数|件|7\nx\n科室|去年办理|今年办理\n申请办结数|4|9", "req.received=7 req.closed=missing", ""},
		{"a label's note in a row of its own", list + "（一）主动公开政府信息数||\n（不同渠道和方式公开相同信息计1条）|条|9\n其中：主动公开规范性文件数|条|2", "pd.info_disclosed=9 pd.normative_disclosed=2", ""},
		{"a table for each part, under its name", "四、行政复议数量\n" + list + "四、行政复议数量|件|6\n（二）被依法纠错数|件|2\n五、行政诉讼数量\n" + list + "合计|件|9\n（二）被依法纠错数|件|5", "review.corrected=2 litigation.corrected=5", ""},
		{"codes are no numbers", "序号|统计指标|单位|统计数\n1|收到申请数|件|7\n2|申请办结数|件|6", "req.received=7 req.closed=6", ""},
		{"torn by a page's end", list + "五、行政诉讼数量|件|6\nx\n（二）被依法纠错数|件|5\n九、政府信息公开会议和培训情况||", "litigation.corrected=5", ""},
		{"the header again, with local rows only", list + "收到申请数|件|1\nx\n" + list + "十一、其他工作||\n（一）目录备案数|份|4", "local.其他工作.目录备案数=4", ""},
		{"a list without a header", "收到申请数|件|7\n申请办结数|件|6\n申请答复数|件|5\n当面申请数|件|4", "req.received=7 req.received_in_person=4", "T-02 s14.req.received"},
		{"a list without a header, of two columns", "收到申请数|件|7|70\n申请办结数|件|6|60\n申请答复数|件|5|50\n当面申请数|件|4|40", "req.received=unparsed", "T-11 s14.req.received"},
		{"a row short of a cell", years + "收到申请数|件|7|~\n申请办结数|件|6|60", "req.received=unparsed req.closed=6", "T-03 s14.req.received"},
		{"a row of the form that is absent", list + allRows("s14.train.courses"), "train.courses=missing train.attendees=1", "T-05 s14.train.courses"},
		{"a title of another year", "2015年统计表||\n" + list + "收到申请数|件|7", "req.received=7", "T-09 s14.req.received"},
		{"the same number twice", list + "收到申请数|件|7\n收到申请数|件|7", "req.received=7", ""},
		{"two numbers for one row", list + "收到申请数|件|7\n收到申请数|件|8", "req.received=unparsed", "T-06 s14.req.received"},

		{"running text", "统计指标单位统计数（一）收到申请数件71.当面申请数件32.传真申请数件4", "req.received=7 req.received_in_person=3 req.received_fax=4", ""},
		{"running text: a local row", "统计指标单位统计数（一）收到申请数件71.当面申请数件35.电话申请数件2（二）申请办结数件7", "local.req.received.电话申请数=2 req.closed=7", "T-10 s14.local.req.received.电话申请数"},
		{"running text: years run together", "指标名称计量单位2016年度历年累计收到申请数件346085376申请办结数件00申请答复数件11", "req.received=ambiguous_text req.closed=0 req.answered=1", "T-04 s14.req.received"},
		{"running text: digits of money", "指标名称计量单位2016年度历年累计申请办结数件00申请答复数件11当面申请数件00依申请公开信息收取的费用万元55", "fees=50000", ""},
		{"running text: without a unit", "指标名称2016年度历年累计申请办结数00申请答复数11当面申请数00依申请公开信息收取的费用55", "fees=ambiguous_unit", "C-10 s14.fees"},
		{"running text: 本年度累计 may be two columns", "指标名称单位本年度累计收到申请数件3460申请办结数件00申请答复数件0", "req.received=ambiguous_text", "T-04 s14.req.received"},
		{"running text: a date is no number", "统计指标单位统计数收到申请数件7申请办结数件8申请答复数件9 2017年1月20日", "req.answered=9", ""},
		{"running text: a date right behind", "统计指标单位统计数收到申请数件7申请办结数件8申请答复数件92017年1月20日", "req.received=7 req.answered=ambiguous_text", "T-04 s14.req.answered"},
		{"a cell a line", "统计指标\n单位\n2016年\n历年累计\n收到申请数\n件\n7\n70\n其他工作数\n件\n2\n20\n申请办结数\n件\n5\n申请答复数\n件\n4\n40\n2017年1月20日", "req.received=7 local.其他工作数=2 req.closed=ambiguous_text req.answered=4", "T-04 s14.req.closed"},
		{"a cell a line, a unit that is not listed", "统计指标\n单位\n统计数\n收到申请数\n封函\n7\n申请办结数\n件\n8\n申请答复数\n件\n9", "req.received=7 req.closed=8 req.answered=9", ""},
		{"a cell a line, with codes", "序号\n统计指标\n单位\n统计数\n1\n收到申请数\n件\n2\n2\n申请办结数\n件\n3\n申请答复数\n件\n4", "req.received=2 req.closed=blank req.answered=4", ""},
		{"prose is no list", "收到申请数7件，项目数量3个，申请办结数6件。", "!req.received", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			res := readStatistics(t, c.text, 2016)
			got := values2014(res)
			for _, w := range strings.Fields(c.want) {
				k, v, _ := strings.Cut(w, "=")
				not := strings.HasPrefix(k, "!") || v == "!"
				k = "s14." + strings.TrimPrefix(k, "!")
				if have, ok := got[k]; not && ok || !not && have != v {
					t.Errorf("%s: got %q, want %s", k, have, w)
				}
			}
			found := c.issue == ""
			for _, i := range res.Issues {
				found = found || i.Rule+" "+i.Indicator == c.issue
			}
			if !found {
				t.Errorf("no issue %q among %v", c.issue, res.Issues)
			}
		})
	}
}

// A list in a report of a later year is the old form only where it names
// several of its rows; and a year that is unknown decides between no columns.
func TestStatisticsOfOtherYears(t *testing.T) {
	small := "项目|单位|数量\n网站信息|条|30\n行政复议数量|件|1"
	if res := readStatistics(t, small, 2022); len(res.Facts) > 0 || res.Template != "" {
		t.Errorf("a list of 2022: %v", res.Facts)
	}
	if res := readStatistics(t, list+allRows(""), 2022); res.Template != canon.T2014 || values2014(res)["s14.review"] != "1" {
		t.Errorf("the old form in 2022: template %q", res.Template)
	}
	if got := values2014(readStatistics(t, "指标|单位|2015年|2016年\n收到申请数|件|12|13", 0))["s14.req.received"]; got != "unparsed" {
		t.Errorf("two years, and none is the report's: %s", got)
	}
}

// Every row of the form is read by its official label, in order and in none.
func TestStatisticsNamesEveryRow(t *testing.T) {
	got := values2014(readStatistics(t, list+allRows(""), 2016))
	n := 0
	for _, r := range canon.Get().Statistics.Rows {
		if r.Heading || r.Local {
			continue
		}
		if n++; got[r.ID] != "1" && r.Unit != "万元" || r.Unit == "万元" && got[r.ID] != "10000" {
			t.Errorf("%s: %s", r.ID, got[r.ID])
		}
	}
	if n != 58 {
		t.Errorf("%d rows, want 58", n)
	}
}

// allRows prints the form with 1 in each row but one.
func allRows(without string) string {
	var b strings.Builder
	for _, r := range canon.Get().Statistics.Rows {
		switch {
		case r.Local || r.ID == without:
		case r.Heading:
			b.WriteString(r.ZH + "||\n")
		default:
			b.WriteString(r.ZH + "|" + r.Unit + "|1\n")
		}
	}
	return b.String()
}

func readStatistics(t *testing.T, text string, year int) Result {
	t.Helper()
	d := document(text)
	for _, f := range Read(d, 0, len(d.Blocks), year).Facts {
		if f.Status == "" || f.Value.Valid != f.Status.HasValue() {
			t.Errorf("%s: status %q, value %v", f.Indicator, f.Status, f.Value)
		}
		if f.Locator != "" {
			if at, err := d.At(f.Locator); err != nil || at != f.Raw {
				t.Errorf("%s: %q at %s, raw %q, %v", f.Indicator, at, f.Locator, f.Raw, err)
			}
		}
	}
	return Read(d, 0, len(d.Blocks), year)
}

func values2014(res Result) map[string]string {
	got := map[string]string{}
	for _, f := range res.Facts {
		if got[f.Indicator] = string(f.Status); f.Status == gongkai.Reported {
			got[f.Indicator] = f.Value.Decimal.String()
		}
	}
	return got
}
