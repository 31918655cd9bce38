package site

import (
	"context"
	"fmt"
	"strconv"

	"gongkai/canon"
)

// table2 is the result of a query of two names and a count.
type table2 struct{ row, column string }

// cross runs a query of row, column, count.
func (s *Site) cross(ctx context.Context, query string) (rows, columns []string, n map[table2]int, err error) {
	n = map[table2]int{}
	r, err := s.db.QueryContext(ctx, query)
	if err != nil {
		return nil, nil, nil, err
	}
	defer r.Close()
	haveRow, haveColumn := map[string]bool{}, map[string]bool{}
	for r.Next() {
		var at table2
		var c int
		if err := r.Scan(&at.row, &at.column, &c); err != nil {
			return nil, nil, nil, err
		}
		if !haveRow[at.row] {
			haveRow[at.row] = true
			rows = append(rows, at.row)
		}
		if !haveColumn[at.column] {
			haveColumn[at.column] = true
			columns = append(columns, at.column)
		}
		n[at] += c
	}
	return rows, columns, n, r.Err()
}

func (s *Site) writeQuality(ctx context.Context) error {
	gradeYears, _, grade, err := s.cross(ctx, `SELECT year::VARCHAR, grade, count(*) FROM w.report GROUP BY ALL ORDER BY 1, 2`)
	if err != nil {
		return err
	}
	statusNames, statusTables, status, err := s.cross(ctx, `SELECT status, tbl, n FROM (
		SELECT status, 'req' AS tbl, count(*) AS n FROM w.fact_request GROUP BY ALL UNION ALL SELECT status, 'pd', count(*) FROM w.fact_proactive GROUP BY ALL
		UNION ALL SELECT status, 'rl', count(*) FROM w.fact_challenge GROUP BY ALL UNION ALL SELECT status, 's14', count(*) FROM w.fact_statistic GROUP BY ALL) ORDER BY sum(n) OVER (PARTITION BY status) DESC, status, tbl`)
	if err != nil {
		return err
	}
	rules, _, broken, err := s.cross(ctx, `SELECT rule, severity, count(DISTINCT report_id) FROM w.issue GROUP BY ALL ORDER BY 3 DESC, 1, 2`)
	if err != nil {
		return err
	}
	reasons, _, refused, err := s.cross(ctx, `SELECT reason, outcome, count(*) FROM w.quarantine GROUP BY ALL ORDER BY 3 DESC, 1, 2`)
	if err != nil {
		return err
	}
	name := "quality.html"
	return s.write(name, words{"数据质量", "Data quality"}, nil, func(p *page) {
		p.put(`<p class="lead">{} <a href="{}">{}</a></p>`, words{"机关的表格常有错漏。这里说明有多少、是什么错，以及哪些报告因此不参加排名。", "What agencies fill in is often wrong or incomplete. Here is how much, in what way, and which reports are therefore not ranked."},
			link(name, leaguePath("L14")), words{"数据有误的报告", "Reports with a data fault"})
		p.put("<section><h2>{}</h2><div class=\"scroll\"><table class=\"data slim\"><thead><tr><th scope=\"col\">{}</th>", words{"等级", "Grades"}, words{"年度", "Year"})
		for _, g := range []string{"A", "B", "C", "D"} {
			p.put(`<th scope="col" class="n"><span title="{}">{}</span></th>`, grades[g].ZH, g)
		}
		p.put("</tr></thead><tbody>\n")
		for _, y := range gradeYears {
			p.put(`<tr><th scope="row">{}</th>`, y)
			for _, g := range []string{"A", "B", "C", "D"} {
				p.put(`<td class="n">{}</td>`, count(grade[table2{y, g}]))
			}
			p.put("</tr>\n")
		}
		p.put("</tbody></table></div><p class=\"note\">")
		for _, g := range []string{"A", "B", "C", "D"} {
			p.put(`<b>{}</b> {}　`, g, grades[g])
		}
		p.put(`· <a href="{}">{}</a></p></section>`, link(name, "definitions.html#grades"), words{"定义", "Definition"})
		s.statusTable(p, statusNames, statusTables, status, name)
		p.put("<section><h2>{}</h2><div class=\"scroll\"><table class=\"data sortable\"><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\" class=\"n\">{}</th><th scope=\"col\" class=\"n\">{}</th></tr></thead><tbody>\n",
			words{"违反的规则", "Rules broken"}, words{"规则", "Rule"}, words{"内容", "What it says"}, words{"报告", "Reports"}, words{"占全部", "Of all"})
		for _, r := range rules {
			about := words{r, r}
			if rule := canon.Get().Rule(r); rule != nil {
				about = words{rule.ZH, rule.EN}
			}
			n := broken[table2{r, "error"}] + broken[table2{r, "warning"}] + broken[table2{r, "info"}]
			p.put("<tr><th scope=\"row\"><a href=\"{}\">{}</a></th><td>{}</td><td class=\"n\">{}</td>", link(name, "definitions.html#"+ruleAnchor(r)), r, about, count(n))
			p.rate(float64(n) / float64(max(1, s.reports)))
			p.put("</tr>\n")
		}
		p.put("</tbody></table></div><p class=\"note\">n = {}</p></section>", words{count(s.reports) + " 份报告", count(s.reports) + " reports"})
		p.put("<section><h2>{}</h2>", words{"没有读成的文件", "Documents that gave no report"})
		if len(reasons) == 0 {
			p.put(`<p>{}</p>`, words{"没有。", "None."})
		} else {
			p.put(`<table class="data slim"><thead><tr><th scope="col">{}</th><th scope="col" class="n">{}</th></tr></thead><tbody>`, words{"原因", "Reason"}, words{"文件", "Documents"})
			for _, r := range reasons {
				n := 0
				for _, o := range []string{"unreadable", "image_only", "report"} {
					n += refused[table2{r, o}]
				}
				p.put(`<tr><th scope="row"><code>{}</code></th><td class="n">{}</td></tr>`, r, count(n))
			}
			p.put(`</tbody></table>`)
		}
		p.put(`</section>`)
	})
}

