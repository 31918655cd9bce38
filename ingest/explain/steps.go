package explain

import (
	"fmt"
	"strings"

	"gongkai"
	"gongkai/canon"
	folding "gongkai/transform/label"
	"gongkai/transform/values"
)

// steps says how a cell's text became its value.
func steps(c *Cell) []string {
	status := gongkai.Status(c.Status)
	if status == gongkai.Missing {
		return []string{"no cell: the row or column is absent from the table", "NULL, missing"}
	}
	out := []string{fmt.Sprintf("printed: %q", c.Raw)}
	folded := folding.Fold(c.Raw)
	if folded != c.Raw {
		out = append(out, fmt.Sprintf("full-width, radicals and variants folded: %q", folded))
	}
	if joined := strings.Join(strings.FieldsFunc(folded, folding.IsBlank), " "); joined != folded {
		out = append(out, fmt.Sprintf("blanks joined: %q", joined))
	}
	switch {
	case c.Method == string(gongkai.ByDigits):
		out = append(out, "digits run together: taken apart by the form's sums")
	case c.Method == string(gongkai.ByOCR):
		out = append(out, "recognised in a picture; every sum of its row and column closes")
	case c.Method == string(gongkai.ByPosition):
		out = append(out, "its column is found by its place in the row")
	}
	if i := canon.Get().Indicator(c.Indicator); i != nil {
		for _, n := range values.Parse(c.Raw, values.Context{Kind: i.Kind}).Notes {
			out = append(out, n.Rule+": "+n.Text)
		}
		if i.Kind == canon.Money && c.Value != nil {
			out = append(out, "in yuan, by the unit in the cell, its header or its caption")
		}
	}
	if c.Value == nil {
		return append(out, "NULL, "+c.Status)
	}
	last := *c.Value + ", " + c.Status
	if c.Approx {
		last += ", approximate"
	}
	return append(out, last)
}
