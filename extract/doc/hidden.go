package doc

// hidden reports whether the style of the paragraph in which a character stands
// hides text. Next to no document has such a style; only where one does, the
// paragraph is looked up before its mark is reached.
func (w *walk) hidden(p *piece, at int) bool {
	if !w.hides {
		return false
	}
	if !w.styled {
		w.styled, w.styleHidden = true, false
		run := w.paragraphAt(uint32(p.fc+(at-p.from)*p.width), &w.last)
		if run != nil && int(run.style) < len(w.styles) {
			w.styleHidden = w.styles[run.style].hidden
		}
	}
	return w.styleHidden
}

// pieceLooks reads what each list that pieces refer to changes of characters.
func (r *reader) pieceLooks() {
	for _, s := range r.styles {
		r.hides = r.hides || s.hidden && s.para != nil
	}
	r.changed = make([]character, len(r.text.prcs))
	for i, list := range r.text.prcs {
		r.changed[i].apply(list, r.styles)
	}
}

// pieceLook is what a piece of a fast-saved file changes of its characters.
func (r *reader) pieceLook(p *piece) (c character) {
	switch {
	case p.prm == 0:
	case p.prm&1 == 0:
		c.apply(r.text.changes(p), r.styles)
	case int(p.prm>>1) < len(r.changed):
		c = r.changed[p.prm>>1]
	}
	return c
}

// with puts other properties over these.
func (c character) with(top character) character {
	if top.hidden != unset {
		c.hidden = top.hidden
	}
	c.deleted = c.deleted || top.deleted
	c.raised = c.raised || top.raised
	return c
}
