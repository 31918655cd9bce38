package site

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"

	"gongkai/canon"
)

func reportPath(r *report) string {
	return "report/" + fileCode(r.division) + "/" + strconv.FormatInt(r.id, 10) + ".html"
}

var scopes = map[string]words{
	"agency":                 {"本机关", "the agency itself"},
	"jurisdiction_aggregate": {"政府及其部门合计", "the government with its departments"},
	"office_self":            {"办公室本身", "the office itself"},
}

func scopeName(scope string) words {
	if w, ok := scopes[scope]; ok {
		return w
	}
	return words{scope, scope}
}

var grades = map[string]words{
	"A": {"无错误、无警告", "no error or warning"},
	"B": {"仅有警告", "warnings only"},
	"C": {"有错误，不影响排名", "errors that do not bar it from ranks"},
	"D": {"有错误，不参加排名", "an error that bars it from ranks"},
}

// report writes a report's page and hands the report on to its agency.
func (s *Site) report(r *report) error {
	s.reports++
	s.deny(r)
	r.path = reportPath(r)
	if err := s.toAgency(r); err != nil {
		return err
	}
	year := strconv.Itoa(r.year)
	way := append(s.way(r.division), crumb{words{r.agency, r.agency}, agencyPath(r.division, r.agencyID)}, crumb{words{year + "年", year}, ""})
	return s.write(r.path, words{r.agency + " " + year + " 年度报告", r.agency + ", " + year}, way, func(p *page) {
		s.reportHead(p, r)
		p.keyFigures(r)
		p.outcomes(r, r.path, words{"该报告", "this report"})
		p.denials(r, r.path, words{"该报告", "this report"})
		p.broken(r)
		p.cells(r)
	})
}

func (s *Site) reportHead(p *page, r *report) {
	p.put(`<dl class="facts"><div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd>{}</dd></div>`,
		words{"口径", "Counts"}, scopeName(r.scope), words{"等级", "Grade"}, words{r.grade + " · " + grades[r.grade].ZH, r.grade + " · " + grades[r.grade].EN})
	if f := canon.Functions().ByID(r.function); f != nil {
		p.put(`<div><dt>{}</dt><dd>{}</dd></div>`, words{"职能", "Function"}, words{f.ZH, f.EN})
	}
	if t := canon.Get().Template(r.template); t != nil {
		p.put(`<div><dt>{}</dt><dd>{}</dd></div>`, words{"格式", "Form"}, words{t.ZH, t.EN})
	} else if r.template != "" {
		p.put(`<div><dt>{}</dt><dd>{}</dd></div>`, words{"格式", "Form"}, r.template)
	}
	if r.published != "" {
		p.put(`<div><dt>{}</dt><dd>{}</dd></div>`, words{"发布", "Published"}, r.published)
	}
	p.put(`</dl><p class="source">{} `, words{"来源文件：", "Source document:"})
	switch to := outside(r.url); {
	case to != "":
		p.put(`<a href="{}" rel="noopener nofollow external">{}</a>`, to, or(r.title, r.url))
	default:
		p.put(`{}`, or(r.title, "—"))
	}
	p.put(` · SHA-256 <code title="{}">{}</code></p>`, r.sha256, r.sha256[:min(12, len(r.sha256))])
}

func or(a, b string) string {
	if strings.TrimSpace(a) == "" {
		return b
	}
	return a
}

// keyFigures writes the numbers that people look for first.
func (p *page) keyFigures(r *report) {
	p.put(`<div class="keys">`)
	for _, k := range []struct {
		name      words
		indicator string
	}{{words{"新收申请", "Requests received"}, "req.received"}, {words{"办理申请", "Requests processed"}, "req.processed_total"}, {words{"结转下年", "Pending at year's end"}, "req.carried_forward"}} {
		f, ok := r.sum(k.indicator)
		p.put(`<div class="key"><span class="label">{}</span>`, k.name)
		if !ok {
			p.put(`<span class="figure none">—</span><span class="small">{}</span></div>`, words{"未印出或读不出", "not printed, or not readable"})
			continue
		}
		p.put(`<span class="figure"><a href="#{}">{}</a></span><span class="small">{}</span></div>`, k.indicator, number(f), printed(r.totals[k.indicator]))
	}
	if m := r.rate; m != nil {
		p.put(`<div class="key"><span class="label"><a href="{}">{}</a></span>`, link(r.path, "definitions.html#metric-disclosure_rate_gross"), words{"公开率", "Disclosure rate"})
		if math.IsNaN(m.value) {
			p.put(`<span class="figure none">—</span><span class="small">{}</span></div>`, reason(m.reason))
		} else {
			p.put(`<span class="figure">{}</span><span class="small">n = {}`, percent(m.value), number(m.n))
			if !math.IsNaN(m.ciLow) {
				p.put(` · {} {}–{}`, words{"95% 区间", "95 % interval"}, percent(m.ciLow), percent(m.ciHigh))
			}
			p.put(`</span></div>`)
		}
	}
	p.put(`</div>`)
}

