// Package transform turns a document into reports: which agency, which year,
// what its tables say, and what a reader of the numbers must know. It knows
// nothing of file formats.
package transform

import (
	"fmt"
	"strings"

	"gongkai"
	"gongkai/transform/copies"
	"gongkai/transform/issuer"
	"gongkai/transform/narrative"
	"gongkai/transform/override"
	"gongkai/transform/rules"
	"gongkai/transform/scanned"
	"gongkai/transform/sections"
	"gongkai/transform/tables"
)

// Reports reads the reports in a document and says how it ended.
func Reports(doc *gongkai.Document) gongkai.Outcome { return ReportsDecided(doc, nil) }

// ReportsDecided is [Reports] with what people decided about some of them.
func ReportsDecided(doc *gongkai.Document, decisions *override.List) gongkai.Outcome {
	var out gongkai.Outcome
	if n := picturesOnly(doc); n > 0 {
		return gongkai.Outcome{Kind: gongkai.ImageOnly, Reason: gongkai.ReasonImages, Images: n,
			Detail: fmt.Sprintf("%d images and next to no text: a report in pictures; look for its text on the portal", n)}
	}
	if doc.Scanned {
		doc = scanned.Labels(doc)
	}
	for _, span := range split(doc) {
		if r := report(doc, span[0], span[1], decisions, len(out.Reports)+1); r != nil {
			out.Reports = append(out.Reports, r)
		}
	}
	if len(out.Reports) > 0 {
		out.Kind = gongkai.IsReport
		return out
	}
	out.Kind = gongkai.NoReport
	out.Reason, out.Detail = why(doc)
	return out
}

// report reads one report from blocks [from, to); nil where there is none.
func report(doc *gongkai.Document, from, to int, decisions *override.List, ordinal int) *gongkai.Report {
	outline := sections.Read(doc, from, to, nil)
	who := issuer.Resolve(input(doc, &outline))
	decisions.Apply(doc.Source, ordinal, who)
	t := tables.Read(doc, from, to, who.Year)
	if len(t.Text) > 0 {
		outline = sections.Read(doc, from, to, t.Text)
	}
	if !isReport(doc, &outline, &t, who) {
		return nil
	}
	doubtScope(who, t.Facts)
	if doc.Scanned {
		return scannedReport(doc, from, to, &outline, &t, who)
	}
	r := head(doc, &outline, &t, who)
	r.Issues = append(append(r.Issues, who.Issues...), t.Issues...)
	claimed, unread := narrative.Read(doc, from, to, r.Year, t.Text)
	r.Claims, r.Issues = claimed, append(r.Issues, unread...)
	check(r, &outline, &t, false)
	claims(r)
	return r
}

// claims holds the numbers said in prose against the tables, and sketches the
// narrative.
func claims(r *gongkai.Report) {
	issues, counts := narrative.Check(r)
	r.Issues, r.Rules = append(r.Issues, issues...), append(r.Rules, counts...)
	r.Sketch = copies.Of(r)
}

// check adds what the rules say of a report that holds the issues of reading.
func check(r *gongkai.Report, o *sections.Outline, t *tables.Result, scanned bool) {
	issues, counts := rules.Check(&rules.Subject{Report: r, Body: o.Body, Period: o.Period, Signature: o.Signature,
		Tables: t.Found, Subtotals: t.Sums, Scanned: scanned})
	r.Issues, r.Rules = append(r.Issues, issues...), counts
}

// head returns a report without its issues.
func head(doc *gongkai.Document, outline *sections.Outline, t *tables.Result, who *issuer.Result) *gongkai.Report {
	return &gongkai.Report{
		Title: title(outline), Agency: who.Agency, DivisionCode: who.DivisionCode, Function: who.Function,
		Scope: who.Scope, Year: who.Year, Template: t.Template, PublishedOn: doc.Page.PublishedOn,
		SignedOn: outline.SignedOn, Confidence: who.Confidence, Evidence: who.Evidence,
		Functions: who.Functions, ScopeSure: who.ScopeConfidence,
		Sections: outline.Sections, Facts: t.Facts, Document: doc.Source,
	}
}

