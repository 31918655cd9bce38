// Package tables maps a document's tables, and running text that once was a
// table, to the indicators of the canon: a cell by its row's label, with parent
// and ordinal, and by its column's header; by position only where labels are
// missing, and then it says so. What it cannot explain, it reports.
package tables

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai"
	"gongkai/canon"
	"gongkai/transform/label"
	"gongkai/transform/values"
)

// Result is what a document's tables say.
type Result struct {
	Facts    []gongkai.Fact
	Issues   []gongkai.Issue
	Template string          // t2014, t2019, t2021, mixed; "" where no table was found
	Found    map[string]bool // tables found: pd, req, rl, s14
	Text     map[int]bool    // blocks read as tables, which are no prose
	Sums     int             // sub-totals that were printed and checked
}

// Read reads the blocks of one report. year, 0 where unknown, decides between
// forms only where the tables do not.
func Read(doc *gongkai.Document, from, to int, year int) Result {
	r := newReader(newCollector(), emptySheets.Get().(*sheets), year)
	defer r.sheets.release()
	defer r.k.facts.release()
	number := 0
	for i := range doc.Blocks[:from] {
		if doc.Blocks[i].Kind == gongkai.TableBlock {
			number++
		}
	}
	for i := from; i < to; i++ {
		b := &doc.Blocks[i]
		if b.Kind == gongkai.TableBlock {
			r.table(b.Table, number)
			number++
			continue
		}
		r.prose(b.Text)
	}
	r.req.settle()
	text := r.runningText(doc, from, to)
	return r.result(year, text)
}

func newReader(k *collector, s *sheets, year int) *reader {
	return &reader{year: year, k: k, sheets: s, pd: newProactive(k), req: newRequests(k), rl: newChallenges(k), s14: newStatistics(k, year), captioned: map[int]string{}}
}

type reader struct {
	year      int            // reported on; 0 where unknown
	other     string         // the caption of the next table, where it names another year only
	captioned map[int]string // such captions of tables that were read all the same
	k         *collector
	sheets    *sheets
	pd        *proactive
	req       *requests
	rl        *challenges
	s14       *statistics
}

// prose takes what stands between tables: captions, units and headings of small
// tables.
func (r *reader) prose(text string) {
	l := lines.Of(text)
	if l.interrupts {
		r.pd.interrupt()
	}
	if l.long {
		return
	}
	if l.instruction {
		r.instruction(text)
	}
	r.s14.heading(text)
	r.other = otherYear(text, r.year)
	if l.caption {
		r.pd.takeCaption([]cell{{text: text}})
		return
	}
	if l.unit != values.NoUnit {
		r.pd.takeUnit(l.unit)
	}
	if l.group != "" {
		r.req.group = l.group
	}
	r.rl.heading(l.block)
}

// line is what a paragraph between tables says.
type line struct {
	caption, interrupts bool
	long                bool // for a heading: nothing below is asked of it
	instruction         bool // of the official format
	unit                values.Unit
	group, block        string // "" for none
}

var lines = label.NewGlossary(readLine)

const longestLine = 60 // characters

func readLine(text string) line {
	l := line{caption: caption(text) != "", long: utf8.RuneCountInString(text) > longestLine}
	unit := values.NoUnit
	if !l.caption {
		unit = values.UnitIn(text)
		l.interrupts = unit == values.NoUnit && utf8.RuneCountInString(label.Strip(text)) > 3
	}
	if l.long {
		return l
	}
	l.instruction = instructs(text)
	if unit != values.NoUnit && strings.Contains(label.Strip(text), "单位") {
		l.unit = unit
	}
	if g, ok := vocab().groups.Exactly(text); ok {
		l.group = g
	}
	l.block = blockIn(text)
	return l
}

// instructs recognises a sentence of the official format that was left in.
func instructs(text string) bool {
	return strings.Contains(text, "式") && strings.Contains(label.Key(text), "以表格形式报告")
}

// instruction reports it.
func (r *reader) instruction(text string) {
	r.k.issue("P-20", fmt.Sprintf("%q is the format's own instruction", oneLine(text)), "", "")
}

