package tables

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/canon"
	"gongkai/transform/label"
)

// What a column of the statistics form holds, as its header says.
const (
	labelColumn      = "label"
	unitColumn       = "unit"
	valueColumn      = "value" // of the year reported on, unless another column is named for it
	yearColumn       = "year"  // of the year reported on in so many words, or of the year it names
	cumulativeColumn = "cumulative"
	codeColumn       = "code"
	otherColumn      = "other" // remarks, the year before, changes
)

// statisticsColumn reads a header cell: what its column holds, and the year that
// it names, 0 for none. "" where it heads no column of the form.
func statisticsColumn(text string) (kind string, year int) {
	if label.Digits(text) && len(text) != 4 {
		return "", 0 // a number, and no year
	}
	c := headings.Of(text)
	return c.kind, c.year
}

// heading is what a header cell heads.
type heading struct {
	kind string
	year int
}

var headings = label.NewGlossary(func(text string) heading {
	kind, year := readColumn(text)
	return heading{kind, year}
})

func readColumn(text string) (kind string, year int) {
	years, rest := namedYears(label.Strip(text))
	names := statisticsNames()
	key := label.Key(rest)
	for _, k := range []string{key, label.CutKey(rest)} {
		if kind == "" && k != "" {
			kind = names.columns[k]
		}
	}
	if kind != yearColumn && slices.ContainsFunc(names.cumulative, func(w string) bool { return strings.Contains(key, w) }) {
		return cumulativeColumn, 0
	}
	switch {
	case len(years) > 1:
		return cumulativeColumn, 0 // 2008—2016年
	case len(years) == 1 && (kind == valueColumn || kind == yearColumn || kind == cumulativeColumn):
		return yearColumn, years[0] // 2016年统计数, 2016年合计
	case len(years) == 1 && kind == "" && slices.Contains([]string{"", "度", "数", "情况", "112月", "1至12月", "1月至12月"}, label.CutKey(rest)):
		return yearColumn, years[0]
	}
	return kind, 0
}

// namedYears takes the years out of a text without blanks: 2016年度, 二〇一六年,
// 2016. Digits of longer numbers are none.
func namedYears(s string) (years []int, rest string) {
	r := []rune(s)
	var b strings.Builder
	for i := 0; i < len(r); {
		n, year := 0, 0
		for i+n < len(r) && isDigit(r[i+n]) {
			year = year*10 + int(r[i+n]-'0')
			n++
		}
		if n == 0 {
			for i+n < len(r) && n < 4 && hanYearDigit(r[i+n]) >= 0 {
				year = year*10 + hanYearDigit(r[i+n])
				n++
			}
			if n > 0 && (n < 4 || i+4 >= len(r) || r[i+4] != '年') {
				n, year = 1, 0
			}
		}
		if n != 4 || year < 1990 || year > 2099 {
			n = max(n, 1)
			b.WriteString(string(r[i : i+n]))
			i += n
			continue
		}
		i += n
		if !slices.Contains(years, year) {
			years = append(years, year)
		}
		if i < len(r) && r[i] == '年' {
			if i++; i < len(r) && r[i] == '度' {
				i++
			}
		}
	}
	return years, b.String()
}

func hanYearDigit(r rune) int {
	if r == '○' || r == '零' {
		return 0
	}
	if i := strings.IndexRune("〇一二三四五六七八九", r); i >= 0 {
		return i / len("〇")
	}
	return -1
}

// A panel is one set of columns: a label and what stands behind it. A form in
// two sets beside each other has two.
type panel struct {
	label    column
	cols     []column // behind the label
	from, to int      // grid columns
	coded    bool     // a code stands before the label
	guessed  bool     // no header says what they are
	own      int      // index in cols of the year's own number, -1 for none
	rule     string   // T-05 or T-11: why there is none
	why      string
}

// statisticsHeader reads a row that heads the list: 统计指标|单位|统计数. nil where
// the row heads none.
func statisticsHeader(row []cell, year int) []panel {
	if !headsNumbers(row) {
		return nil
	}
	all, strange, labelled, unit := 0, 0, false, false
	for i := range row {
		if row[i].blank() {
			continue
		}
		if utf8.RuneCountInString(row[i].text) > 60 || len(row[i].exactRows()) > 0 {
			return nil
		}
		all++
		switch row[i].heads().kind {
		case "":
			strange++
		case labelColumn:
			labelled = true
		case unitColumn:
			unit = true
		}
	}
	if strange > all/2 || !labelled && (!unit || !row[0].blank()) {
		return nil
	}
	var cols []column
	for i := range row {
		if !row[i].blank() {
			h := row[i].heads()
			cols = append(cols, column{id: h.kind, from: row[i].from, to: row[i].to, text: row[i].text, year: h.year})
		}
	}
	if !labelled {
		cols = append([]column{{id: labelColumn, from: row[0].from, to: row[0].to}}, cols...)
	}
	return panelsOf(cols, year)
}

