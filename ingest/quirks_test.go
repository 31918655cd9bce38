package ingest_test

import (
	"regexp"
	"strings"
	"testing"

	"gongkai"
	"gongkai/internal/draw"
)

// Cells that stand for their kind: a count, a change, money without a unit over
// it, money under 单位：万元.
const (
	aCount  = "req.granted@natural_person"
	aChange = "pd.licensing.items_net_change"
	aSum    = "pd.procurement.amount_cny"
	aFee    = "pd.fees.amount_cny"
)

// none is the want of a cell that must hold no value.
const none = ""

// TestQuirksOfCells puts a raw text into a cell of a report. Numbers are those of
// the project's list of quirks.
func TestQuirksOfCells(t *testing.T) {
	for _, c := range []struct {
		id, cell string
		raws     []string // in HTML
		value    string
		status   gongkai.Status
		rule     string // of an issue that names the cell
	}{
		{"Q01", aCount, []string{"0"}, "0", gongkai.Reported, ""},
		{"Q02", aCount, []string{"", " ", "&nbsp;", "\u3000", "<br>"}, none, gongkai.Blank, ""},
		{"Q03", aCount, []string{"—", "－", "–", "-", "--", "——"}, none, gongkai.NotApplicable, ""},
		{"Q03", aSum, []string{"—", "-"}, none, gongkai.NotApplicable, ""},
		{"Q03", aChange, []string{"—", "-"}, none, gongkai.NotApplicable, ""},
		{"Q04", aCount, []string{"/", "\\", "∕", "N/A", "不涉及", "不适用"}, none, gongkai.NotApplicable, ""},
		{"Q05", aCount, []string{"无"}, none, gongkai.NotApplicable, "T-08"},
		{"Q05", aSum, []string{"无"}, none, gongkai.NotApplicable, ""},
		{"Q06", aCount, []string{"零", "〇", "０"}, "0", gongkai.Reported, ""},
		{"Q07", aCount, []string{"１２３"}, "123", gongkai.Reported, ""},
		{"Q08", aCount, []string{"1,234", "1，234", "1 234", "1’234"}, "1234", gongkai.Reported, ""},
		{"Q09", aCount, []string{"12,34"}, none, gongkai.Unparsed, "T-03"},
		{"Q10", aCount, []string{"11398889"}, "11398889", gongkai.Reported, ""},
		{"Q11", aCount, []string{"12件", "12条", "12个", "12项", "12人次", "12（件）"}, "12", gongkai.Reported, ""},
		{"Q12", aCount, []string{"0件"}, "0", gongkai.Reported, ""},
		{"Q13", aCount, []string{"约20", "20余", "20多", "近20"}, "20", gongkai.Reported, "T-08"},
		{"Q13", aCount, []string{"超2000条"}, "2000", gongkai.Reported, "T-08"},
		{"Q13", aCount, []string{"500多篇次"}, "500", gongkai.Reported, "T-08"},
		{"Q14", aSum, []string{"1.77万元"}, "17700", gongkai.Reported, ""},
		{"Q15", aSum, []string{"251000元"}, "251000", gongkai.Reported, ""},
		{"Q16", aSum, []string{"1950"}, none, gongkai.AmbiguousUnit, "C-10"},
		{"Q17", aFee, []string{"43.788万元", "43.788"}, "437880", gongkai.Reported, ""},
		{"Q18", aFee, []string{"0.0000"}, "0", gongkai.Reported, ""},
		{"Q18", aSum, []string{"0.0000"}, "0", gongkai.Reported, ""},
		{"Q19", aFee, []string{"96171.6"}, "961716000", gongkai.Reported, ""},
		{"Q19", aFee, []string{"316441"}, "3164410000", gongkai.Reported, ""},
		{"Q20", aSum, []string{"1.2亿元"}, "120000000", gongkai.Reported, ""},
		{"Q20", aSum, []string{"3千元"}, "3000", gongkai.Reported, ""},
		{"Q20", aSum, []string{"500元/件"}, none, gongkai.Unparsed, "T-03"},
		{"Q21", aSum, []string{"￥1,950.00", "¥1950", "人民币1950元"}, "1950", gongkai.Reported, ""},
		{"Q22", aChange, []string{"+1", "＋1", "↑1"}, "1", gongkai.Reported, ""},
		{"Q22", aChange, []string{"增加3", "增3", "新增3项"}, "3", gongkai.Reported, ""},
		{"Q23", aChange, []string{"-2", "－2", "−2", "减少2", "减2", "↓2"}, "-2", gongkai.Reported, ""},
		{"Q24", aChange, []string{"6"}, "6", gongkai.Reported, ""},
		{"Q25", aChange, []string{"0/0"}, "0", gongkai.Reported, "T-08"},
		{"Q25", aChange, []string{"+2/-1", "增2减1"}, "1", gongkai.Reported, "T-08"},
		{"Q26", aCount, []string{"-2"}, none, gongkai.Unparsed, "A-05"},
		{"Q27", aCount, []string{"1.5"}, none, gongkai.Unparsed, "A-05"},
		{"Q28", aCount, []string{"二", "贰"}, "2", gongkai.Reported, ""},
		{"Q28", aCount, []string{"十二"}, "12", gongkai.Reported, ""},
		{"Q28", aCount, []string{"二十三"}, "23", gongkai.Reported, ""},
		{"Q28", aCount, []string{"一百零五"}, "105", gongkai.Reported, ""},
		{"Q29", aCount, []string{"O", "o", "l", "I"}, none, gongkai.Unparsed, "T-03"}, // the row does not close
		{"Q30", aCount, []string{"1 2", "1<br>2"}, none, gongkai.Unparsed, "T-03"},
		{"Q31", aCount, []string{"12*", "12①", "12[1]", "12（注1）"}, "12", gongkai.Reported, "T-08"},
		{"Q32", aCount, []string{"3（含上年1件）"}, "3", gongkai.Reported, "T-08"},
		{"Q33", aCount, []string{"见附件", "详见正文", "略"}, none, gongkai.Unparsed, "T-03"},
		{"Q34", aCount, []string{"100%"}, none, gongkai.Unparsed, "T-03"},
		{"Q35", aCount, []string{"2021年", "2021年1月20日"}, none, gongkai.Unparsed, "T-03"},
		{"Q36", aCount, []string{"×", "√", "有"}, none, gongkai.Unparsed, "T-03"},
		{"Q37", aCount, []string{"'0", "=0"}, "0", gongkai.Reported, ""},
		{"Q37", aCount, []string{"#REF!"}, none, gongkai.Unparsed, "T-03"},
		{"Q38", aCount, []string{"1.00E+05"}, "100000", gongkai.Reported, "T-08"},
	} {
		for _, raw := range c.raws {
			t.Run(c.id+" "+raw, func(t *testing.T) {
				template := draw.T2019
				if c.cell == aFee {
					template = draw.T2021
				}
				p := newPage(t, template)
				p.put(c.cell, raw)
				got := p.read()
				f := got.cell(c.cell)
				if value(f) != c.value || f.Status != c.status {
					t.Errorf("%s is %s, %s; want %q, %s", c.cell, value(f), f.Status, c.value, c.status)
				}
				if c.rule != "" && !got.says(c.rule, c.cell) {
					t.Errorf("no issue %s names %s: %v", c.rule, c.cell, got.Issues)
				}
				if want := c.id == "Q13"; f.Approx != want {
					t.Errorf("approx is %v", f.Approx)
				}
				got.others(c.cell)
			})
		}
	}
}

