package transform

import (
	"fmt"

	"gongkai"
	"gongkai/transform/issuer"
)

// officeRequests is the number of requests from which a government office's
// numbers may well be the whole government's: an office of its own gets tens.
const officeRequests = 200

// doubtScope takes from the scope of an office whose numbers are a government's.
func doubtScope(who *issuer.Result, facts []gongkai.Fact) {
	if who.Scope != gongkai.ScopeOffice || who.Decided {
		return
	}
	for i := range facts {
		f := &facts[i]
		if f.Indicator != "req.received" || f.Applicant != "total" || !f.Value.Valid || f.Value.Decimal.IntPart() < officeRequests {
			continue
		}
		who.ScopeConfidence = min(who.ScopeConfidence, 0.5)
		who.Evidence = append(who.Evidence, gongkai.Evidence{Signal: "scope_size", Text: f.Raw, Value: "more requests than an office of its own gets", Weight: 0.5})
		who.Issues = append(who.Issues, gongkai.Issue{Rule: "P-15", Severity: gongkai.SeverityWarning,
			Message: fmt.Sprintf("an office with %s requests: its own numbers or the government's sums; an override can say which", f.Value.Decimal)})
		return
	}
}
