package transform

import (
	"testing"

	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/transform/issuer"
)

func TestDoubtScope(t *testing.T) {
	for _, c := range []struct {
		scope   string
		n       int64
		decided bool
		sure    float64
	}{
		{gongkai.ScopeOffice, 199, false, 0.8},
		{gongkai.ScopeOffice, 200, false, 0.5},
		{gongkai.ScopeOffice, 5000, true, 0.8},
		{gongkai.ScopeJurisdiction, 5000, false, 0.8},
	} {
		who := &issuer.Result{Scope: c.scope, ScopeConfidence: 0.8, Decided: c.decided}
		doubtScope(who, []gongkai.Fact{{Indicator: "req.received", Applicant: "total", Value: decimal.NewNullDecimal(decimal.NewFromInt(c.n))}})
		if who.ScopeConfidence != c.sure || (c.sure < 0.8) != (len(who.Issues) == 1) {
			t.Errorf("%+v: %+v", c, who)
		}
	}
}