// headsNumbers is a quick look whether any cell heads a column of numbers.
func headsNumbers(row []cell) bool {
	for i := range row {
		switch row[i].heads().kind {
		case valueColumn, yearColumn, cumulativeColumn:
			return true
		}
	}
	return false
}

// panelsOf cuts columns into sets, each of which begins with its label.
func panelsOf(cols []column, year int) []panel {
	var ps []panel
	begin := func(c column, coded bool) {
		ps = append(ps, panel{label: c, from: c.from, coded: coded})
	}
	for i, c := range cols {
		last := len(ps) - 1
		switch {
		case c.id == codeColumn && i+1 < len(cols) && cols[i+1].id == labelColumn:
			begin(cols[i+1], true)
			ps[len(ps)-1].from = c.from
		case c.id == labelColumn && last >= 0 && len(ps[last].cols) == 0:
			ps[last].label.to = c.to // 类别|指标, or the label behind its code
		case c.id == labelColumn, last < 0:
			begin(c, false)
		default:
			ps[last].cols = append(ps[last].cols, c)
		}
	}
	for i := range ps {
		ps[i].to = unbounded
		if i+1 < len(ps) {
			ps[i].to = ps[i+1].from
		}
		ps[i].choose(year)
	}
	if ps[0].from >= 0 {
		ps[0].from = 0
	}
	return ps
}

const unbounded = 1 << 30

// choose finds the column with the number of the year reported on. Where another
// column might be it just as well, none is.
func (p *panel) choose(year int) {
	var named, said, plain []int
	others := 0
	for i, c := range p.cols {
		switch {
		case c.id != valueColumn && c.id != yearColumn:
		case c.year != 0 && year != 0 && c.year != year:
			others++
		case c.year != 0:
			named = append(named, i)
		case c.id == yearColumn:
			said = append(said, i)
		default:
			plain = append(plain, i)
		}
	}
	p.own = -1
	switch {
	case len(named) == 1 && len(said) == 0:
		p.own = named[0]
	case len(named) == 0 && len(said) == 1:
		p.own = said[0]
	case len(named) == 0 && len(said) == 0 && len(plain) == 1 && others == 0:
		p.own = plain[0]
	case len(named)+len(said)+len(plain) > 0:
		p.rule, p.why = "T-11", "which column is the report's own year cannot be told: "+p.heads()
	default:
		p.rule, p.why = "T-05", "the table has no column of the report's own year: "+p.heads()
	}
	if year == 0 && len(named)+len(said)+len(plain) > 1 && p.own >= 0 {
		p.own, p.rule, p.why = -1, "T-11", "the report's year is unknown, and the table has several: "+p.heads()
	}
}

func (p *panel) heads() string {
	var out []string
	for _, c := range p.cols {
		if c.id != unitColumn && c.id != codeColumn {
			out = append(out, oneLine(c.text))
		}
	}
	return strings.Join(out, "|")
}

// undecided returns the column whose cells show that something is printed where
// the year's number may stand; -1 where no column can be it.
func (p *panel) undecided() int {
	if p.rule != "T-11" {
		return -1
	}
	for i, c := range p.cols {
		if c.id == valueColumn || c.id == yearColumn {
			return i
		}
	}
	return -1
}

// subHeader reads a second line of the header, which cuts the column of numbers
// into years: 2016年|历年累计 under 统计数. nil where the row is none.
func subHeader(ps []panel, row []cell, year int) []panel {
	var subs []column
	numbers := false
	for i := range row {
		if row[i].blank() {
			continue
		}
		h := row[i].heads()
		switch h.kind {
		case yearColumn, cumulativeColumn:
			numbers = true
		case valueColumn, otherColumn:
		default:
			return nil
		}
		subs = append(subs, column{id: h.kind, from: row[i].from, to: row[i].to, text: row[i].text, year: h.year})
	}
	if !numbers || len(subs) < 2 || len(ps) != 1 {
		return nil
	}
	p := ps[0]
	at := slices.IndexFunc(p.cols, func(c column) bool { return c.id == valueColumn || c.id == yearColumn })
	if at < 0 || p.cols[at].from != subs[0].from {
		for i := range subs {
			subs[i].from = -1
		}
	}
	if at < 0 {
		return nil
	}
	cols := append(append(slices.Clone(p.cols[:at]), subs...), p.cols[at+1:]...)
	out := panelsOf(append([]column{p.label}, cols...), year)
	out[0].coded = p.coded
	return out
}

// columnNames maps header labels to what their columns hold.
func columnNames(c *canon.StatisticsColumns) map[string]string {
	out := map[string]string{}
	for _, of := range []struct {
		kind  string
		names []string
	}{{labelColumn, c.Label}, {unitColumn, c.Unit}, {valueColumn, c.Value}, {yearColumn, c.Year},
		{cumulativeColumn, c.Cumulative}, {codeColumn, c.Code}, {otherColumn, c.Other}} {
		for _, n := range of.names {
			out[label.Key(n)] = of.kind
		}
	}
	return out
}
