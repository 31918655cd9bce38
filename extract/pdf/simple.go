package pdf

import (
	"strings"

	corefont "github.com/pdfcpu/pdfcpu/pkg/font"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"golang.org/x/text/encoding/charmap"
)

// readSimple reads a font of one-byte codes: Type1, TrueType or Type3.
func (r *reader) readSimple(f *font, d types.Dict, kind string) {
	const symbolic = 1 << 2
	desc := r.file.dict(d["FontDescriptor"])
	embedded := desc["FontFile"] != nil || desc["FontFile2"] != nil || desc["FontFile3"] != nil
	encoding := r.file.dict(d["Encoding"])
	base := r.file.name(d["Encoding"])
	if encoding != nil {
		base = r.file.name(encoding["BaseEncoding"])
	}
	// A subset that brings its own codes and doesn't say what they mean tells
	// nothing by them: Type3 and symbolic ones have no encoding to fall back to.
	if base != "" || kind != "Type3" && !(embedded && r.file.int(desc["Flags"])&symbolic != 0) {
		f.texts = baseTexts(base, kind)
	}
	code := 0
	for _, o := range r.file.array(encoding["Differences"]) {
		switch v := r.file.get(o).(type) {
		case types.Integer:
			code = int(v)
		case types.Name:
			if code >= 0 && code < 256 {
				f.texts[code] = glyphText(string(v))
			}
			code++
		}
	}
	r.simpleWidths(f, d, desc)
	if kind == "Type3" {
		r.type3(f, d)
	}
}

func (r *reader) simpleWidths(f *font, d, desc types.Dict) {
	wide, ok := r.file.number(desc["MissingWidth"])
	if !ok {
		wide = 500
	}
	core := corefont.IsCoreFont(f.name)
	for c := range f.widths {
		f.widths[c] = wide / 1000
		if core && f.texts[c] != "" {
			if w, err := corefont.CharWidth(f.name, rune(c)); err == nil {
				f.widths[c] = float64(w) / 1000
			}
		}
	}
	first := r.file.int(d["FirstChar"])
	for k, o := range r.file.array(d["Widths"]) {
		if w, ok := r.file.number(o); ok && first+k >= 0 && first+k < 256 {
			f.widths[first+k] = w / 1000
		}
	}
}

// type3 scales by the font's own matrix. Skia's is that of the typeface's units;
// others draw at size 1 with a matrix of 1, and only the box tells how high.
func (r *reader) type3(f *font, d types.Dict) {
	m := matrixOf(r.file.numbers(d["FontMatrix"], 6))
	for c := range f.widths {
		f.widths[c] *= 1000 * abs(m[0])
	}
	box := r.file.numbers(d["FontBBox"], 4)
	if unit := abs(m[3]); box != nil && box[3] != box[1] && (unit < 1.0/5000 || unit > 1.0/200) {
		f.em = abs(box[3]-box[1]) * unit
	}
}

// baseTexts returns the characters of a named encoding, and without a name those
// of the font's kind.
func baseTexts(named, kind string) (out [256]string) {
	table := charmap.Windows1252
	if named == "MacRomanEncoding" {
		table = charmap.Macintosh
	}
	for c := ' '; c < 256; c++ {
		if t := table.DecodeByte(byte(c)); t != 0xFFFD && c != 0x7F {
			out[c] = string(t)
		}
	}
	for _, c := range []byte("\t\n\r") {
		out[c] = " " // some writers leave their line ends in the strings
	}
	if named == "" && kind == "Type1" || named == "StandardEncoding" {
		for c := 0x80; c < 256; c++ {
			out[c] = standard[byte(c)]
		}
		out['\''], out['`'] = "’", "‘"
	}
	return out
}

// standard is the upper half of StandardEncoding, but for accents.
var standard = map[byte]string{
	0xA1: "¡", 0xA2: "¢", 0xA3: "£", 0xA4: "⁄", 0xA5: "¥", 0xA6: "ƒ", 0xA7: "§", 0xA8: "¤", 0xA9: "'",
	0xAA: "“", 0xAB: "«", 0xAC: "‹", 0xAD: "›", 0xAE: "fi", 0xAF: "fl", 0xB1: "–", 0xB2: "†", 0xB3: "‡",
	0xB4: "·", 0xB6: "¶", 0xB7: "•", 0xB8: "‚", 0xB9: "„", 0xBA: "”", 0xBB: "»", 0xBC: "…", 0xBD: "‰",
	0xBF: "¿", 0xD0: "—", 0xE1: "Æ", 0xE3: "ª", 0xE8: "Ł", 0xE9: "Ø", 0xEA: "Œ", 0xEB: "º", 0xF1: "æ",
	0xF5: "ı", 0xF8: "ł", 0xF9: "ø", 0xFA: "œ", 0xFB: "ß",
}

// glyphText returns the characters of a glyph's name, or "": "A", "parenleft",
// "uni4E00", "u20000", "one.tnum".
func glyphText(named string) string {
	named, _, _ = strings.Cut(named, ".")
	if t, ok := glyphNames[named]; ok {
		return t
	}
	if len(named) == 1 {
		return named
	}
	if hex, ok := strings.CutPrefix(named, "uni"); ok && len(hex) >= 4 && len(hex)%4 == 0 {
		var units []byte
		for k := 0; k+1 < len(hex); k += 2 {
			if digit(hex[k]) < 0 || digit(hex[k+1]) < 0 {
				return ""
			}
			units = append(units, byte(digit(hex[k])<<4|digit(hex[k+1])))
		}
		return utf16Text(units)
	}
	if hex, ok := strings.CutPrefix(named, "u"); ok && len(hex) >= 4 && len(hex) <= 6 {
		n := 0
		for k := range len(hex) {
			if digit(hex[k]) < 0 {
				return ""
			}
			n = n<<4 | digit(hex[k])
		}
		return string(rune(n))
	}
	return ""
}
