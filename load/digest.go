package load

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"gongkai"
)

// contentDigest is a SHA-256 over what the agency said: title, dates, sections,
// cells and claims, whatever their order. Places and methods are left out: a page
// and its attachment say the same.
func contentDigest(r *gongkai.Report) string {
	var lines []string
	for _, s := range r.Sections {
		lines = append(lines, line("section", s.ID, s.Heading, s.Text))
	}
	for _, f := range r.Facts {
		lines = append(lines, line("fact", f.Indicator, f.Applicant, f.Template, number(f.Value), f.Status, f.Approx, f.Unit, f.Raw))
	}
	for _, c := range r.Claims {
		lines = append(lines, line("claim", c.ID, number(c.Value), c.Approx, c.Period, c.Unit, c.Quote))
	}
	return digest(line("report", r.Title, r.PublishedOn, r.SignedOn, r.Template), lines)
}

// detailDigest is a SHA-256 over the rest of what is stored: what the program made
// of the document besides. The URL is left out: the same bytes may have two.
func detailDigest(r *gongkai.Report) string {
	var lines []string
	for _, s := range r.Sections {
		lines = append(lines, line("section", s.ID, s.Heading, s.Locator))
	}
	for _, f := range r.Facts {
		lines = append(lines, line("fact", f.Indicator, f.Applicant, f.Template, f.Method, f.Locator))
	}
	for _, c := range r.Claims {
		lines = append(lines, line("claim", c.ID, c.Quote, c.Section, c.Locator))
	}
	for _, i := range r.Issues {
		lines = append(lines, line("issue", i.Rule, i.Severity, i.Message, i.Indicator, i.Applicant, i.LHS, i.RHS, i.Cells, i.Delta, i.Repair))
	}
	for _, c := range r.Rules {
		lines = append(lines, line("rule", c))
	}
	for i, e := range r.Evidence {
		lines = append(lines, line("evidence", i, e))
	}
	if r.Sketch != nil {
		lines = append(lines, line("sketch", hex.EncodeToString(r.Sketch)))
	}
	return digest(line("report", r.Function, r.Functions, r.Confidence, r.ScopeSure), lines)
}

func digest(head string, lines []string) string {
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(head + "\n" + strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:])
}

// line joins values so that no two lists of values give the same line.
func line(values ...any) string {
	b, err := json.Marshal(values)
	if err != nil {
		panic(fmt.Sprintf("digest: %v", err)) // plain values only
	}
	return string(b)
}
