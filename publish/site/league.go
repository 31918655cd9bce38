package site

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gongkai/canon"
	schema "gongkai/sql"
)

// leagueRows is the most rows on a league table's page; the rest is in its CSV,
// and the page says so.
const leagueRows = 2000

// headlineRows is the number of rows of a table on the front page.
const headlineRows = 10

// A league is a standard league table with the rows that its page shows.
type league struct {
	schema.Query
	name    words
	metric  *canon.Metric // nil where the table is not of one metric
	columns []string
	rows    [][]string
	null    [][]bool
	total   int
}

// writeLeagues writes a page for each standard league table, and their list.
func (s *Site) writeLeagues(ctx context.Context) error {
	for _, q := range schema.Leagues() {
		l, err := s.readLeague(ctx, q)
		if err != nil {
			return fmt.Errorf("league table %s: %w", q.ID, err)
		}
		if err := s.writeLeague(l); err != nil {
			return err
		}
		l.rows, l.null = l.rows[:min(len(l.rows), headlineRows)], l.null[:min(len(l.null), headlineRows)]
		s.leagues = append(s.leagues, l)
	}
	name := "leagues/index.html"
	return s.write(name, words{"排行", "League tables"}, nil, func(p *page) {
		p.put(`<p class="lead">{}</p><ol class="list">`, words{"每张表都写明分母、案件数与注意事项。相等者同名次；不排名者写明原因。", "Each table says its denominator, its cases and what to beware of. Equal values share a rank; what is not ranked says why."})
		for _, l := range s.leagues {
			p.put(`<li><a href="{}"><b>{}</b> {}</a> <span class="small">{}</span></li>`, link(name, leaguePath(l.ID)), l.ID, l.name, words{count(l.total) + " 行", count(l.total) + " rows"})
		}
		p.put(`</ol>`)
	})
}

// LeagueTable is the name under which the rows of a standard league table stand in
// the scratch database when [Site.Finish] is called.
func LeagueTable(id string) string { return "league_" + strings.ToLower(id) }

func leaguePath(id string) string { return "leagues/" + fileCode(id) + ".html" }