// otherYear returns a caption that names a year, and not the report's: 附：2021年
// 收到和处理政府信息公开申请情况. What stands under it is another year's.
func otherYear(text string, year int) string {
	if year == 0 || !strings.ContainsFunc(text, isDigit) {
		return ""
	}
	k := label.Strip(text)
	if utf8.RuneCountInString(k) > 40 || !strings.Contains(k, "年") || strings.Contains(k, strconv.Itoa(year)) {
		return ""
	}
	for y := year - 5; y <= year+1; y++ {
		if strings.Contains(k, strconv.Itoa(y)+"年") {
			return text
		}
	}
	return ""
}

// repeats reports whether a table is one that was read before: the same table of
// another year, for comparison.
func (r *reader) repeats(t *gongkai.Table, number int) bool {
	s := newReader(newCollector(), r.sheets, 0)
	defer s.k.facts.release()
	s.table(t, number)
	s.req.settle()
	return s.pd.found() && r.pd.found() || s.req.found() && r.req.found() || s.rl.found() && r.rl.found() || s.s14.found() && r.s14.found()
}

// misdated flags the numbers of a table that stands under another year's caption
// and is the only one of its kind: a slip of the pen, or last year's table.
func (r *reader) misdated() {
	for number, caption := range r.captioned {
		prefix := fmt.Sprintf("t%dr", number+1)
		for _, f := range r.k.order {
			if strings.HasPrefix(string(f.Locator), prefix) {
				r.k.issue("T-09", fmt.Sprintf("the table stands under %q", oneLine(caption)), f.Indicator, "")
			}
		}
	}
}

// table reads one table row by row.
func (r *reader) table(t *gongkai.Table, number int) {
	if t.Layout == gongkai.Unsettled {
		r.unsettled(t)
		return
	}
	rows := r.sheets.rowsOf(t, number)
	if r.other == "" {
		r.other = r.s14.title(rows)
	}
	if c := r.other; c != "" {
		r.other = ""
		if r.repeats(t, number) {
			r.k.issue("T-01", fmt.Sprintf("the table under %q is of another year and was left out", oneLine(c)), "", "")
			return
		}
		r.captioned[number] = c
	}
	if turnable(t) && transposed(rows) {
		rows = transpose(t, number)
		defer r.uneven(rows, number)
		r.k.issue("T-02", "the table of requests is turned: applicants run downwards", "", "")
	} else if turnable(t) && upright(rows) {
		rows = transpose(t, number)
		r.k.issue("T-02", "the table of reviews and litigation is turned: outcomes run downwards", "", "")
	}
	ruled := t.Layout == gongkai.Ruled
	from, to := r.s14.take(rows, number, ruled, r.otherForm)
	for i, row := range rows {
		if i >= from && i < to {
			continue
		}
		if allBlank(row) && !(r.rl.cols == nil && r.rl.header != nil && r.rl.table == number && len(row) >= 15) {
			continue
		}
		r.row(row, number, ruled)
	}
}

// unsettled says of a table of which the columns can't be told that nothing of it
// is read.
func (r *reader) unsettled(t *gongkai.Table) {
	for _, row := range t.Grid {
		if strings.ContainsFunc(row[0].Text, isDigit) {
			r.k.issue("T-03", fmt.Sprintf("a table has no lines, and its columns cannot be told; nothing of it is read: %q and %d more rows", oneLine(row[0].Text), len(t.Grid)-1), "", "")
			return
		}
	}
}

// uneven names the numbers of a turned table of requests in which others stand
// under none of the form's labels, or a label has none: all labels between may be a
// column off, and each applicant's row adds up all the same.
func (r *reader) uneven(rows [][]cell, number int) {
	if r.req.table != number {
		return
	}
	what := ""
	for _, row := range rows {
		if _, id, _ := r.req.find(row); id == "" && anyNumber(row) {
			what = fmt.Sprintf("numbers stand under no label: %q", joined(row))
		}
	}
	template := r.req.template("")
	for _, w := range canon.Get().Requests.Rows {
		if r.req.has(w.ID) != w.In(template) {
			what = "its labels are not those of the form: " + w.ZH
		}
	}
	if what == "" {
		return
	}
	for _, id := range r.req.order {
		r.k.issue("T-08", "the table is turned, and "+what, "req."+id, "")
	}
}

// otherForm reports whether a row heads a table of the forms since 2019.
func (r *reader) otherForm(row []cell) bool {
	if slices.ContainsFunc(row, func(c cell) bool { return len(c.exactRows()) > 0 }) {
		return false
	}
	return slices.ContainsFunc(row, func(c cell) bool { return caption(c.text) != "" }) || r.req.isHeader(row) || r.rl.isHeader(row) || r.pd.isHeader(row)
}