func (s *Site) statusTable(p *page, names, tables []string, n map[table2]int, from string) {
	p.put("<section><h2>{}</h2><div class=\"scroll\"><table class=\"data slim\"><thead><tr><th scope=\"col\">{}</th>", words{"单元格如何读出", "How cells were read"}, words{"状态", "Status"})
	titles := map[string]words{"req": {"申请表", "Requests"}, "pd": {"主动公开", "Proactive"}, "rl": {"复议诉讼", "Challenges"}, "s14": {"2019 年前", "Before 2019"}}
	all := 0
	for _, t := range tables {
		p.put(`<th scope="col" class="n">{}</th>`, titles[t])
	}
	for _, c := range n {
		all += c
	}
	p.put("<th scope=\"col\" class=\"n\">{}</th></tr></thead><tbody>\n", words{"占全部", "Of all"})
	for _, name := range names {
		w, ok := statuses[name]
		if !ok {
			w = words{name, name}
		}
		p.put(`<tr><th scope="row">{}</th>`, w)
		sum := 0
		for _, t := range tables {
			p.put(`<td class="n">{}</td>`, count(n[table2{name, t}]))
			sum += n[table2{name, t}]
		}
		p.put("<td class=\"n\">{}</td></tr>\n", fmt.Sprintf("%.2f%%", 100*float64(sum)/float64(max(1, all))))
	}
	p.put("</tbody></table></div><p class=\"note\">n = {} · <a href=\"{}\">{}</a></p></section>", words{count(all) + " 个单元格", count(all) + " cells"}, link(from, "definitions.html#status"), words{"定义", "Definition"})
}

