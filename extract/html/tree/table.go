package tree

import "strings"

// startTable and the other functions for a mode's tags report whether the tag is
// done with; if not, it is for the mode that the builder is in now.
func (b *builder) startTable(t *tag) bool {
	switch t.kind {
	case kindCaption:
		b.clearTo(kindTable)
		b.active = append(b.active, element{})
		b.add(t)
		b.mode = inCaption
		return true
	case kindColgroup:
		b.clearTo(kindTable)
		b.add(t)
		b.mode = inColgroup
		return true
	case kindCol:
		b.imply(tagColgroup)
		return false
	case kindRows:
		b.clearTo(kindTable)
		b.add(t)
		b.mode = inRows
		return true
	case kindCell, kindTr:
		b.imply(tagTbody)
		return false
	case kindTable:
		if b.popTo(b.findKind(kindTable, stopsTable)) {
			b.resetMode()
			return false
		}
		return true
	case kindScript, kindStyle:
		if t.name == "script" || t.name == "style" {
			b.startHead(t)
			return true
		}
	case kindInput:
		for _, a := range b.attr {
			if a.Key == "type" && strings.EqualFold(a.Val, "hidden") {
				b.addEmpty(t)
				return true
			}
		}
	case kindForm:
		if b.form != nil {
			return true
		}
		b.form = b.add(t)
		b.pop()
		// And once more, before the table.
	case kindTemplate:
		b.failed = true
		return true
	}
	b.foster = true
	defer func() { b.foster = false }()
	return b.startBody(t)
}

func (b *builder) endTable(t *tag) bool {
	switch t.kind {
	case kindTable:
		if b.popTo(b.findKind(kindTable, stopsTable)) {
			b.resetMode()
		}
		return true
	case kindBody, kindCaption, kindCol, kindColgroup, kindHTML, kindRows, kindCell, kindTr, kindTemplate:
		return true
	}
	b.foster = true
	defer func() { b.foster = false }()
	return b.endBody(t)
}

func (b *builder) startCaption(t *tag) bool {
	switch t.kind {
	case kindCaption, kindCol, kindColgroup, kindRows, kindTr, kindCell:
		if t.name != "th" {
			return !b.closeCaption()
		}
	}
	return b.startBody(t)
}

func (b *builder) endCaption(t *tag) bool {
	switch t.kind {
	case kindCaption:
		b.closeCaption()
		return true
	case kindTable:
		return !b.closeCaption()
	case kindBody, kindCol, kindColgroup, kindHTML, kindRows, kindCell, kindTr:
		return true
	}
	return b.endBody(t)
}

func (b *builder) closeCaption() bool {
	if !b.popTo(b.findKind(kindCaption, stopsTable)) {
		return false
	}
	b.clearActive()
	b.mode = inTable
	return true
}

func (b *builder) startRows(t *tag) bool {
	switch t.kind {
	case kindTr:
		b.clearTo(kindRows)
		b.add(t)
		b.mode = inRow
		return true
	case kindCell:
		b.imply(tagTr)
		return false
	case kindCaption, kindCol, kindColgroup, kindRows:
		return !b.closeRows()
	}
	return b.startTable(t)
}

func (b *builder) endRows(t *tag) bool {
	switch t.kind {
	case kindRows:
		if b.find(t.atom, stopsTable) >= 0 {
			b.clearTo(kindRows)
			b.pop()
			b.mode = inTable
		}
		return true
	case kindTable:
		return !b.closeRows()
	case kindBody, kindCaption, kindCol, kindColgroup, kindHTML, kindCell, kindTr:
		return true
	}
	return b.endTable(t)
}

func (b *builder) closeRows() bool {
	if !b.popTo(b.findKind(kindRows, stopsTable)) {
		return false
	}
	b.mode = inTable
	return true
}

func (b *builder) startRow(t *tag) bool {
	switch t.kind {
	case kindCell:
		b.clearTo(kindTr)
		b.add(t)
		b.active = append(b.active, element{})
		b.mode = inCell
		return true
	case kindCaption, kindCol, kindColgroup, kindRows, kindTr:
		return !b.closeRow()
	}
	return b.startTable(t)
}

func (b *builder) endRow(t *tag) bool {
	switch t.kind {
	case kindTr:
		b.closeRow()
		return true
	case kindTable:
		return !b.closeRow()
	case kindRows:
		if b.find(t.atom, stopsTable) < 0 {
			return true
		}
		return !b.closeRow()
	case kindBody, kindCaption, kindCol, kindColgroup, kindHTML, kindCell:
		return true
	}
	return b.endTable(t)
}

func (b *builder) closeRow() bool {
	if b.findKind(kindTr, stopsTable) < 0 {
		return false
	}
	b.clearTo(kindTr)
	b.pop()
	b.mode = inRows
	return true
}

func (b *builder) startCell(t *tag) bool {
	switch t.kind {
	case kindCaption, kindCol, kindColgroup, kindRows, kindCell, kindTr:
		if !b.popTo(b.findKind(kindCell, stopsTable)) {
			return true
		}
		b.clearActive()
		b.mode = inRow
		return false
	}
	return b.startBody(t)
}

func (b *builder) endCell(t *tag) bool {
	switch t.kind {
	case kindCell:
		if b.popTo(b.find(t.atom, stopsTable)) {
			b.clearActive()
			b.mode = inRow
		}
		return true
	case kindBody, kindCaption, kindCol, kindColgroup, kindHTML:
		return true
	case kindTable, kindRows, kindTr:
		if b.find(t.atom, stopsTable) < 0 {
			return true
		}
		if b.popTo(b.findKind(kindCell, stopsTable)) {
			b.clearActive()
		}
		b.mode = inRow
		return false
	}
	return b.endBody(t)
}

// resetMode finds the mode by what is open.
func (b *builder) resetMode() {
	b.mode = inBody
	for i := len(b.open) - 1; i >= 0; i-- {
		switch b.open[i].t.kind {
		case kindCell:
			b.mode = inCell
		case kindTr:
			b.mode = inRow
		case kindRows:
			b.mode = inRows
		case kindCaption:
			b.mode = inCaption
		case kindColgroup:
			b.mode = inColgroup
		case kindTable:
			b.mode = inTable
		case kindHead:
			b.mode = inHead
		case kindBody:
		case kindHTML:
			if b.mode = beforeHead; b.head != nil {
				b.mode = afterHead
			}
		default:
			continue
		}
		return
	}
}
