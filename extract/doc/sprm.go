package doc

// A sprm is one change of a property: its code and the operand's bytes.
type sprm struct {
	code    uint16
	operand []byte
}

// Codes of the properties that are read.
const (
	pStyle      = 0x4600 // sprmPIstd
	pInTable    = 0x2416 // sprmPFInTable
	pRowEnd     = 0x2417 // sprmPFTtp
	pDepth      = 0x6649 // sprmPItap
	pDeeper     = 0x664A // sprmPDtap
	pInnerCell  = 0x244B // sprmPFInnerTableCell
	pInnerRow   = 0x244C // sprmPFInnerTtp
	pHuge       = 0x6646 // sprmPHugePapx
	pHugeOld    = 0x6645
	pTableProps = 0x646B // sprmPTableProps
	pOutline    = 0x2640 // sprmPOutLvl
	pListLevel  = 0x260A // sprmPIlvl
	pList       = 0x460B // sprmPIlfo

	cDeleted = 0x0800 // sprmCFRMarkDel
	cHidden  = 0x083C // sprmCFVanish
	cStyle   = 0x4A30 // sprmCIstd
	cRaised  = 0x2A48 // sprmCIss
	cSymbol  = 0x6A09 // sprmCSymbol
	cSpecial = 0x0855 // sprmCFSpec

	tDefTable  = 0xD608 // sprmTDefTable
	tDefTable6 = 0xD606
	tVertMerge = 0xD62B // sprmTVertMerge
	tMerge     = 0x5624 // sprmTMerge
	tSplit     = 0x5625 // sprmTSplit
	tInsert    = 0x7621 // sprmTInsert
	tDelete    = 0x5622 // sprmTDelete
	tColumn    = 0x7623 // sprmTDxaCol

	pTabs = 0xC615 // sprmPChgTabs, whose length is a rule of its own
)

// next cuts the first sprm off a list. It reports false at the end, which a
// damaged list reaches early.
func next(list []byte) (s sprm, rest []byte, ok bool) {
	if len(list) < 3 {
		return sprm{}, nil, false
	}
	s.code = u16(list, 0)
	list = list[2:]
	skip, n := 0, 0
	switch s.code >> 13 {
	case 0, 1:
		n = 1
	case 2, 4, 5:
		n = 2
	case 3:
		n = 4
	case 7:
		n = 3
	default:
		skip, n = 1, int(list[0])
		switch {
		case s.code == tDefTable || s.code == tDefTable6:
			skip, n = 2, int(u16(list, 0))-1
		case s.code == pTabs && n == 255 && len(list) > 1:
			// Tabs deleted with their tolerance, tabs added with their kind.
			n = 1 + 4*int(list[1])
			if skip+n < len(list) {
				n += 1 + 3*int(list[skip+n])
			}
		}
	}
	if n < 0 || skip+n > len(list) {
		return sprm{}, nil, false
	}
	s.operand = list[skip : skip+n]
	return s, list[skip+n:], true
}

// on reads an operand of one byte as a truth.
func (s sprm) on() bool { return len(s.operand) > 0 && s.operand[0] != 0 }

// word reads an operand of two bytes.
func (s sprm) word() int { return int(u16(s.operand, 0)) }

// byteOf reads the i-th byte of an operand, or 0.
func (s sprm) byteOf(i int) int {
	if i >= len(s.operand) {
		return 0
	}
	return int(s.operand[i])
}

// short names the sprms that a piece can carry in its own seven bits, as far as
// they are read here.
var short = map[uint16]uint16{0x0C: pListLevel, 0x18: pInTable, 0x19: pRowEnd, 0x41: cDeleted, 0x5C: cHidden}

// changes returns the properties that a piece changes over those of its
// paragraphs and characters: how a fast save records formatting.
func (t *text) changes(p *piece) []byte {
	switch {
	case p.prm == 0:
		return nil
	case p.prm&1 != 0:
		if i := int(p.prm >> 1); i < len(t.prcs) {
			return t.prcs[i]
		}
		return nil
	}
	code, ok := short[p.prm>>1&0x7F]
	if !ok {
		return nil
	}
	return []byte{byte(code), byte(code >> 8), byte(p.prm >> 8)}
}