// TestQuirksThatCloseARow: what a row's sum alone decides.
func TestQuirksThatCloseARow(t *testing.T) {
	split := func(s string) string { return s[:1] + " " + s[1:] }
	for id, c := range map[string]struct {
		make   func(string) string
		status gongkai.Status
	}{
		"Q29": {func(s string) string { return strings.NewReplacer("0", "O", "1", "l").Replace(s) }, gongkai.Repaired},
		"Q30": {split, gongkai.Derived},
	} {
		t.Run(id, func(t *testing.T) {
			p := newPage(t, draw.T2021)
			for _, cell := range p.cells("req.") { // a cell whose number the quirk changes
				raw := p.truth.Cells[cell].Value
				if now := c.make(raw); now != raw && len(raw) == 5 && !strings.HasSuffix(cell, "@total") {
					p.put(cell, now)
					got := p.read()
					if f := got.cell(cell); value(f) != raw || f.Status != c.status {
						t.Errorf("%s, printed %q, is %s, %s", cell, now, value(f), f.Status)
					}
					got.others(cell)
					return
				}
			}
			t.Fatal("no number to change")
		})
	}
}

// TestQuirksOfLabels prints labels in other words; no number may change.
func TestQuirksOfLabels(t *testing.T) {
	const o, n, both = draw.T2019, draw.T2021, "both"
	for _, c := range []struct {
		id       string
		template draw.Template
		from     string
		to       []string
		rule     string // of an issue about anything
	}{
		{"Q40", both, ">自然人<", []string{">自\n然\n人<", ">自<br>然<br>人<"}, ""},
		{"Q41", both, ">（一）予以公开<", []string{">(一)予以公开<", ">㈠予以公开<", ">一)予以公开<", ">(一 )予以公开<", ">（一）、予以公开<"}, ""},
		{"Q42", both, ">1.属于国家秘密<", []string{">1、属于国家秘密<", ">１．属于国家秘密<", ">⒈属于国家秘密<", ">①属于国家秘密<", ">1. 属于国家秘密<"}, ""},
		{"Q42", n, ">3.其他<", []string{">3、其他<", ">３．其他<", ">⒊其他<", ">③其他<", ">3 . 其 他<"}, ""},
		{"Q43", both, ">（七）总计<", []string{">（七）总  计<", ">（七）总\u3000计<", ">（七）\u00a0总\u200b计<", ">\ufeff（七）总\u2002计<"}, ""},
		{"Q44", both, ">3.危及“三安全一稳定”<", []string{">3.危及\"三安全一稳定\"<", ">3.危及「三安全一稳定」<", ">3.危及三安全一稳定<"}, ""},
		{"Q45", both, ">2.其他法律行政法规禁止公开<", []string{">2.其他法律、行政法规禁止公开<", ">2.其他法律法规禁止公开<"}, ""},
		{"Q46", n, ">3.其他<", []string{">3.其它<"}, ""},
		{"Q46", both, ">其他<", []string{">其它<"}, ""},
		{"Q47", both, "勾稽", []string{"勾嵇"}, ""},
		{"Q48", o, ">规范性文件<", []string{">行政规范性文件<"}, ""},
		{"Q48", n, ">行政规范性文件<", []string{">规范性文件<"}, ""},
		{"Q49", o, ">规范性文件<", []string{">规范性文件（指行政机关以决定、公告、“办法”等名义发布，反复适用的文件，2019年5月15日后制作的3类）<"}, ""},
		{"Q50", o, ">上一年项目数量<", []string{">上一年项目数量(指2019年事项数)<"}, ""},
		{"Q51", o, ">本年新制作数量</td><td>本年新公开数量<", []string{">本年新</td><td>本年新<"}, "T-02"},
		{"Q52", o, ">本年增/减</td><td>处理决定数量<", []string{"></td><td>处理决定数量<"}, ""},
		{"Q53", n, ">本年处理决定数量<", []string{">本年处理绝对数量<"}, "T-07"},
		{"Q54", n, ">现行有效件数<", []string{">现行有效件<"}, ""},
		{"Q54", n, ">本年制发件数<", []string{">本年制发<"}, ""},
		{"Q55", both, ">二、上年结转政府信息公开申请数量<", []string{">二、上年结转政府信息公开数量<"}, ""},
		{"Q56", o, ">本年增/减<", []string{">本年增／减<", ">本年增减<", ">本年增(减)<"}, ""},
		{"Q57", n, ">本年制发件数<", []string{">本年製發件數<"}, ""},
		{"Q57", n, ">行政规范性文件<", []string{">行政規範性檔案<"}, ""},
		{"Q58", both, ">行政处罚<", []string{">行(xing)政(zheng)处(chu)罚(fa)<"}, ""},
		{"Q62", n, ` rowspan="3">（六）其他处理<`, []string{` rowspan="4">（六）其他处理<`}, ""},
		{"Q73", o, ">采购总金额<", []string{">采购总金额（单位：元）<"}, "C-09"},
		{"Q74", both, "二、主动公开政府信息情况</strong></p>", []string{"二、主动公开政府信息情况</strong></p><p>该部分以表格形式报告。表格如下：</p>"}, "P-20"},
	} {
		for _, template := range []draw.Template{o, n} {
			if c.template != both && c.template != template {
				continue
			}
			for _, to := range c.to {
				t.Run(c.id+" "+to, func(t *testing.T) {
					p := newPage(t, template)
					p.all(c.from, to)
					if c.id == "Q62" { // the row （七） has lost its place in the second column
						p.replace(`<td colspan="2">（七）总计<`, "<td>（七）总计<")
					}
					got := p.read()
					got.others()
					if c.rule != "" && !got.says(c.rule, "") {
						t.Errorf("no issue %s: %v", c.rule, got.Issues)
					}
				})
			}
		}
	}
}

