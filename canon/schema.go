package canon

import "strings"

// Ids of the forms.
const (
	T2014 = "t2014"
	T2019 = "t2019"
	T2021 = "t2021"
)

// Template is a prescribed form. LastYear is 0 while it is in force.
type Template struct {
	ID        string `yaml:"id"`
	ZH        string `yaml:"zh"`
	EN        string `yaml:"en"`
	Authority string `yaml:"authority"`
	FirstYear int    `yaml:"first_year"`
	LastYear  int    `yaml:"last_year"`
}

// Label is a printed label with its variants; ID is what it stands for.
type Label struct {
	ID      string   `yaml:"id"`
	ZH      string   `yaml:"zh"`
	EN      string   `yaml:"en"`
	Aliases []string `yaml:"aliases"`
	// Misprints are forms met in reports that are plainly wrong: read, and said.
	Misprints []string `yaml:"misprints"`
}

// Names returns the official label and its variants.
func (l Label) Names() []string { return append([]string{l.ZH}, l.Aliases...) }

// ApplicantAxis is the column axis of the table of requests.
type ApplicantAxis struct {
	List     []Label  `yaml:"applicants"` // six, then the total
	Subtotal []string `yaml:"subtotal"`   // labels of columns that are no part of the form
	Group    []string `yaml:"group"`      // labels over the five kinds of organisation
	Header   []string `yaml:"header"`     // labels over the whole axis
}

// Section is one of the six parts of a report.
type Section struct {
	ID    string     `yaml:"id"`
	ZH    string     `yaml:"zh"`
	EN    string     `yaml:"en"`
	Table string     `yaml:"table"` // pd, req, rl or ""
	Words [][]string `yaml:"words"` // a heading holds all the words of one entry
}

// ProactiveTable is section two: sub-tables by item of article 20.
type ProactiveTable struct {
	Subtables []Subtable `yaml:"subtables"`
	Corner    []string   `yaml:"corner"`
	Captions  []string   `yaml:"captions"`
	Rows      []Label    `yaml:"rows"`
	Columns   []Column   `yaml:"columns"`
}

// Subtable is one item of article 20 with its rows and columns by template.
type Subtable struct {
	ID      string          `yaml:"id"`
	ZH      string          `yaml:"zh"`
	Ordinal string          `yaml:"ordinal"`
	Forms   map[string]Form `yaml:"forms"`
}

// Form lists a sub-table's row and column ids in one template.
type Form struct {
	Rows    []string `yaml:"rows"`
	Columns []string `yaml:"columns"`
}

// Column is a column of the table of proactive disclosure.
type Column struct {
	Label  `yaml:",inline"`
	Labels map[string]string `yaml:"labels"` // official label by row where it differs
	Kind   Kind              `yaml:"kind"`
	Unit   string            `yaml:"unit"`
	Stock  bool              `yaml:"stock"`
	Grade  string            `yaml:"grade"`
	Grades map[string]string `yaml:"grades"` // by row where it differs
}

// RequestTable is section three.
type RequestTable struct {
	Groups []RequestGroup `yaml:"groups"`
	Rows   []RequestRow   `yaml:"rows"`
}

// RequestGroup is a label over several rows.
type RequestGroup struct {
	Label  `yaml:",inline"`
	Number string `yaml:"number"`
}

// RequestRow is a row of the table of requests.
type RequestRow struct {
	Label     `yaml:",inline"`
	Number    string   `yaml:"number"` // printed ordinals: 三（三）1
	Group     string   `yaml:"group"`
	Templates []string `yaml:"templates"` // empty: t2019 and t2021
	Legal     string   `yaml:"legal"`
	Stock     bool     `yaml:"stock"`
	Grade     string   `yaml:"grade"`
}

// In reports whether the row stands in a template.
func (r RequestRow) In(template string) bool {
	if len(r.Templates) == 0 {
		return template == T2019 || template == T2021
	}
	for _, t := range r.Templates {
		if t == template {
			return true
		}
	}
	return false
}

// ChallengeTable is section four.
type ChallengeTable struct {
	Blocks   []Label   `yaml:"blocks"`
	Umbrella []string  `yaml:"umbrella"` // label over both blocks of litigation
	Outcomes []Outcome `yaml:"outcomes"`
}

// Outcome is a column of a block.
type Outcome struct {
	Label `yaml:",inline"`
	Stock bool `yaml:"stock"`
}

