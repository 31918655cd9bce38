// Package docx reads Word documents of 2007 and later (Office Open XML, ECMA-376
// and ISO/IEC 29500, transitional and strict): .docx, .docm, .dotx, and what WPS
// and LibreOffice write under these names. It reads what a print would show:
// changes accepted, hidden text left out, list numbers written out.
package docx

import (
	"gongkai"
	"gongkai/extract/part"
	"gongkai/extract/story"
)

// Read returns the blocks of a document. Headers come first and footers last, as
// furniture; footnotes follow the text. Every error is a *gongkai.ReadError.
func Read(data []byte, src gongkai.Source) (*gongkai.Document, error) {
	pkg, err := part.Open(data)
	if err != nil {
		return nil, err
	}
	defer pkg.Close()
	r := &reader{pkg: pkg, notes: map[noteKey]int{}, counted: map[string]int{}}
	if err := r.find(); err != nil {
		return nil, err
	}
	body, err := r.part(r.main)
	if err != nil {
		return nil, err
	}
	w := &story.Writer{Zone: gongkai.Furniture}
	if err := r.furniture(w, r.headers); err != nil {
		return nil, err
	}
	w.Zone = gongkai.Article
	if err := w.Write(body); err != nil {
		return nil, err
	}
	for _, k := range []string{"footnotes", "endnotes"} {
		if err := r.writeNotes(w, k); err != nil {
			return nil, err
		}
	}
	w.Zone = gongkai.Furniture
	if err := r.furniture(w, r.footers); err != nil {
		return nil, err
	}
	doc := &gongkai.Document{Source: src, Blocks: w.Blocks}
	if doc.Page.Title, err = r.title(w.Blocks); err != nil {
		return nil, err
	}
	return doc, nil
}

// A reader holds what the parts of a document share.
type reader struct {
	pkg    *part.Package
	main   string // name of the main part
	top    relations
	rels   relations // of the main part
	styles *styles
	lists  *lists
	meter  story.Meter

	headers, footers []string // relationship ids, in order of sections
	notes            map[noteKey]int
	counted          map[string]int // notes of each kind
	order            []noteKey
}

// find finds the main part, and reads the styles and numbering that it names.
func (r *reader) find() error {
	var err error
	if r.top, err = readRelations(r.pkg, "_rels/.rels"); err != nil {
		return err
	}
	r.main = "word/document.xml"
	if t := r.top.kind["officeDocument"]; r.pkg.Has(t) {
		r.main = t
	}
	if !r.pkg.Has(r.main) {
		return &gongkai.ReadError{Reason: gongkai.ReasonUnsupported, Detail: "a zip container without a Word document in it; unpack it to see what it holds"}
	}
	if r.rels, err = relationsOf(r.pkg, r.main); err != nil {
		return err
	}
	if r.styles, err = r.readStyles(r.rels.kind["styles"]); err != nil {
		return err
	}
	r.lists, err = r.readLists(r.rels.kind["numbering"])
	return err
}

// part reads a part that is a story: the body, a header or a footer.
func (r *reader) part(name string) ([]story.Item, error) {
	data, err := r.pkg.Read(name)
	if err != nil || data == nil {
		return nil, err
	}
	s := &scope{r: r, c: part.NewCursor(name, data, spaces)}
	var f flow
	s.container(&f)
	s.flush(&f)
	if s.err != nil {
		return nil, s.err
	}
	return f.items, s.c.Err()
}

// furniture writes headers or footers, each once.
func (r *reader) furniture(w *story.Writer, ids []string) error {
	seen := map[string]bool{}
	for _, id := range ids {
		target := r.rels.id[id]
		if target == "" || seen[target] {
			continue
		}
		seen[target] = true
		items, err := r.part(target)
		if err != nil {
			return err
		}
		if err := w.Write(items); err != nil {
			return err
		}
	}
	return nil
}
