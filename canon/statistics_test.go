package canon

import (
	"regexp"
	"slices"
	"testing"
)

var numberInForm = regexp.MustCompile(`^[一二三四五六七八九](\([一二三四]\)[1-8]?)?(其中)?$`)

// The statistics form has 58 values, each with its place and a unit that the
// reader knows.
func TestStatisticsForm(t *testing.T) {
	form, values := &Get().Statistics, 0
	for _, r := range form.Rows {
		switch {
		case r.Local:
			if r.Number != "" || r.Parent != "" {
				t.Errorf("%s: a local row has no place in the form", r.ID)
			}
			continue
		case !numberInForm.MatchString(r.Number):
			t.Errorf("%s: number %q", r.ID, r.Number)
		case r.Heading && r.Unit != "", r.Bound && r.Parent == "":
			t.Errorf("%s: a heading with a unit, or bound to nothing", r.ID)
		case !r.Heading:
			values++
			if !slices.Contains(form.Units, r.Unit) {
				t.Errorf("%s: unit %q is not listed", r.ID, r.Unit)
			}
		}
		if form.Row(r.ID).ID != r.ID {
			t.Errorf("%s: Row finds another", r.ID)
		}
	}
	if values != 58 || form.Row("s14.none") != nil {
		t.Errorf("%d values, want 58", values)
	}
}

// A label of the form's header means one kind of column.
func TestStatisticsColumnsMeanOneThing(t *testing.T) {
	c := Get().Statistics.Columns
	kinds := map[string]string{}
	for kind, names := range map[string][]string{"label": c.Label, "unit": c.Unit, "value": c.Value, "year": c.Year, "cumulative": c.Cumulative, "code": c.Code, "other": c.Other} {
		for _, n := range names {
			if old, ok := kinds[n]; ok {
				t.Errorf("%q is %s and %s", n, old, kind)
			}
			kinds[n] = kind
		}
	}
}
