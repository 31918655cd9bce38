package pdf

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// letter are the objects of a page, with much of what an object may be.
var letter = []string{
	"<</Type/Catalog/Pages 2 0 R/Lang(zh\\)-\\(CN)/Open[3 0 R/XYZ null 0 .5]/True true/False false/Null null>>",
	"<</Type/Pages/Count 1/Kids[3 0 R]>>",
	"<</Type/Page/Parent 2 0 R/MediaBox[0 0 +595 842.0]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
	"<</Length 7 0 R/Filter[/ASCIIHexDecode/FlateDecode]/DecodeParms[null<</Predictor 1>>]>>\nstream\n" +
		fmt.Sprintf("%X>", flate("BT /F 12 Tf 72 700 Td (12) Tj ET")) + "\nendstream",
	"<</Type/Font/Subtype/Type1/BaseFont/A#42C/Encoding/WinAnsiEncoding/Widths[ 500 -3 99999 1.25 6 0 R]/X<48656c6C6>/Y<>>>",
	"278", fmt.Sprint(2*len(flate("BT /F 12 Tf 72 700 Td (12) Tj ET")) + 1),
}

// compact writes objects, the first the catalog, as programs do since PDF 1.5: all
// dictionaries in one object stream, flat unless there are parameters, and the
// cross-references as a stream, with these parameters of its filter.
func compact(objects []string, parms string) []byte {
	var out, head, body, rows strings.Builder
	out.WriteString("%PDF-1.5\n%\xE2\xE3\xCF\xD3\n")
	row := func(kind uint8, a uint16, b uint16) {
		if strings.Contains(parms, "Predictor") {
			rows.WriteByte(0)
		}
		binary.Write(&rows, binary.BigEndian, kind)
		binary.Write(&rows, binary.BigEndian, a)
		binary.Write(&rows, binary.BigEndian, b)
	}
	put := func(n int, o string) int {
		at := out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", n, o)
		return at
	}
	inside := func(o string) bool { return o[0] == '<' && !strings.Contains(o, "endstream") }
	pack, refs := len(objects)+1, len(objects)+2
	count := 0
	row(0, 0, 65535)
	for i, o := range objects {
		if inside(o) {
			fmt.Fprintf(&head, "%d %d ", i+1, body.Len())
			body.WriteString(o + " ")
			row(2, uint16(pack), uint16(count))
			count++
			continue
		}
		row(1, uint16(put(i+1, o)), 0)
	}
	packed, filter := head.String()+body.String(), ""
	if parms != "" {
		packed, filter = flate(packed), "/Filter/FlateDecode"
	}
	row(1, uint16(put(pack, fmt.Sprintf("<</Type/ObjStm/N %d/First %d%s/Length %d>>\nstream\n%s\nendstream", count, head.Len(), filter, len(packed), packed))), 0)
	at := out.Len()
	row(1, uint16(at), 0)
	table := flate(rows.String())
	put(refs, fmt.Sprintf("<</Type/XRef/Size %d/W[1 2 2]/Root 1 0 R/Filter/FlateDecode%s/Length %d>>\nstream\n%s\nendstream", refs+1, parms, len(table), table))
	fmt.Fprintf(&out, "startxref\n%d\n%%%%EOF\n", at)
	return []byte(out.String())
}

// alike holds that the library reads the same objects wherever ours reads them at
// all, and reports whether it does.
func alike(t *testing.T, data []byte) bool {
	t.Helper()
	ours, ok := openRegular(data)
	if !ok {
		return false
	}
	theirs, err := openAny(context.Background(), data)
	if err != nil {
		t.Fatalf("the library refuses: %v\n%q", err, data)
	}
	if !reflect.DeepEqual(ours.root, theirs.root) {
		t.Fatalf("%v is the root, not %v\n%q", ours.root, theirs.root, data)
	}
	for n := range 3000 {
		ref := *types.NewIndirectRef(n, 0)
		if a, b := bare(ours.object(ref)), bare(theirs.object(ref)); !reflect.DeepEqual(a, b) {
			t.Fatalf("object %d is\n%#v, not\n%#v\n%q", n, a, b, data)
		}
	}
	return true
}

// bare returns what readers see of an object.
func bare(o types.Object) any {
	switch o := o.(type) {
	case types.StreamDict:
		var parms []types.Dict
		for _, f := range o.FilterPipeline {
			parms = append(parms, types.Dict{f.Name: f.DecodeParms})
		}
		return []any{o.Dict, string(o.Raw), string(o.Content), parms}
	case types.ObjectStreamDict:
		return o.Dict
	case types.XRefStreamDict:
		return "cross-references"
	}
	return o
}

// intact are files that our object layer must read: else nothing is gained.
func intact(t *testing.T) map[string][]byte {
	files := map[string][]byte{}
	for i, s := range seeds() {
		files[fmt.Sprint("seed ", i)] = s
	}
	names, _ := filepath.Glob("../../testdata/formats/*.pdf")
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(name)] = data
	}
	return files
}

// TestLayers compares the two object layers on whole files and on damaged ones.
func TestLayers(t *testing.T) {
	rounds := 400
	if testing.Short() {
		rounds = 50
	}
	for name, data := range intact(t) {
		t.Run(name, func(t *testing.T) {
			if !alike(t, data) {
				t.Error("left to the library")
			}
			rounds, r, accepted := max(10, rounds*20_000/(20_000+len(data))), rand.New(rand.NewPCG(1, uint64(len(data)))), 0
			for range rounds {
				if alike(t, mutated(r, data)) {
					accepted++
				}
			}
			t.Logf("%d of %d mutants are regular", accepted, rounds)
		})
	}
}

// TestIrregular holds that files with an oddity are left to the library.
func TestIrregular(t *testing.T) {
	whole := page1("<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>", "(12) Tj")
	if !alike(t, whole) {
		t.Fatal("the file without an oddity isn't regular")
	}
	swap := func(old, new string) []byte {
		if !bytes.Contains(whole, []byte(old)) || len(old) != len(new) {
			t.Fatalf("%q for %q", new, old)
		}
		return bytes.Replace(whole, []byte(old), []byte(new), 1)
	}
	id := "/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]"
	last := bytes.LastIndex(whole, []byte(" n "))
	trailer := func(s string) []byte { return swap(id, s+strings.Repeat(" ", len(id)-len(s))) }
	for name, data := range map[string][]byte{
		"encrypted":             trailer("/Encrypt 4 0 R"),
		"updated":               trailer("/Prev 9"),
		"hybrid":                trailer("/XRefStm 9"),
		"one id":                trailer("/ID[<00>]"),
		"junk before":           append([]byte("junk\n"), whole...),
		"junk behind":           append(bytes.Clone(whole), "<html>"...),
		"unknown version":       swap("%PDF-1.5", "%PDF-9.5"),
		"wrong number":          swap("3 0 obj", "8 0 obj"),
		"wrong generation":      swap("3 0 obj", "3 1 obj"),
		"no end of an object":   swap("endobj", "endobx"),
		"a comment":             swap("/Count 1", "/Count%1"),
		"a name without letter": swap("/Count 1", "/ 0 nt 1"),
		"a null in a name":      swap("/Count 1", "/Co#00 1"),
		"a number with letters": swap("/Count 1", "/Count x"),
		"unknown bytes":         swap("/Count 1", "/Count\xA01"),
		"end in a string":       swap("/MediaBox[0 0 595 842]", "/MediaBo(endobj      )"),
		"stream in a name":      swap("/MediaBox[0 0 595 842]", "/stream 1/Box[0 595 8]"),
		"too long a length":     swap("/Length 32", "/Length 39"),
		"too short a length":    swap("/Length 32", "/Length 31"),
		"no length":             swap("/Length 32", "/Lengtx 32"),
		"a filter's short name": page1("<</Filter/Fl/Length 1>>\nstream\nx\nendstream", ""),
		"an indirect parameter": page1("<</Filter/FlateDecode/DecodeParms 4 0 R/Length 1>>\nstream\nx\nendstream", ""),
		"a missing length":      page1("<</Length 99 0 R>>\nstream\nx\nendstream", ""),
		"a length in a stream":  compact(append(letter[:7:7], "<</Length 9>>"), ""),
		"deep arrays":           page1(strings.Repeat("[", 40)+strings.Repeat("]", 40), ""),
		"a free object":         append(bytes.Clone(whole[:last]), bytes.Replace(whole[last:], []byte("n"), []byte("f"), 1)...),
		"another's object":      bytes.Replace(compact(letter, ""), []byte("\n1 0 2 "), []byte("\n2 0 1 "), 1),
		"head in use":           swap("65535 f ", "65535 n "),
		"linearized":            swap("/MediaBox[0 0 595 842]", "/Linearized 1  /A[0  ]"),
	} {
		t.Run(name, func(t *testing.T) {
			if _, ok := openRegular(data); ok {
				t.Error("taken for regular")
			}
		})
	}
}