func input(doc *gongkai.Document, o *sections.Outline) issuer.Input {
	return issuer.Input{
		Titles: o.Titles, Signature: o.Signature, SignedOn: o.SignedOn, PublishedOn: doc.Page.PublishedOn,
		Period: o.Period, Origin: doc.Page.Origin, Publisher: doc.Page.Publisher, SiteCode: doc.Page.SiteCode,
		SiteName: doc.Page.SiteName, IndexNumber: doc.Page.IndexNumber, URL: doc.Source.URL,
		Breadcrumb: doc.Page.Breadcrumb, Body: o.Body, Footer: o.Footer, Path: doc.Source.Path, Division: doc.Source.Division,
	}
}

func title(o *sections.Outline) string {
	if len(o.Titles) > 0 {
		return o.Titles[0]
	}
	return ""
}

// isReport tells a report from a page about reports: it has tables with numbers
// of its own, or the title and the sections of one. The official form, not
// filled in, has tables but neither numbers nor an issuer.
func isReport(doc *gongkai.Document, o *sections.Outline, t *tables.Result, who *issuer.Result) bool {
	values := 0
	for i := range t.Facts {
		if t.Facts[i].Status != gongkai.Blank && t.Facts[i].Status != gongkai.Missing {
			values++
		}
	}
	named := len(o.Titles) > 0 && sections.IsTitle(o.Titles[0])
	switch {
	case values > 0:
		return true
	case len(o.Titles) > 0 && sections.IsNotice(o.Titles[0]):
		return false
	case len(t.Facts) > 0:
		return who.DivisionCode != "" && who.Year != 0
	}
	return named && len(o.Sections) >= 3 && textLength(o.Body) > 300
}

func textLength(body []string) int {
	n := 0
	for _, p := range body {
		n += len([]rune(p))
	}
	return n
}

// why says why a document holds no report.
func why(doc *gongkai.Document) (gongkai.Reason, string) {
	length, tables, blankForm := 0, 0, false
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Kind == gongkai.TableBlock {
			tables++
		} else if b.Zone == gongkai.Article {
			length += len([]rune(strings.TrimSpace(b.Text)))
		}
	}
	t := readTables(doc)
	blankForm = len(t.Facts) > 0
	switch {
	case len(doc.Blocks) == 0:
		return gongkai.ReasonEmpty, "the document holds no text"
	case blankForm:
		return gongkai.ReasonBlankForm, "the form's tables are there, but neither numbers nor an issuer"
	case doc.Page.ArticleLinks+doc.Page.Links >= 5 && length < 2000 && hasReportLinks(doc):
		return gongkai.ReasonListPage, fmt.Sprintf("a page of %d links, some of them to reports; save the reports behind them", doc.Page.ArticleLinks+doc.Page.Links)
	case length < 100:
		return gongkai.ReasonShell, fmt.Sprintf("the page's frame holds an article of %d characters", length)
	case doc.Page.ArticleLinks >= 10:
		return gongkai.ReasonListPage, fmt.Sprintf("a page of %d links", doc.Page.ArticleLinks)
	}
	return gongkai.ReasonNotice, "the text has neither the tables nor the title and sections of an annual report"
}

func readTables(doc *gongkai.Document) tables.Result { return tables.Read(doc, 0, len(doc.Blocks), 0) }

// hasReportLinks reports whether lines of the page are titles of reports.
func hasReportLinks(doc *gongkai.Document) bool {
	n := 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		for _, l := range strings.Split(b.Text, "\n") {
			if sections.IsListed(l) {
				n++
			}
		}
		if b.Kind == gongkai.TableBlock {
			for _, row := range b.Table.Grid {
				for j := range row {
					if sections.IsListed(row[j].Text) {
						n++
					}
				}
			}
		}
	}
	return n >= 2
}