// TestQuirksOfRows changes the shape of tables.
func TestQuirksOfRows(t *testing.T) {
	run := func(id string, template draw.Template, do func(p *page), check func(got reading)) {
		t.Run(id, func(t *testing.T) {
			p := newPage(t, template)
			do(p)
			check(p.read())
		})
	}
	right := func(got reading) { got.others() }
	said := func(rule, cell string) func(reading) {
		return func(got reading) {
			got.p.t.Helper()
			got.others()
			if !got.says(rule, cell) {
				got.p.t.Errorf("no issue %s for %q: %v", rule, cell, got.Issues)
			}
		}
	}
	run("Q39", draw.T2021, func(p *page) { // one value in three merged cells, exported thrice
		raw := p.raws["pd.licensing.decisions"]
		p.replace(`<td colspan="3">`+raw+"</td>", strings.Repeat("<td>"+raw+"</td>", 3))
	}, right)
	run("Q59", draw.T2021, func(*page) {}, func(got reading) { // 其他 on three axes
		for _, c := range []string{"req.other.misc@org_other", "req.other.misc@total", "req.granted@org_other", "rl.review.other"} {
			if value(got.cell(c)) != got.p.truth.Cells[c].Value {
				got.p.t.Error(c)
			}
		}
	})
	run("Q61", draw.T2021, func(p *page) { // the header of （六） in a row of its own, with empty cells
		p.replace(`<tr><td rowspan="3">（六）其他处理</td>`, `<tr><td colspan="2">（六）其他处理</td>`+strings.Repeat("<td></td>", 7)+`</tr><tr><td rowspan="3"></td>`)
	}, right)
	run("Q63", draw.T2019, func(p *page) {
		p.replace(`<tr><td colspan="2">（二）`, `<tr><td>三、本年度办理结果</td><td>（二）`)
		p.html = strings.Replace(p.html, ` rowspan="21">三、本年度办理结果`, ` rowspan="1">三、本年度办理结果`, 1)
	}, func(got reading) { got.others() })
	run("Q67", draw.T2019, func(p *page) {
		p.replace(">规范性文件</td>", ">其他主动公开文件</td><td>7</td><td>8</td><td>9</td></tr><tr><td>规范性文件</td>")
	}, said("T-01", ""))
	run("Q68", draw.T2019, func(p *page) {
		p.cut("<tr><td>行政强制</td>", "</tr>")
		p.lose("pd.coercion.items_prior_year", "pd.coercion.items_net_change", "pd.coercion.decisions")
	}, said("T-05", "pd.coercion.decisions"))
	run("Q72", draw.T2019, func(p *page) { p.transpose() }, said("T-02", ""))
	run("Q73", draw.T2019, func(p *page) { // the unit in a caption over the table
		amount := strings.TrimSuffix(p.raws[aSum], "万元")
		p.put(aSum, amount)
		p.replace(">第二十条第（九）项<", ">第二十条第（九）项（单位：万元）<")
	}, right)
	run("Q75", draw.T2021, func(p *page) { p.split() }, right)
	run("Q76", draw.T2021, func(p *page) { // the total before the outcomes, in every block
		p.html = strings.NewReplacer(">结果维持<", ">总计<", ">总计<", ">结果维持<").Replace(p.html)
		for _, b := range []string{"rl.review.", "rl.litigation_direct.", "rl.litigation_after_review."} {
			p.truth.Cells[b+"upheld"], p.truth.Cells[b+"total"] = p.truth.Cells[b+"total"], p.truth.Cells[b+"upheld"]
		}
		p.html = strings.Replace(p.html, ">结果维持<", ">总计<", 1) // of the table of requests
	}, right)
	for id, kind := range map[string]draw.Mess{"Q64": draw.HeadAgain, "Q69": draw.MissingTotal, "Q70": draw.ExtraColumn, "Q71": draw.TotalFirst} {
		t.Run(id, func(t *testing.T) {
			readBack(t, draw.Options{Seed: 5, Layout: draw.Clean, Template: draw.T2021, Messy: true, Mess: kind})
		})
	}
	run("Q66", draw.T2021, func(p *page) { // label and numbers glued, in one cell a row
		from, to := p.table("申请人情况")
		rows := strings.NewReplacer("</td><td>", " ", "</td>", "", "</tr>", "</p>").Replace(p.html[from:to])
		p.html = p.html[:from] + tag.ReplaceAllString(rows, "") + p.html[to:]
	}, func(got reading) {
		for _, c := range got.p.cells("req.") { // totals and blanks decide all of it
			if f := got.cell(c); value(f) != got.p.truth.Cells[c].Value {
				got.p.t.Errorf("%s is %s %s", c, value(f), f.Status)
			}
		}
	})
}