func (s *Site) readLeague(ctx context.Context, q schema.Query) (*league, error) {
	l := &league{Query: q, name: words{q.TitleZH, q.Title}}
	rows, err := s.db.QueryContext(ctx, `SELECT COLUMNS(*)::VARCHAR FROM scratch.`+LeagueTable(q.ID))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	if l.columns, err = rows.Columns(); err != nil {
		return nil, err
	}
	raw, into := make([]sql.NullString, len(l.columns)), make([]any, len(l.columns))
	for i := range raw {
		into[i] = &raw[i]
	}
	for ; rows.Next(); l.total++ {
		if l.total >= leagueRows {
			continue
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		line, null := make([]string, len(raw)), make([]bool, len(raw))
		for i, v := range raw {
			line[i], null[i] = v.String, !v.Valid
		}
		l.rows, l.null = append(l.rows, line), append(l.null, null)
	}
	if id := l.only("metric"); id != "" {
		l.metric = canon.Get().Metric(id)
	}
	return l, rows.Err()
}

// columnHeads are the headings of the columns that league tables have; a column
// that is not here keeps its name. Kind n is a number, % a fraction shown as a
// percentage, "" a text.
var columnHeads = map[string]struct {
	name words
	kind string
}{
	"rank": {words{"名次", "Rank"}, "n"}, "name": {words{"名称", "Name"}, "name"}, "agency": {words{"机关", "Agency"}, "name"}, "division_code": {words{"区划", "Division"}, "place"},
	"function": {words{"职能", "Function"}, "function"}, "year": {words{"年度", "Year"}, "year"}, "value": {words{"数值", "Value"}, "value"}, "n": {words{"n", "n"}, "n"},
	"numerator": {words{"分子", "Numerator"}, "n"}, "denominator": {words{"分母", "Denominator"}, "n"}, "ci_low": {words{"95% 下限", "95 % low"}, "%"}, "ci_high": {words{"95% 上限", "95 % high"}, "%"},
	"counted": {words{"计入机关", "Counted"}, "n"}, "expected": {words{"应有机关", "Expected"}, "n"}, "coverage": {words{"覆盖", "Coverage"}, "%"}, "unranked_reason": {words{"不排名的原因", "Not ranked because"}, "reason"},
	"requests": {words{"申请", "Requests"}, "n"}, "agencies": {words{"机关", "Agencies"}, "n"}, "median": {words{"中位数", "Median"}, "n"}, "before": {words{"上年", "Before"}, "n"}, "after": {words{"本年", "After"}, "n"},
	"change": {words{"增减", "Change"}, "value"}, "growth": {words{"增长", "Growth"}, "%"}, "symmetric_growth": {words{"对称增长", "Symmetric growth"}, "%"}, "ground": {words{"理由", "Ground"}, "ground"},
	"denials": {words{"不予公开", "Denials"}, "n"}, "share": {words{"占比", "Share"}, "%"}, "reports": {words{"报告", "Reports"}, "n"}, "rule": {words{"规则", "Rule"}, "rule"}, "message": {words{"说明", "Message"}, "text"},
	"indicator": {words{"单元格", "Cell"}, "text"}, "applicant": {words{"申请人", "Applicant"}, "text"}, "scope": {words{"口径", "Scope"}, "scope"}, "metric": {words{"指标", "Metric"}, "metric"},
	"url": {words{"来源", "Source"}, "url"}, "percentile": {words{"同类百分位", "Percentile among peers"}, "%"}, "shrunk": {words{"收缩估计", "Shrunk estimate"}, "value"},
	"data_faults": {words{"数据有误", "Data faults"}, "n"}, "peer_group": {words{"同类", "Peers"}, "text"}, "peers": {words{"同类数", "Number of peers"}, "n"}, "previous": {words{"上年", "Year before"}, "value"},
	"completeness": {words{"完整度", "Completeness"}, "%"}, "consistency_score": {words{"勾稽一致", "Consistency"}, "%"}, "timeliness": {words{"及时", "In time"}, "%"}, "days_late": {words{"逾期天数", "Days late"}, "n"},
	"sections_present": {words{"六部分", "Sections"}, "%"}, "narrative_heads": {words{"五项", "Heads"}, "%"}, "originality": {words{"原创度", "Originality"}, "%"}, "without_request": {words{"零申请", "Without requests"}, "n"},
	"panel": {words{"两年均计入", "In both years"}, "n"},
}

// hidden are columns whose content shows otherwise: in a link, in a mark, in the
// table's title or under it.
var hidden = map[string]bool{"tied": true, "code": true, "agency_id": true, "caveat": true, "title": true}

// emptyHides are columns that are left out where no row has them: of a count
// there is neither a denominator nor an interval.
var emptyHides = map[string]bool{"n": true, "ci_low": true, "ci_high": true, "previous": true, "change": true}

// sameHides are columns that are left out where they say one thing in all rows.
var sameHides = map[string]bool{"metric": true, "year": true, "counted": true, "expected": true, "coverage": true, "function": true, "data_faults": true, "peer_group": true, "peers": true, "shrunk": true, "percentile": true, "previous": true, "change": true, "panel": true}

// only is what a column says in all rows; "" where they differ.
func (l *league) only(column string) string {
	i := slices.Index(l.columns, column)
	if i < 0 || len(l.rows) == 0 {
		return ""
	}
	for _, r := range l.rows {
		if r[i] != l.rows[0][i] {
			return ""
		}
	}
	return l.rows[0][i]
}

func (s *Site) writeLeague(l *league) error {
	name := leaguePath(l.ID)
	way := []crumb{{words{"排行", "League tables"}, "leagues/index.html"}, {words{l.ID, l.ID}, ""}}
	title := l.name
	if y := l.only("year"); y != "" {
		title = words{title.ZH + " · " + y, title.EN + " · " + y}
	}
	return s.write(name, title, way, func(p *page) {
		p.put(`<p class="lead">{}</p>`, s.leagueLead(l))
		s.table(p, l, name, `data sortable" data-filter="`)
		if l.total > len(l.rows) {
			p.put(`<p class="note">{}</p>`, words{fmt.Sprintf("此处为前 %s 行，共 %s 行；其余见 CSV。", count(len(l.rows)), count(l.total)), fmt.Sprintf("The first %s of %s rows; the rest is in the CSV.", count(len(l.rows)), count(l.total))})
		}
		p.put(`<p class="note">{} · <a href="{}">CSV</a> · <a href="{}">XLSX</a> · <a href="{}">{}</a></p><details><summary>SQL</summary><pre>{}</pre></details>`,
			words{"来源：各机关年度报告", "Source: the agencies' annual reports"}, link(name, "csv/leagues/"+l.ID+".csv"), link(name, "leagues.xlsx"), link(name, l.anchor()), words{"定义", "Definition"}, markup(preformatted(l.SQL)))
	})
}

// preformatted escapes a text of several lines.
func preformatted(text string) string {
	var lines []string
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		lines = append(lines, string(escaped(line)))
	}
	return strings.Join(lines, "\n")
}

