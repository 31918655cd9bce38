package pdf

import (
	"image"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// A colourKind is what the numbers of a pixel are.
type colourKind uint8

const (
	gray colourKind = iota
	rgb
	cmyk
	ink     // of one colour: 0 is paper
	indexed // into a table
)

// colours is a colour space: its kind and numbers a pixel, 0 for one that is not
// known. table has the brightness of each index.
type colours struct {
	kind  colourKind
	n     int
	table []uint8
}

// colours reads a colour space.
func (f *file) colours(o types.Object, depth int) colours {
	if depth > 4 {
		return colours{}
	}
	if n := f.name(o); n != "" {
		switch n {
		case "DeviceGray", "CalGray", "G":
			return colours{kind: gray, n: 1}
		case "DeviceRGB", "CalRGB", "RGB":
			return colours{kind: rgb, n: 3}
		case "DeviceCMYK", "CMYK":
			return colours{kind: cmyk, n: 4}
		}
		return colours{}
	}
	a := f.array(o)
	if len(a) == 0 {
		return colours{}
	}
	switch f.name(a[0]) {
	case "CalGray", "CalRGB", "DeviceGray", "DeviceRGB", "DeviceCMYK":
		return f.colours(a[0], depth+1)
	case "Separation":
		return colours{kind: ink, n: 1}
	case "ICCBased":
		if len(a) > 1 {
			switch f.int(f.dict(a[1])["N"]) {
			case 1:
				return colours{kind: gray, n: 1}
			case 3:
				return colours{kind: rgb, n: 3}
			case 4:
				return colours{kind: cmyk, n: 4}
			}
		}
	case "Indexed", "I":
		if len(a) == 4 {
			return f.indexed(a, depth)
		}
	}
	return colours{}
}

func (f *file) indexed(a types.Array, depth int) colours {
	base := f.colours(a[1], depth+1)
	if base.n == 0 || base.kind == indexed {
		return colours{}
	}
	var lookup []byte
	switch t := f.get(a[3]).(type) {
	case types.StringLiteral:
		lookup, _ = types.Unescape(string(t))
	case types.HexLiteral:
		lookup, _ = t.Bytes()
	default:
		lookup, _, _ = f.stream(a[3])
	}
	c := colours{kind: indexed, n: 1}
	for i := 0; i+base.n <= len(lookup); i += base.n {
		v := make([]int, base.n)
		for k := range v {
			v[k] = int(lookup[i+k])
		}
		c.table = append(c.table, base.bright(v))
	}
	return c
}

// bright returns the brightness of a pixel's numbers, 0 to 255 each.
func (c colours) bright(v []int) uint8 {
	switch c.kind {
	case rgb:
		return uint8((299*v[0] + 587*v[1] + 114*v[2]) / 1000)
	case cmyk:
		k := 255 - v[3]
		return uint8((299*(255-v[0]) + 587*(255-v[1]) + 114*(255-v[2])) / 1000 * k / 255)
	case ink:
		return uint8(255 - v[0])
	case indexed:
		if v[0] < len(c.table) {
			return c.table[v[0]]
		}
		return 255
	}
	return uint8(v[0])
}

// picture makes a picture of packed numbers.
func (c colours) picture(data []byte, w, h, bits, stride int, inverted bool) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, w, h))
	most := 1<<min(bits, 8) - 1
	v := make([]int, c.n)
	for y := range h {
		row := data[y*stride : (y+1)*stride]
		for x := range w {
			for k := range v {
				i := (x*c.n + k) * bits
				n := int(row[i/8])
				if bits < 8 {
					n = n >> (8 - bits - i%8) & most
				}
				if c.kind != indexed {
					n = n * 255 / most
				}
				if inverted && c.kind != indexed {
					n = 255 - n
				}
				v[k] = n
			}
			out.Pix[y*out.Stride+x] = c.bright(v)
		}
	}
	return out
}
