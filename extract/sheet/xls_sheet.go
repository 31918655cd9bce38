package sheet

import "fmt"

// sheet reads one sheet.
func (x *xls) sheet(s boundSheet) (*page, error) {
	if s.at < 0 || s.at >= len(x.data) {
		return nil, corrupt("the sheet "+s.name+" lies outside of it", nil)
	}
	r := &records{data: x.data[s.at:]}
	if err := x.begin(r); err != nil {
		return nil, err
	}
	w := xlsSheet{xls: x, page: newPage(s.name)}
	for depth := 1; depth > 0; {
		rec, ok := r.next()
		if !ok {
			return nil, corrupt("the sheet "+s.name+" is cut short", nil)
		}
		switch {
		case rec.kind == recEnd:
			depth--
		case rec.kind == recBegin: // a chart in the sheet
			depth++
		case depth == 1:
			if err := w.record(&rec); err != nil {
				return nil, err
			}
		}
	}
	return w.page, nil
}

// An xlsSheet takes the records of a sheet.
type xlsSheet struct {
	*xls
	*page
	pending *record // a formula whose text comes later
}

func (w *xlsSheet) record(rec *record) error {
	row, col, style := rec.u16(0), rec.u16(2), rec.u16(4)
	switch rec.kind {
	case recLabelSST, recLabel, recRString, recRK, recNumber, recBoolErr, recFormula, recBlank:
		if len(rec.data) < 6 {
			return corrupt("a cell is cut short", nil)
		}
		w.frame(row, style)
	}
	switch rec.kind {
	case recLabelSST:
		i := rec.u32(6)
		if i >= uint32(len(w.strings)) {
			return corrupt(fmt.Sprintf("it has no text %d", i), nil)
		}
		return w.put(row, col, w.text(w.strings[i], style))
	case recLabel, recRString:
		s := stream{data: rec.data[6:], more: rec.more}
		t := s.text(2)
		return w.put(row, col, w.text(t, style))
	case recRK:
		return w.put(row, col, w.number(rk(rec.u32(6)), style))
	case recNumber:
		return w.put(row, col, w.number(rec.float(6), style))
	case recBoolErr:
		return w.put(row, col, boolOrError(rec.data))
	case recFormula:
		return w.formula(rec)
	case recString:
		if f := w.pending; f != nil {
			w.pending = nil
			s := stream{data: rec.data, more: rec.more}
			return w.put(f.u16(0), f.u16(2), w.text(s.text(2), f.u16(4)))
		}
	case recMulRK:
		for at := 4; at+8 <= len(rec.data); at += 6 {
			w.frame(row, rec.u16(at))
			if err := w.put(row, col, w.number(rk(rec.u32(at+2)), rec.u16(at))); err != nil {
				return err
			}
			col++
		}
	case recMulBlank:
		for at := 4; at+4 <= len(rec.data); at += 2 {
			w.frame(row, rec.u16(at))
		}
	default:
		w.shape(rec)
	}
	return nil
}

// shape reads what isn't the content of a cell.
func (w *xlsSheet) shape(rec *record) {
	switch rec.kind {
	case recRow:
		w.shown[rec.u16(0)] = true
		if rec.u16(12)&0x20 != 0 {
			w.page.hidden[rec.u16(0)] = true
		}
	case recDefaultRow:
		w.hidesRows = rec.u16(0)&2 != 0
	case recColInfo:
		if rec.u16(8)&1 != 0 || rec.u16(4) == 0 {
			w.hiddenCols = append(w.hiddenCols, span{rec.u16(0), rec.u16(2)})
		}
	case recMergedCells:
		for i := range rec.u16(0) {
			at := 2 + 8*i
			if at+8 > len(rec.data) {
				break
			}
			w.merged = append(w.merged, area{top: rec.u16(at), bottom: rec.u16(at + 2), left: rec.u16(at + 4), right: rec.u16(at + 6)})
		}
	}
}

func (w *xlsSheet) frame(row, style int) {
	if w.book.framed(style) {
		w.page.framed[row] = true
	}
}

// formula reads the value that was last computed.
func (w *xlsSheet) formula(rec *record) error {
	row, col, style := rec.u16(0), rec.u16(2), rec.u16(4)
	w.pending = nil
	if rec.u16(12) != 0xFFFF {
		return w.put(row, col, w.number(rec.float(6), style))
	}
	switch rec.u16(6) & 0xFF {
	case 0:
		w.pending = &record{data: rec.data}
	case 1:
		return w.put(row, col, boolOrError([]byte{5: 0, 6: byte(rec.u16(8)), 7: 0}))
	case 2:
		return w.put(row, col, boolOrError([]byte{5: 0, 6: byte(rec.u16(8)), 7: 1}))
	}
	return nil
}

// boolOrError reads a truth or an error of a record.
func boolOrError(b []byte) string {
	if len(b) < 8 {
		return ""
	}
	if b[7] == 0 {
		if b[6] != 0 {
			return "TRUE"
		}
		return "FALSE"
	}
	if s := errorTexts[b[6]]; s != "" {
		return s
	}
	return "#N/A"
}

var errorTexts = map[byte]string{
	0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}