func printed(t total) words {
	if t.filled {
		return words{"总计未印出，为六类申请人之和", "the total is not printed: sum of the six applicants"}
	}
	return words{"如印出", "as printed"}
}

// reason puts a reason for having no rank into both languages; what the
// warehouse says in other words stays as it is.
func reason(r string) words {
	for _, known := range []struct{ en, zh string }{
		{"data fault: ", "数据有误："}, {"data fault", "数据有误"}, {"not in the report", "报告中没有"}, {"printed in two forms", "两种格式并存"},
		{"no number", "没有数字"}, {"denominator is 0", "分母为 0"}, {"n < ", "案件数少于 "}, {"coverage < ", "覆盖率低于 "}, {"no report for ", "无报告："},
		{"of areas only", "只适用于地区"}, {"the part exceeds the whole", "部分大于整体"}, {"denominator is negative", "分母为负"}, {"several reports of the whole jurisdiction", "有多份全辖区报告"},
		{"needs the population of divisions, which the reports do not hold", "需要人口数，报告中没有"},
	} {
		if rest, ok := strings.CutPrefix(r, known.en); ok {
			return words{known.zh + rest, r}
		}
	}
	return words{r, r}
}

// broken lists the rules that a report breaks.
func (p *page) broken(r *report) {
	p.put("<section id=\"rules\"><h2>{}</h2>", words{"违反的核对规则", "Rules it broke"})
	if len(r.issues) == 0 {
		p.put(`<p>{}</p></section>`, words{"没有发现。", "None found."})
		return
	}
	p.put(`<table class="plain"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>`,
		words{"规则", "Rule"}, words{"内容", "What it says"}, words{"在此报告中", "In this report"})
	for _, i := range r.issues {
		about := words{i.rule, i.rule}
		if rule := canon.Get().Rule(i.rule); rule != nil {
			about = words{rule.ZH, rule.EN}
		}
		p.put(`<tr><td><a href="{}">{}</a> <span class="sev {}">{}</span></td><td>{}</td><td>{}`, link(r.path, "definitions.html#"+ruleAnchor(i.rule)), i.rule,
			markup(severityClass(i.severity)), severity(i.severity), about, i.message)
		if i.indicator != "" {
			p.put(` <code>{}</code>`, strings.TrimSuffix(i.indicator+"@"+i.applicant, "@"))
		}
		p.put("</td></tr>\n")
	}
	p.put(`</tbody></table></section>`)
}

func severityClass(s string) string {
	if s == "error" || s == "warning" {
		return s
	}
	return "info"
}

func severity(s string) words {
	switch s {
	case "error":
		return words{"错误", "error"}
	case "warning":
		return words{"警告", "warning"}
	case "info":
		return words{"提示", "note"}
	}
	return words{s, s}
}

var statuses = map[string]words{
	"reported": {"已印出", "printed"}, "blank": {"空白", "blank"}, "not_applicable": {"不适用", "not applicable"}, "missing": {"表中缺", "missing"},
	"unparsed": {"读不出", "not readable"}, "ambiguous_unit": {"单位不明", "unit unclear"}, "ambiguous_text": {"数字粘连", "digits run together"},
	"derived": {"由等式推出", "derived"}, "repaired": {"识别后修正", "repaired"},
}

// labels of the rows, escaped once.
var rowLabels = sync.OnceValue(func() map[string]markup {
	m := map[string]markup{}
	for _, i := range canon.Get().Indicators {
		var p page
		p.both(words{i.ZH, i.EN})
		m[i.ID] = markup(p.String())
	}
	return m
})

func rowLabel(indicator string) markup {
	if l, ok := rowLabels()[indicator]; ok {
		return l
	}
	return escaped(indicator)
}

