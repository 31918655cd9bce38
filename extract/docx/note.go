package docx

import (
	"strings"

	"gongkai/extract/part"
	"gongkai/extract/story"
)

// A noteKey is a footnote or endnote: the kind of part it stands in, and its id.
type noteKey struct{ part, id string }

// note returns the mark of a note where the text refers to it. Notes are numbered
// in the order of their first references, each kind for itself.
func (r *reader) note(reference, id string) string {
	k := noteKey{strings.TrimSuffix(reference, "Reference") + "s", id}
	n, known := r.notes[k]
	if !known {
		r.counted[k.part]++
		n = r.counted[k.part]
		r.notes[k] = n
		r.order = append(r.order, k)
	}
	return story.Note(n)
}

// writeNotes writes the notes that the text refers to, as they stand below it.
func (r *reader) writeNotes(w *story.Writer, kind string) error {
	if len(r.order) == 0 {
		return nil
	}
	name := r.rels.kind[kind]
	data, err := r.pkg.Read(name)
	if err != nil || data == nil {
		return err
	}
	s := &scope{r: r, c: part.NewCursor(name, data, spaces)}
	byID := map[string][]story.Item{}
	referred := len(r.order) // notes on notes are left out
	for t := s.c.Next(); t != part.EOF; t = s.c.Next() {
		if t != part.Start || string(s.c.Name) != strings.TrimSuffix(kind, "s") {
			continue
		}
		id := s.c.Attr("id")
		n, ok := r.notes[noteKey{kind, id}]
		if !ok {
			s.c.Skip()
			continue
		}
		s.mark = story.Note(n)
		var f flow
		s.container(&f)
		s.flush(&f)
		byID[id] = f.items
	}
	if s.err != nil {
		return s.err
	}
	if s.c.Err() != nil {
		return s.c.Err()
	}
	for _, k := range r.order[:referred] {
		if k.part == kind {
			if err := w.Write(byID[k.id]); err != nil {
				return err
			}
		}
	}
	return nil
}