func (r *reader) row(row []cell, table int, ruled bool) {
	switch {
	case r.pd.takeCaption(row):
	case r.req.isHeader(row):
		r.req.takeHeader(row, table)
	case r.rl.isHeader(row):
		r.rl.takeHeader(row, table)
	case r.pd.isHeader(row):
		r.pd.takeHeader(row, table)
	case r.pd.takeRow(row, table, ruled):
	case r.req.takeRow(row, table, ruled):
	case r.rl.takeRow(row, table, ruled):
	default:
		for i := range row {
			if instructs(row[i].text) {
				r.instruction(row[i].text)
			}
		}
		if len(row) >= 5 && !anyNumber(row) {
			r.req.takeStrange(row, table)
		}
		r.unmapped(row, table)
	}
}

func anyNumber(row []cell) bool {
	for i := range row {
		if row[i].number() {
			return true
		}
	}
	return false
}

// unmapped reports a row with a number that no label of the forms explains, in
// a table of which other rows were read.
func (r *reader) unmapped(row []cell, table int) {
	numbers, words := 0, false
	for i := range row {
		if row[i].number() {
			numbers++
		} else if !row[i].blank() {
			words = true
		}
	}
	if numbers == 0 || !words || table != r.req.table && table != r.pd.table && table != r.rl.table {
		return
	}
	r.k.issue("T-01", fmt.Sprintf("row %q is no part of the form", joined(row)), "", "")
}

// turnable reports whether a table's columns can be told: all its rows are as
// long, as those of a dump that lost its spans are not.
func turnable(t *gongkai.Table) bool {
	for _, line := range t.Grid {
		if len(line) != len(t.Grid[0]) {
			return false
		}
	}
	return true
}

// transposed reports whether applicants run down the first columns and the
// outcomes across.
func transposed(rows [][]cell) bool {
	down, across := map[string]bool{}, 0
	for i, row := range rows {
		for j := range row {
			if row[j].blank() || row[j].number() {
				continue
			}
			if id, how := row[j].means().applicant.find(); how == label.Exact && j < 2 && !strings.HasPrefix(id, "#") {
				down[id] = true
			}
			if _, how := row[j].means().request.find(); how == label.Exact && i < 3 && j > 0 {
				across++
			}
		}
	}
	return len(down) >= 6 && across >= 5
}

func (r *reader) result(year int, text map[int]bool) Result {
	found := map[string]bool{
		canon.TableProactive: r.pd.found(), canon.TableRequests: r.req.found(),
		canon.TableChallenges: r.rl.found(), canon.TableStatistics: r.s14.found(),
	}
	expected := canon.Get().Expected(year)
	var templates []string
	reqTemplate := ""
	if r.req.found() {
		reqTemplate = r.req.template("")
		if !r.req.has("other.total") && reqTemplate == canon.T2021 && r.req.undecided() {
			reqTemplate = ""
		}
	}
	hint := expected
	if reqTemplate != "" {
		hint = reqTemplate
	}
	templates = append(templates, r.pd.emit(hint)...)
	if r.req.found() {
		if reqTemplate == "" {
			reqTemplate = r.req.template(or(only(templates), expected))
		}
		r.req.emit(reqTemplate)
		templates = append(templates, reqTemplate)
	}
	if r.rl.found() {
		t := or(only(templates), or(reqTemplate, expected))
		if t != canon.T2019 && t != canon.T2021 {
			t = canon.T2021
		}
		r.rl.emit(t)
		templates = append(templates, t)
	}
	if r.s14.found() {
		r.s14.emit()
		templates = append(templates, canon.T2014)
	}
	r.misdated()
	out := Result{Issues: r.k.issues, Found: found, Text: text, Sums: r.k.sums, Template: only(templates)}
	if len(templates) > 0 && out.Template == "" {
		out.Template = gongkai.TemplateMixed
	}
	out.Facts = r.k.list()
	return out
}

// only returns the one template that all name, or "".
func only(templates []string) string {
	for _, t := range templates {
		if t != templates[0] {
			return ""
		}
	}
	if len(templates) == 0 {
		return ""
	}
	return templates[0]
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