// cells writes every cell of a report's tables: the number, how it was read, and
// where it stands in the document. A row's anchor is its indicator's id.
func (p *page) cells(r *report) {
	if len(r.cells) == 0 {
		return
	}
	p.put(`<section id="cells"><h2>{}</h2><p class="small">{} <code>gongkai explain {}</code></p>`, words{"全部单元格", "Every cell"},
		words{"每个数字旁为其在文件中的位置（t 表 r 行 c 列）。未印出的写明原因。逐项追溯：", "Beside each number stands its place in the document (table, row, column); what is not printed says why. To trace a number:"}, strconv.FormatInt(r.id, 10))
	byRow, order := map[string][]cell{}, []string{}
	for _, c := range r.cells {
		if _, ok := byRow[c.indicator]; !ok {
			order = append(order, c.indicator)
		}
		byRow[c.indicator] = append(byRow[c.indicator], c)
	}
	applicants := canon.Get().Applicants.List
	shown := map[string]bool{}
	requests := func(head func(), indicator string, class markup) {
		row, ok := byRow[indicator]
		if !ok || row[0].applicant == "" {
			return
		}
		head()
		shown[indicator] = true
		p.put(`<tr id="{}" class="{}"><th scope="row">{}</th>`, indicator, class, rowLabel(indicator))
		for _, a := range applicants {
			p.put(`<td>`)
			for _, c := range row {
				if c.applicant == a.ID {
					p.cell(c)
				}
			}
			p.put(`</td>`)
		}
		p.put("</tr>\n")
	}
	open := false
	begin := func() {
		if open {
			return
		}
		open = true
		p.put(`<h3>{}</h3><div class="scroll"><table class="cells"><thead><tr><th scope="col">{}</th>`, words{"收到和处理的申请", "Requests received and processed"}, words{"事项", "Item"})
		for _, a := range applicants {
			p.put(`<th scope="col">{}</th>`, words{a.ZH, a.EN})
		}
		p.put("</tr></thead><tbody>\n")
	}
	group := ""
	for _, row := range canon.Get().Requests.Rows {
		class := markup("all")
		if name := outcomeNames[row.Group]; name != (words{}) {
			class = "in"
			if _, have := byRow["req."+row.ID]; have && group != row.Group {
				group = row.Group
				begin()
				p.put("<tr class=\"group\"><th scope=\"colgroup\" colspan=\"{}\">{}</th></tr>\n", len(applicants)+1, name)
			}
		}
		requests(begin, "req."+row.ID, class)
	}
	if open {
		p.put(`</tbody></table></div>`)
	}
	for _, t := range []struct {
		prefix string
		name   words
	}{{"pd.", words{"主动公开", "Proactive disclosure"}}, {"rl.", words{"行政复议与诉讼", "Reviews and litigation"}}, {"", words{"其他", "Other"}}} {
		open := false
		for _, indicator := range order {
			if shown[indicator] || !strings.HasPrefix(indicator, t.prefix) {
				continue
			}
			shown[indicator] = true
			if !open {
				open = true
				p.put("<h3>{}</h3><table class=\"cells narrow\"><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead><tbody>\n", t.name, words{"事项", "Item"}, words{"数字", "Number"})
			}
			p.put(`<tr id="{}"><th scope="row">{}</th><td>`, indicator, rowLabel(indicator))
			for i, c := range byRow[indicator] {
				if i > 0 {
					p.put(`<br>`)
				}
				p.cell(c)
			}
			p.put("</td></tr>\n")
		}
		if open {
			p.put(`</tbody></table>`)
		}
	}
	p.put(`</section>`)
}

func (p *page) cell(c cell) {
	switch {
	case c.value == "":
		w, ok := statuses[c.status]
		if !ok {
			w = words{c.status, c.status}
		}
		p.put(`<span class="gap" title="{}">{}</span>`, c.raw, w)
	case c.status == "reported" && c.raw == "":
		p.put(`{}`, grouped(c.value))
	case c.status == "reported":
		p.put(`<span title="{}">{}</span>`, c.raw, grouped(c.value))
	default:
		p.put(`<span class="mark" title="{}">{}</span> <small>{}</small>`, c.raw, grouped(c.value), statuses[c.status])
	}
	if c.locator != "" {
		p.put(`<i>{}</i>`, c.locator)
	}
}

// outcomes draws how the processed requests ended.
func (p *page) outcomes(r *report, from string, of words) {
	var parts []part
	sum := 0.0
	missing := false
	for _, o := range outcomes {
		f, ok := r.outcome(o)
		missing = missing || !ok
		parts = append(parts, part{o.name, o.class, f, ok})
		sum += f
	}
	total, have := r.sum("req.processed_total")
	if sum == 0 && !have {
		return
	}
	about := note{n: number(sum), source: of, define: "outcomes", caveat: words{"“部分公开”之外，一件申请只计一种结果；不予处理者指信访、重复申请等。", "Each request is counted once; not processed are petitions, duplicates and the like."}}
	if have && math.Abs(total-sum) > 0.5 {
		about.caveat = words{fmt.Sprintf("印出的办理总计为 %s，与各项之和 %s 不符。", number(total), number(sum)), fmt.Sprintf("The printed total is %s; the parts add up to %s.", number(total), number(sum))}
	} else if missing {
		about.caveat = words{"部分事项没有印出数字，未计入。", "Some rows have no number and are left out."}
	}
	p.figure(words{"申请的办理结果", "How requests ended"}, func() { p.stack(parts, sum) }, about, from)
}

// denials draws the grounds on which requests were denied.
func (p *page) denials(r *report, from string, of words) {
	var parts []part
	sum := 0.0
	for _, row := range canon.Get().Requests.Rows {
		if row.Group != "denied" {
			continue
		}
		f, ok := r.sum("req." + row.ID)
		parts = append(parts, part{words{row.ZH, strings.TrimPrefix(row.EN, "denied: ")}, "o3", f, ok})
		sum += f
	}
	if sum == 0 {
		return
	}
	p.figure(words{"不予公开的理由", "Grounds of denial"}, func() { p.bars(parts, sum) },
		note{n: number(sum), source: of, define: "denials", caveat: words{"占全部不予公开之比；一件只计一种理由。", "Shares of all denials; each is counted under one ground."}}, from)
}
