package ingest

import (
	"cmp"

	"gongkai"
	"gongkai/transform"
	"gongkai/transform/override"
)

// outside is what is known of a document from outside it. It fills gaps only:
// what the document says itself counts first.
type outside struct {
	title       string // of the article that a file hangs on
	publishedOn string // printed beside the link: ISO date
	division    string // where the portal sits, six digits
}

// reports reads the reports in a document. The day of publication is taken over
// where the document has none. Title and division count only where without them
// no report is found, or one whose issuer or year stays open.
func (o outside) reports(doc *gongkai.Document, decided *override.List) (*gongkai.Document, gongkai.Outcome) {
	doc.Page.PublishedOn = cmp.Or(doc.Page.PublishedOn, o.publishedOn)
	out := transform.ReportsDecided(doc, decided)
	if o.title == "" && o.division == "" || out.Kind == gongkai.ImageOnly || out.Kind == gongkai.IsReport && whole(out) == len(out.Reports) {
		return doc, out
	}
	filled := *doc
	filled.Source.Division = o.division
	filled.Page.Title = cmp.Or(doc.Page.Title, o.title)
	if again := transform.ReportsDecided(&filled, decided); whole(again) > whole(out) {
		return &filled, again
	}
	return doc, out
}

// whole counts the reports of which issuer and year are known.
func whole(out gongkai.Outcome) int {
	n := 0
	for _, r := range out.Reports {
		if r.Agency != "" && r.DivisionCode != "" && r.Year != 0 {
			n++
		}
	}
	return n
}