// writeDefinitions says what every figure of the site means.
func (s *Site) writeDefinitions(context.Context) error {
	return s.write("definitions.html", words{"定义", "Definitions"}, nil, func(p *page) {
		p.put(`<p class="lead">{}</p>`, words{"每个数字的含义、分子分母与不能说明的事。", "What each number means, what it divides by what, and what it does not say."})
		for _, d := range []struct {
			id         string
			name, text words
		}{
			{"scopes", words{"口径", "Scopes"}, words{"机关的报告只计本机关；政府的报告常计政府及其全部部门；办公室的报告可能只计自身。不同口径从不相加。", "An agency's report counts the agency; a government's usually counts all its departments; an office's may count the office alone. Different scopes are never added."}},
			{"requests", words{"申请", "Requests"}, words{"新收 + 上年结转 = 办理总计 + 结转下年。结转不等于积压：期限可能未到。", "Received + carried in = processed + carried forward. Pending is no backlog: the time limit may still run."}},
			{"outcomes", words{"办理结果", "Outcomes"}, words{"予以公开、部分公开、不予公开、无法提供、不予处理、其他处理，相加为办理总计。", "Granted, granted in part, denied, unable to provide, not processed, other: together the requests processed."}},
			{"denials", words{"不予公开的理由", "Grounds of denial"}, words{"八类理由，占全部不予公开之比。理由为机关自报。", "Eight grounds, as shares of all denials, by the agency's own account."}},
			{"coverage", words{"覆盖", "Coverage"}, words{"找到并读成的报告。没有找到，可能是没有发布，也可能是没有收集到。", "Reports found and read. One that is not found may not have been published, or not collected."}},
			{"grades", words{"等级", "Grades"}, words{"A 无错误无警告；B 仅有警告；C 有错误但可排名；D 有错误，不参加排名。", "A: no error or warning. B: warnings only. C: errors that do not bar it from ranks. D: an error that bars it."}},
			{"status", words{"单元格状态", "Status of a cell"}, words{"已印出（含 0）、空白、不适用、缺、读不出、单位不明、数字粘连、由等式推出、识别后修正。只有印出的、推出的和修正的才有数字。", "Printed (0 included), blank, not applicable, missing, not readable, unit unclear, digits run together, derived from an identity, repaired. Only printed, derived and repaired cells have a number."}},
			{"interval", words{"95% 区间", "95 % interval"}, words{"Wilson 区间：案件少，区间宽，名次不可靠。", "Wilson's interval: few cases make it wide and a rank unreliable."}},
		} {
			p.put("<section class=\"def\" id=\"{}\"><h2>{}</h2><p>{}</p></section>\n", d.id, d.name, d.text)
		}
		p.put("<h2>{}</h2>", words{"指标", "Metrics"})
		for _, m := range canon.Get().Metrics {
			p.put("<section class=\"def\" id=\"metric-{}\"><h3>{} <code>{}</code></h3><p>{} <code>{}</code>", m.ID, words{m.ZH, m.EN}, m.ID, words{"分子", "Numerator"}, join(m.Numerator))
			if len(m.Denominator) > 0 {
				p.put("<br>{} <code>{}</code>", words{"分母", "Denominator"}, join(m.Denominator))
			}
			if m.RankFrom > 0 {
				p.put("<br>{}", words{"n 至少 " + strconv.Itoa(m.RankFrom) + " 才排名", "Ranked from n = " + strconv.Itoa(m.RankFrom)})
			}
			p.put("<br>{} {}</p></section>\n", words{"注意：", "Beware:"}, words{m.CaveatZH, m.Caveat})
		}
		p.put("<h2>{}</h2>", words{"排行", "League tables"})
		for _, l := range s.leagues {
			p.put("<p class=\"def\" id=\"league-{}\"><b>{}</b> <a href=\"{}\">{}</a><br>{}</p>\n", l.ID, l.ID, link("definitions.html", leaguePath(l.ID)), l.name, words{l.CaveatZH, l.Caveat})
		}
		p.put("<h2 id=\"rules\">{}</h2>", words{"核对规则", "Rules"})
		for _, r := range canon.Get().Rules {
			p.put("<p class=\"def\" id=\"{}\"><b>{}</b> <span class=\"sev {}\">{}</span> {}</p>\n", ruleAnchor(r.ID), r.ID, markup(severityClass(r.Severity)), severity(r.Severity), words{r.ZH, r.EN})
		}
	})
}

// ruleAnchor is the place of a rule on the page of definitions; a rule that this
// program does not know has none of its own.
func ruleAnchor(rule string) string {
	if canon.Get().Rule(rule) == nil {
		return "rules"
	}
	return "rule-" + fileCode(rule)
}

func join(list []string) string {
	out := ""
	for i, s := range list {
		if i > 0 {
			out += " + "
		}
		out += s
	}
	return out
}
