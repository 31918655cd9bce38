package transform

import (
	"gongkai"
	"gongkai/transform/label"
	"gongkai/transform/sections"
)

// split finds the reports in a document that holds several, as where a bureau
// prints its subordinate's behind its own. A second report begins at a title
// that is another one, with section one behind it, after the first report's
// own section one.
func split(doc *gongkai.Document) [][2]int {
	var starts []int
	overview := false
	last := ""
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Kind == gongkai.TableBlock || b.Zone == gongkai.Furniture {
			continue
		}
		if s := sections.Of(b.Text); s != nil && s.ID == "s1" {
			if overview {
				if at := titleBefore(doc, i, last); at > 0 {
					starts = append(starts, at)
				}
			}
			overview = true
		}
		if !overview && sections.IsTitle(b.Text) {
			last = label.Key(b.Text)
		}
	}
	spans := make([][2]int, 0, len(starts)+1)
	from := 0
	for _, at := range starts {
		spans = append(spans, [2]int{from, at})
		from = at
	}
	return append(spans, [2]int{from, len(doc.Blocks)})
}

// titleBefore returns the block of a report's title among the few before a
// section heading, other than the first report's; 0 where there is none.
func titleBefore(doc *gongkai.Document, i int, first string) int {
	for j := i - 1; j > 0 && j >= i-6; j-- {
		b := &doc.Blocks[j]
		if b.Kind == gongkai.TableBlock {
			return 0
		}
		if sections.IsTitle(b.Text) && label.Key(b.Text) != first {
			return j
		}
		if j > 1 && doc.Blocks[j-1].Kind != gongkai.TableBlock && sections.IsTitle(doc.Blocks[j-1].Text+b.Text) && !sections.IsTitle(doc.Blocks[j-1].Text) {
			if label.Key(doc.Blocks[j-1].Text+b.Text) != first {
				return j - 1
			}
		}
	}
	return 0
}
