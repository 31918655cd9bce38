// Package canon is what is known of the field, as data: the forms, their
// indicators and labels, sections, rules, metrics, divisions and functions of
// agencies. Every fact stands in a file under data/ that a person can read and
// diff; this package only loads and indexes them. The form of a future year is
// a change to data.
package canon

import (
	"bytes"
	"embed"
	"fmt"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed data/*.yaml
var files embed.FS

// Canon is the whole of the schema. Slices are in the order of the forms.
// Values are shared: do not change them.
type Canon struct {
	Templates  []Template
	Applicants ApplicantAxis
	Sections   []Section
	Proactive  ProactiveTable
	Requests   RequestTable
	Challenges ChallengeTable
	Statistics StatisticsForm
	Indicators []Indicator
	Metrics    []Metric
	Rules      []Rule
	Series     []Series
	Patterns   map[string][]string // regular expressions of texts that rules look for
	Regions    []Region
	Phrases    []Phrase

	indicators map[string]*Indicator
	rules      map[string]*Rule
	metrics    map[string]*Metric
}

// Get returns the canon. It panics if the embedded data is broken, which the
// package's tests rule out.
var Get = sync.OnceValue(func() *Canon {
	c, err := load()
	if err != nil {
		panic(err)
	}
	return c
})

func load() (*Canon, error) {
	c := &Canon{}
	var lists struct {
		Templates []Template `yaml:"templates"`
		Sections  []Section  `yaml:"sections"`
		Metrics   []Metric   `yaml:"metrics"`
		Rules     []Rule     `yaml:"rules"`
		Series    []Series   `yaml:"series"`

		Patterns map[string][]string `yaml:"patterns"`
		Regions  []Region            `yaml:"regions"`
		Phrases  []Phrase            `yaml:"phrases"`
	}
	for _, f := range []struct {
		name string
		into any
	}{
		{"templates", &lists}, {"sections", &lists}, {"metrics", &lists}, {"rules", &lists}, {"comparability", &lists}, {"regions", &lists}, {"phrases", &lists},
		{"applicants", &c.Applicants}, {"proactive", &c.Proactive}, {"requests", &c.Requests},
		{"challenges", &c.Challenges}, {"statistics", &c.Statistics},
	} {
		if err := readYAML("data/"+f.name+".yaml", f.into); err != nil {
			return nil, err
		}
	}
	c.Templates, c.Sections, c.Metrics, c.Rules, c.Series = lists.Templates, lists.Sections, lists.Metrics, lists.Rules, lists.Series
	c.Patterns = lists.Patterns
	c.Regions, c.Phrases = lists.Regions, lists.Phrases
	c.Indicators = c.buildIndicators()
	c.indicators = make(map[string]*Indicator, len(c.Indicators))
	for i := range c.Indicators {
		c.indicators[c.Indicators[i].ID] = &c.Indicators[i]
	}
	c.rules = make(map[string]*Rule, len(c.Rules))
	for i := range c.Rules {
		c.rules[c.Rules[i].ID] = &c.Rules[i]
	}
	for i := range c.Rules {
		if _, err := c.Instances(&c.Rules[i]); err != nil {
			return nil, fmt.Errorf("data/rules.yaml: %w", err)
		}
	}
	c.metrics = make(map[string]*Metric, len(c.Metrics))
	for i := range c.Metrics {
		c.metrics[c.Metrics[i].ID] = &c.Metrics[i]
	}
	return c, nil
}

// readYAML decodes an embedded file; a field that the type does not know is an
// error, so that a misspelt key cannot be silently ignored.
func readYAML(name string, into any) error {
	b, err := files.ReadFile(name)
	if err != nil {
		return err
	}
	if err := yaml.NewDecoder(bytes.NewReader(b), yaml.DisallowUnknownField()).Decode(into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// Indicator returns the indicator with an id, or nil.
func (c *Canon) Indicator(id string) *Indicator { return c.indicators[id] }

// Rule returns the rule with an id, or nil.
func (c *Canon) Rule(id string) *Rule { return c.rules[id] }

// Metric returns the metric with an id, or nil.
func (c *Canon) Metric(id string) *Metric { return c.metrics[id] }

// Template returns the template with an id, or nil.
func (c *Canon) Template(id string) *Template {
	for i := range c.Templates {
		if c.Templates[i].ID == id {
			return &c.Templates[i]
		}
	}
	return nil
}

// Expected returns the id of the template prescribed for a year, or "".
func (c *Canon) Expected(year int) string {
	for _, t := range c.Templates {
		if year >= t.FirstYear && (t.LastYear == 0 || year <= t.LastYear) {
			return t.ID
		}
	}
	return ""
}