func (l *league) anchor() string {
	if l.metric != nil {
		return "definitions.html#metric-" + l.metric.ID
	}
	return "definitions.html#league-" + l.ID
}

// leagueLead says in a line what a table ranks and what to beware of. The table's
// own caveat stands for its metric's, which says the same of all tables.
func (s *Site) leagueLead(l *league) words {
	lead, caveat := l.name, words{l.CaveatZH, l.Caveat}
	if l.metric != nil {
		lead = words{l.metric.ZH, capital(l.metric.EN)}
		if l.metric.RankFrom > 0 {
			n := strconv.Itoa(l.metric.RankFrom)
			lead.ZH += "；n 少于 " + n + " 者不排名"
			lead.EN += "; not ranked below n = " + n
		}
	}
	lead.ZH += "。" + caveat.ZH
	lead.EN += ". " + caveat.EN
	return lead
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// table writes a league table's rows.
func (s *Site) table(p *page, l *league, from string, class markup) {
	at := map[string]int{}
	for i, c := range l.columns {
		at[c] = i
	}
	same := func(column string) bool { // a column that says one thing in all rows says nothing
		for _, r := range l.rows {
			if r[at[column]] != l.rows[0][at[column]] {
				return false
			}
		}
		return true
	}
	_, named := at["name"]
	var shown []int
	p.put(`<div class="scroll"><table class="{}"><thead><tr>`, class)
	for i, c := range l.columns {
		if hidden[c] || sameHides[c] && len(l.rows) > 1 && same(c) || emptyHides[c] && l.empty(i) || l.repeats(c) ||
			c == "unranked_reason" && named { // it stands under the name, where a narrow screen shows it too
			continue
		}
		shown = append(shown, i)
	}
	// What a table ranks by stands beside what it shows.
	if v, k := slices.Index(shown, at["value"]), slices.Index(shown, at["shrunk"]); v >= 0 && k > v && at["shrunk"] > 0 {
		shown = slices.Insert(slices.Delete(shown, k, k+1), v+1, at["shrunk"])
	}
	for _, i := range shown {
		c := l.columns[i]
		h, ok := columnHeads[c]
		if !ok {
			h.name = words{c, c}
		}
		kind := markup("")
		if h.kind == "n" || h.kind == "%" || h.kind == "value" || h.kind == "year" {
			kind = "n"
		}
		p.put(`<th scope="col" class="{}">{}</th>`, kind, h.name)
	}
	p.put("</tr></thead><tbody>\n")
	get := func(r int, column string) string {
		if i, ok := at[column]; ok {
			return l.rows[r][i]
		}
		return ""
	}
	for r, row := range l.rows {
		p.put(`<tr>`)
		for _, i := range shown {
			s.leagueCell(p, l, from, l.columns[i], row[i], l.null[r][i], func(c string) string { return get(r, c) })
		}
		p.put("</tr>\n")
	}
	p.put(`</tbody></table></div>`)
}

// shares reports whether several rows have a rank, for tables that do not say so.
func (l *league) shares(rank string) bool {
	i, n := slices.Index(l.columns, "rank"), 0
	for _, r := range l.rows {
		if r[i] == rank {
			n++
		}
	}
	return n > 1 && !slices.Contains(l.columns, "tied") && !slices.Contains(l.columns, "metric")
}

// empty reports whether no row has a value in a column.
func (l *league) empty(column int) bool {
	for _, null := range l.null {
		if !null[column] {
			return false
		}
	}
	return true
}

// repeats reports whether a column says what another says beside it: the
// numerator of a count, the denominator beside n, the coverage of a single
// agency, the Chinese name of a metric.
func (l *league) repeats(column string) bool {
	has := func(c string) bool { return slices.Contains(l.columns, c) }
	switch column {
	case "denominator":
		return has("n")
	case "reports":
		return l.ID == "L13"
	case "name":
		return l.ID == "L13"
	case "numerator":
		return has("n") && l.empty(slices.Index(l.columns, "n")) && l.empty(slices.Index(l.columns, "denominator"))
	case "counted", "expected", "coverage", "data_faults":
		return has("agency_id") || has("expected") && l.most("expected") <= 1
	}
	return false
}

// most is the greatest number in a column; 0 where it is not there.
func (l *league) most(column string) float64 {
	i, most := slices.Index(l.columns, column), 0.0
	for r := range l.rows {
		if i >= 0 && !l.null[r][i] {
			most = max(most, float(l.rows[r][i]))
		}
	}
	return most
}

func (s *Site) leagueCell(p *page, l *league, from, column, v string, null bool, get func(string) string) {
	kind := columnHeads[column].kind
	if null {
		class := markup("")
		if kind != "reason" && kind != "text" {
			class = "none"
			v = "—"
		}
		if kind == "n" || kind == "%" || kind == "value" {
			class = "n none"
		}
		p.put(`<td class="{}">{}</td>`, class, v)
		return
	}
	switch kind {
	case "n":
		if column == "rank" && (get("tied") == "true" || l.shares(v)) {
			v = "=" + v
			p.put(`<td class="n rank">{}</td>`, v)
			return
		}
		p.put(`<td class="n">{}</td>`, shortNumber(v))
	case "%":
		p.rate(float(v))
	case "value":
		if rate := get("n") != "" || get("denominator") != ""; rate {
			p.rate(float(v))
		} else {
			p.put(`<td class="n">{}</td>`, shortNumber(v))
		}
	case "year":
		p.put(`<td class="n">{}</td>`, v)
	case "name":
		if to := s.pageOf(or(get("agency_id"), get("code")), get("division_code")); to != "" {
			p.put(`<th scope="row"><a href="{}">{}</a>`, link(from, to), v)
		} else {
			p.put(`<th scope="row">{}`, v)
		}
		if why := get("unranked_reason"); why != "" {
			p.put(` <small class="why">{}</small>`, unranked(why))
		}
		p.put(`</th>`)
	case "place":
		p.put(`<td class="where">`)
		for i, c := range s.way(v) {
			if i > 0 {
				p.put(` `)
			}
			p.put(`{}`, c.name)
		}
		p.put(`</td>`)
	case "function":
		w := words{v, v}
		if f := canon.Functions().ByID(v); f != nil {
			w = words{f.ZH, f.EN}
		}
		p.put(`<td>{}</td>`, w)
	case "ground":
		if label := rowLabel(get("indicator")); label != "" {
			p.put(`<th scope="row">{}</th>`, label)
		} else {
			p.put(`<th scope="row">{}</th>`, v)
		}
	case "metric":
		w := words{v, v}
		if m := canon.Get().Metric(v); m != nil {
			w = words{m.ZH, m.EN}
		}
		p.put(`<td>{}</td>`, w)
	case "reason":
		p.put(`<td>{}</td>`, reason(v))
	case "scope":
		p.put(`<td>{}</td>`, scopeName(v))
	case "rule":
		p.put(`<td><a href="{}">{}</a></td>`, link(from, "definitions.html#"+ruleAnchor(v)), v)
	case "url":
		if to := outside(v); to != "" {
			p.put(`<td><a href="{}" rel="noopener nofollow external">{}</a></td>`, to, words{"原文", "source"})
		} else {
			p.put(`<td class="none">—</td>`)
		}
	default:
		p.put(`<td>{}</td>`, v)
	}
}

// unranked says why something has no rank, so that it reads without a heading.
func unranked(why string) words {
	w := reason(why)
	return words{"不排名：" + w.ZH, "not ranked: " + w.EN}
}

// shortNumber writes a decimal as the warehouse prints it without its last zeros.
func shortNumber(v string) string {
	if strings.Contains(v, ".") {
		v = strings.TrimSuffix(strings.TrimRight(v, "0"), ".")
	}
	return grouped(v)
}

// pageOf is the page of what an id names: a division or an agency; "" where the
// site has none.
func (s *Site) pageOf(id, division string) string {
	if s.places[id] != nil {
		return placePath(id)
	}
	if p := s.places[division]; p != nil {
		for _, a := range p.agencies {
			if a.id == id {
				return agencyPath(division, id)
			}
		}
	}
	return ""
}
