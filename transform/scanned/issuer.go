package scanned

import (
	"fmt"
	"strings"

	"gongkai"
	"gongkai/canon"
	"gongkai/transform/issuer"
	"gongkai/transform/label"
)

// witnesses is how often a scan must say who issued it, and for which year: a
// name read wrong once may well be another agency's.
const witnesses = 2

// Issuer takes back what only one place in a scan says: the issuer's name and
// place, or the year.
func Issuer(doc *gongkai.Document, from, to int, who *issuer.Result) []gongkai.Issue {
	var issues []gongkai.Issue
	say := func(message string) {
		issues = append(issues, gongkai.Issue{Rule: "P-13", Severity: gongkai.Severity(canon.Get().Rule("P-13").Severity), Message: message})
	}
	texts := []string{doc.Source.URL, doc.Source.Path}
	for i := from; i < to; i++ {
		if b := &doc.Blocks[i]; b.Kind != gongkai.TableBlock {
			texts = append(texts, b.Text)
		}
	}
	count := func(what string) int {
		n := 0
		for _, t := range texts {
			if strings.Contains(label.Strip(t), label.Strip(what)) {
				n++
			}
		}
		return n
	}
	doubt := ""
	switch {
	case who.Agency == "":
	case who.DivisionCode == "":
		// What is read wrong is read wrong everywhere: 桐访县 for 桐庐县. The list of
		// divisions knows.
		doubt = "of no known place"
	case count(who.Agency) < witnesses:
		doubt = "only once"
	}
	if doubt != "" {
		say(fmt.Sprintf("the scan names its issuer, %s, %s; a recogniser's word is not enough", who.Agency, doubt))
		who.Agency, who.DivisionCode, who.Function, who.Scope, who.Confidence = "", "", "", "", 0
	}
	if who.Year != 0 && count(fmt.Sprint(who.Year)) < witnesses {
		say(fmt.Sprintf("the scan names the year %d only once; a recogniser's word is not enough", who.Year))
		who.Year = 0
	}
	return issues
}
