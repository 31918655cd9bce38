package transform

import (
	"strings"

	"gongkai"
	"gongkai/transform/issuer"
	"gongkai/transform/label"
	"gongkai/transform/scanned"
	"gongkai/transform/sections"
	"gongkai/transform/tables"
)

// scannedReport is a report of which the text was recognised in pictures. What
// the recogniser did not see is not absent, so nothing is said of tables,
// sections, rows and columns that are not there.
func scannedReport(doc *gongkai.Document, from, to int, outline *sections.Outline, t *tables.Result, who *issuer.Result) *gongkai.Report {
	var doubts []gongkai.Issue
	if !who.Decided {
		doubts = scanned.Issuer(doc, from, to, who)
	}
	issues := scanned.Accept(doc, t.Facts)
	r := head(doc, outline, t, who)
	r.Issues = append(r.Issues, who.Issues...)
	r.Issues = append(r.Issues, doubts...)
	for _, i := range t.Issues {
		if i.Rule != "T-05" {
			r.Issues = append(r.Issues, i)
		}
	}
	r.Issues = append(r.Issues, issues...)
	check(r, outline, t, true)
	return r
}

// fewest is the characters of text beside its title that an article has which is
// more than its pictures.
const fewest = 100

// picturesOnly returns the number of a document's pictures, where the document is
// they and a report's title or nothing.
func picturesOnly(doc *gongkai.Document) int {
	if doc.Page.Images == 0 {
		return 0
	}
	titled, length := sections.IsTitle(doc.Page.Title) || sections.IsTitle(doc.Page.WindowTitle), 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		switch {
		case b.Zone == gongkai.Furniture:
		case b.Kind == gongkai.TableBlock:
			return 0
		case sections.IsTitle(b.Text):
			titled = true
		default:
			length += len([]rune(label.Strip(strings.TrimSpace(b.Text))))
		}
	}
	if length == 0 || titled && length < fewest {
		return doc.Page.Images
	}
	return 0
}