// tag is what stands between a table's texts, but for the ends of rows.
var tag = regexp.MustCompile(`<(?:/?(?:table|tr|td)[^>]*)>`)

// cut removes a row.
func (p *page) cut(from, to string) {
	p.t.Helper()
	i := strings.Index(p.html, from)
	if i < 0 {
		p.t.Fatalf("%q does not stand in the page", from)
	}
	p.html = p.html[:i] + p.html[i+strings.Index(p.html[i:], to)+len(to):]
}

// lose makes cells of the truth missing.
func (p *page) lose(cells ...string) {
	for _, c := range cells {
		w := p.truth.Cells[c]
		p.truth.Cells[c] = draw.Want{Status: gongkai.Missing, Template: w.Template, Issue: true}
	}
}

// table returns the bounds of the table that holds a text.
func (p *page) table(with string) (from, to int) {
	i := strings.Index(p.html, with)
	return strings.LastIndex(p.html[:i], "<table"), i + strings.Index(p.html[i:], "</table>") + len("</table>")
}

// transpose prints the table of requests with the applicants downwards.
func (p *page) transpose() {
	var ids, labels []string
	for _, l := range [][2]string{{"received", "一、本年新收政府信息公开申请数量"}, {"carried_in", "二、上年结转政府信息公开申请数量"}, {"granted", "（一）予以公开"}, {"partially_granted", "（二）部分公开"}, {"other.total", "（六）其他处理"}, {"processed_total", "（七）总计"}, {"carried_forward", "四、结转下年度继续办理"}} {
		ids, labels = append(ids, l[0]), append(labels, "<td>"+l[1]+"</td>")
	}
	html := "<table><tr><td>申请人情况</td>" + strings.Join(labels, "") + "</tr>"
	for _, a := range [][2]string{{"natural_person", "自然人"}, {"org_commercial", "商业企业"}, {"org_research", "科研机构"}, {"org_public_interest", "社会公益组织"}, {"org_legal_service", "法律服务机构"}, {"org_other", "其他"}, {"total", "总计"}} {
		html += "<tr><td>" + a[1] + "</td>"
		for _, id := range ids {
			html += "<td>" + p.raws["req."+id+"@"+a[0]] + "</td>"
		}
		html += "</tr>"
	}
	for _, c := range p.cells("req.") {
		ind, _, _ := strings.Cut(strings.TrimPrefix(c, "req."), "@")
		if !strings.Contains(" "+strings.Join(ids, " ")+" ", " "+ind+" ") {
			p.lose(c)
		}
	}
	from, to := p.table("申请人情况")
	p.html = p.html[:from] + html + "</table>" + p.html[to:]
}

// split prints the table of reviews and litigation as three.
func (p *page) split() {
	html := ""
	for _, b := range [][2]string{{"review", "行政复议"}, {"litigation_direct", "行政诉讼（未经复议直接起诉）"}, {"litigation_after_review", "行政诉讼（复议后起诉）"}} {
		html += "<p>" + b[1] + "</p><table><tr><td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td></tr><tr>"
		for _, o := range []string{"upheld", "corrected", "other", "pending", "total"} {
			html += "<td>" + p.raws["rl."+b[0]+"."+o] + "</td>"
		}
		html += "</tr></table>"
	}
	from, to := p.table("结果纠正")
	p.html = p.html[:from] + html + p.html[to:]
}
