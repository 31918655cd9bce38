package load

import (
	"database/sql/driver"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/duckdb/duckdb-go/v2"
	"github.com/shopspring/decimal"

	"gongkai"
)

// Values are DECIMAL(18,4): whole yuan up to a hundred trillion, and the four
// decimals that a form in 万元 allows.
const (
	width = 18
	scale = 4
)

var limit = decimal.New(1, width-scale)

// fits reports whether a value can be stored without a digit being lost.
func fits(d decimal.Decimal) bool {
	return d.Abs().LessThan(limit) && d.Equal(d.Truncate(scale))
}

// storable returns the report with every value that the warehouse cannot hold
// exactly taken out: the cell is unparsed, and an issue says why. Dates that are
// none are taken out likewise.
func storable(rep *gongkai.Report) *gongkai.Report {
	r := *rep
	r.Facts, r.Claims, r.Issues = slices.Clone(rep.Facts), slices.Clone(rep.Claims), slices.Clone(rep.Issues)
	for i := range r.Facts {
		f := &r.Facts[i]
		if f.Status.HasValue() && f.Value.Valid && fits(f.Value.Decimal) {
			continue
		}
		if f.Value.Valid && !fits(f.Value.Decimal) {
			r.Issues = append(r.Issues, gongkai.Issue{Rule: "T-03", Severity: gongkai.SeverityWarning, Indicator: f.Indicator, Applicant: f.Applicant,
				Message: fmt.Sprintf("%q is beyond DECIMAL(%d,%d) and was not stored.", f.Raw, width, scale)})
		}
		if f.Status.HasValue() {
			f.Status = gongkai.Unparsed
		}
		f.Value = decimal.NullDecimal{}
	}
	for i := range r.Claims {
		if c := &r.Claims[i]; c.Value.Valid && !fits(c.Value.Decimal) {
			c.Value = decimal.NullDecimal{}
		}
	}
	for _, d := range []*string{&r.PublishedOn, &r.SignedOn} {
		if *d != "" && date(*d) == nil {
			r.Issues = append(r.Issues, gongkai.Issue{Rule: "T-03", Severity: gongkai.SeverityWarning,
				Message: fmt.Sprintf("%q is no date and was not stored.", *d)})
			*d = ""
		}
	}
	return &r
}

// fixed returns a value for a DECIMAL(18,4) column.
func fixed(v decimal.NullDecimal) driver.Value {
	if !v.Valid {
		return nil
	}
	return duckdb.Decimal{Width: width, Scale: scale, Value: new(big.Int).Set(v.Decimal.Shift(scale).BigInt())}
}

// number prints a value for a digest: 1.50 and 1.5 are the same.
func number(v decimal.NullDecimal) any {
	if !v.Valid {
		return nil
	}
	return v.Decimal.String()
}

// date returns an ISO date for a DATE column; nil where it is none.
func date(iso string) driver.Value {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return nil
	}
	return t
}

// null returns nil for "": in the warehouse what was not said is NULL.
func null(s string) driver.Value {
	if s == "" {
		return nil
	}
	return text(s)
}

// text makes a string valid UTF-8, which DuckDB demands.
func text(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }
