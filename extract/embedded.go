package extract

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/hex"
	"io"
	"path"
	"slices"
	"strings"

	"gongkai/extract/limit"
	"gongkai/extract/ole"
	"gongkai/extract/scan"
)

// maxEmbedded is how many pictures are taken out of a document.
const maxEmbedded = 4 * scan.MaxPages

// embedded returns the pictures in an office document that are as large as a page:
// files of a zip container in the order of their names (image2 before image10),
// what a Word file keeps beside its text, and the pictures of RTF.
func embedded(data []byte) [][]byte {
	var found [][]byte
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		found = zipped(data)
	case bytes.HasPrefix(data, []byte(ole.Magic)):
		if f, err := ole.Open(data); err == nil {
			for _, name := range []string{"Data", "WordDocument"} {
				if s, err := f.Stream(name); err == nil {
					found = append(found, carve(s)...)
				}
			}
		}
	default:
		found = blips(data)
	}
	return slices.DeleteFunc(found, func(b []byte) bool { return !scan.Large(b) })
}

func zipped(data []byte) [][]byte {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	var files []*zip.File
	for _, f := range z.File {
		switch strings.ToLower(path.Ext(f.Name)) {
		case ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff":
			files = append(files, f)
		}
	}
	slices.SortFunc(files, func(a, b *zip.File) int {
		return cmp.Or(cmp.Compare(path.Dir(a.Name), path.Dir(b.Name)), cmp.Compare(len(a.Name), len(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	var out [][]byte
	left := limit.MaxBytes
	for _, f := range files[:min(len(files), maxEmbedded)] {
		r, err := f.Open()
		if err != nil {
			continue
		}
		b, err := io.ReadAll(io.LimitReader(r, int64(left)+1))
		r.Close()
		if left -= len(b); left < 0 {
			break
		}
		if err == nil {
			out = append(out, b)
		}
	}
	return out
}

// carve finds the JPEG and PNG files in a stream that holds them among others.
func carve(data []byte) [][]byte {
	var out [][]byte
	for len(out) < maxEmbedded {
		at := -1
		for _, magic := range []string{"\xFF\xD8\xFF", "\x89PNG\r\n\x1A\n"} {
			if i := bytes.Index(data, []byte(magic)); i >= 0 && (at < 0 || i < at) {
				at = i
			}
		}
		if at < 0 {
			break
		}
		end := []byte("\xFF\xD9")
		if data[at] != 0xFF {
			end = []byte("IEND\xAE\x42\x60\x82")
		}
		one := data[at:]
		stop := bytes.Index(one, end)
		if stop < 0 {
			break
		}
		// A JPEG holds the end of its thumbnail before its own; what follows does no
		// harm, and the next one begins behind this one's first end.
		out = append(out, one)
		data = one[stop+len(end):]
	}
	return out
}

// blips returns the pictures of an RTF file: digits behind a \jpegblip or \pngblip.
func blips(data []byte) [][]byte {
	var out [][]byte
	for len(out) < maxEmbedded {
		i := bytes.Index(data, []byte(`\jpegblip`))
		if j := bytes.Index(data, []byte(`\pngblip`)); i < 0 || j >= 0 && j < i {
			i = j
		}
		if i < 0 {
			break
		}
		data = data[i+1:]
		group := data
		if end := bytes.IndexByte(group, '}'); end >= 0 {
			group = group[:end]
		}
		for _, magic := range []string{"ffd8ff", "89504e47"} {
			low := bytes.ToLower(group)
			if at := bytes.Index(low, []byte(magic)); at >= 0 {
				digits := bytes.Map(func(r rune) rune {
					if strings.ContainsRune("0123456789abcdef", r) {
						return r
					}
					return -1
				}, low[at:])
				b := make([]byte, len(digits)/2)
				if _, err := hex.Decode(b, digits[:len(b)*2]); err == nil {
					out = append(out, b)
				}
				break
			}
		}
	}
	return out
}