// StatisticsForm is the form used before 2019.
type StatisticsForm struct {
	Columns StatisticsColumns `yaml:"columns"`
	Units   []string          `yaml:"units"`
	Ignored []string          `yaml:"ignored"` // how lines begin that are no indicators
	Rows    []StatisticsRow   `yaml:"rows"`
}

// Row returns the row with an id, or nil.
func (f *StatisticsForm) Row(id string) *StatisticsRow {
	for i := range f.Rows {
		if f.Rows[i].ID == id {
			return &f.Rows[i]
		}
	}
	return nil
}

// StatisticsColumns are the header labels of that form, by meaning.
type StatisticsColumns struct {
	Label           []string `yaml:"label"`
	Unit            []string `yaml:"unit"`
	Value           []string `yaml:"value"` // a number, of the year reported on unless another column is
	Year            []string `yaml:"year"`  // a number of the year reported on
	Cumulative      []string `yaml:"cumulative"`
	CumulativeWords []string `yaml:"cumulative_words"` // a label with one of these is cumulative
	Code            []string `yaml:"code"`
	Other           []string `yaml:"other"` // remarks, the year before, changes
}

// StatisticsRow is a line of that form.
type StatisticsRow struct {
	Label   `yaml:",inline"`
	Number  string `yaml:"number"` // its place in the outline: 三(三)4其中
	Unit    string `yaml:"unit"`
	Parent  string `yaml:"parent"`
	Heading bool   `yaml:"heading"` // carries no number
	Local   bool   `yaml:"local"`   // of a provincial form
	Bound   bool   `yaml:"bound"`   // its label means it only under its parent
}

// Metric is what a league table ranks: a count, or a numerator over a
// denominator. Where Source is "" or "cells" both are sums of indicators (see
// [Operand]); else they say in words what the warehouse computes.
type Metric struct {
	ID          string   `yaml:"id"`
	ZH          string   `yaml:"zh"`
	EN          string   `yaml:"en"`
	Kind        string   `yaml:"kind"`   // count, rate (a part of its denominator), ratio
	Source      string   `yaml:"source"` // cells, report, panel, registry, area, outside
	Numerator   []string `yaml:"numerator"`
	Denominator []string `yaml:"denominator"`
	Aggregate   string   `yaml:"aggregate"`  // how an area is made of agencies: "" (sum), median, hhi, top
	AreasOnly   bool     `yaml:"areas_only"` // says nothing of a single agency
	Unit        string   `yaml:"unit"`       // rate is a fraction of 1
	Direction   string   `yaml:"direction"`  // neutral, up, down
	Grade       string   `yaml:"grade"`
	ShowFrom    int      `yaml:"show_from"`
	RankFrom    int      `yaml:"rank_from"`
	Absent      string   `yaml:"absent"` // why the warehouse has no number for it, or ""
	Caveat      string   `yaml:"caveat"`
	CaveatZH    string   `yaml:"caveat_zh"`
}

// Operand is a term of a metric's sum: "-req.received@natural_person".
type Operand struct {
	Factor    int // 1 or -1
	Indicator string
	Applicant string // total where none is named
}

// ParseOperand reads a term of a metric whose source is cells.
func ParseOperand(s string) Operand {
	o := Operand{Factor: 1, Applicant: "total"}
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		o.Factor, s = -1, rest
	}
	var named bool
	if o.Indicator, s, named = strings.Cut(s, "@"); named {
		o.Applicant = s
	}
	return o
}

// Region is one of the four parts of the country that agencies are compared
// within.
type Region struct {
	ID        string   `yaml:"id"`
	ZH        string   `yaml:"zh"`
	EN        string   `yaml:"en"`
	Provinces []string `yaml:"provinces"` // first two digits of their codes
}

// Phrase is a wording that a section must hold for a metric to count it. A
// section holds it where it has one of the words.
type Phrase struct {
	Metric  string   `yaml:"metric"`
	ID      string   `yaml:"id"`
	Section string   `yaml:"section"`
	Words   []string `yaml:"words"`
}

// Series says what may be joined across templates.
type Series struct {
	ID         string `yaml:"id"`
	From       int    `yaml:"from"`
	Grade      string `yaml:"grade"`
	Indicators string `yaml:"indicators"`
	Rule       string `yaml:"rule"`
}
