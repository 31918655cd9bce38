package pdf

import (
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// readComposite reads a Type0 font.
func (r *reader) readComposite(f *font, d types.Dict) error {
	f.composite = true
	var below types.Dict
	if a := r.file.array(d["DescendantFonts"]); len(a) > 0 {
		below = r.file.dict(a[0])
	}
	if named := r.file.name(d["Encoding"]); named != "" {
		f.coding = namedCoding(named)
	} else {
		src, dict, err := r.file.stream(d["Encoding"])
		if err != nil {
			return err
		}
		m, err := r.parseCMap(src)
		if err != nil {
			return err
		}
		f.coding = coding{kind: embedded, cmap: m, vertical: m.vertical || r.file.int(dict["WMode"]) == 1}
		if len(m.cids) == 0 {
			f.coding.kind = identityCoding
		}
	}
	f.vertical = f.coding.vertical
	info := r.file.dict(below["CIDSystemInfo"])
	if s, _ := r.file.get(info["Ordering"]).(types.StringLiteral); strings.HasPrefix(string(s), "GB1") {
		f.byCID = gb1Text
	}
	f.wide = 1
	if w, ok := r.file.number(below["DW"]); ok {
		f.wide = w / 1000
	}
	f.cids = r.cidWidths(r.file.array(below["W"]))
	return nil
}

// cidWidths reads "first [w w …]" and "first last w".
func (r *reader) cidWidths(a types.Array) map[int]float64 {
	m := map[int]float64{}
	for k := 0; k+1 < len(a); {
		first := r.file.int(a[k])
		if list := r.file.array(a[k+1]); list != nil {
			for n, o := range list {
				if w, ok := r.file.number(o); ok {
					m[first+n] = w / 1000
				}
			}
			k += 2
			continue
		}
		if k+2 >= len(a) {
			break
		}
		last := min(r.file.int(a[k+1]), 1<<16)
		if w, ok := r.file.number(a[k+2]); ok {
			for c := max(0, first); c <= last && len(m) < maxCodes; c++ {
				m[c] = w / 1000
			}
		}
		k += 3
	}
	return m
}
