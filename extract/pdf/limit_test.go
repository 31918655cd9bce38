package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"

	"gongkai"
	"gongkai/extract/page"
	"gongkai/internal/cost"
)

func flate(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

// content1 returns a file of one page with that content, compressed.
func content1(content string) []byte {
	c := flate(content)
	return file1([]string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>/Font<</F <</Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>>>>>>>",
		fmt.Sprintf("<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream", len(c), c),
		"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 11>>\nstream\n/X Do /X Do\nendstream",
	})
}

// TestLimits meets each limit at and one past it.
func TestLimits(t *testing.T) {
	const head = "BT /F 9 Tf 10 10 Td (x) Tj ET\n"
	repeat := func(s string, n int) []byte { return content1(head + strings.Repeat(s, n)) }
	for name, c := range map[string]struct {
		data []byte
		past bool
	}{
		"operators":          {repeat("n ", maxOperators-5), false},
		"operators past":     {repeat("n ", maxOperators-4), true},
		"states":             {repeat("q ", 8*maxNesting), false},
		"states past":        {repeat("q ", 8*maxNesting+1), true},
		"operands":           {repeat("1 ", maxOperands), false},
		"operands past":      {repeat("1 ", maxOperands+1), true},
		"forms past":         {content1(head + "/X Do"), true},
		"rules":              {repeat("0 0 m 9 9 l S ", page.MaxRules), false},
		"rules past":         {repeat("0 0 m 9 9 l S ", page.MaxRules+1), true},
		"glyphs past":        {repeat("BT (xxxxxxxxxxxxxxxx) Tj ET ", page.MaxGlyphs/16), true},
		"decoded bytes past": {repeat(strings.Repeat(" ", 1<<20), maxStream>>20), true},
		"page tree past":     {tree(maxNesting + 1), true},
		"page tree":          {tree(maxNesting - 1), false},
		"pages past":         {manyPages(page.MaxPages + 1), true},
		"pages":              {manyPages(page.MaxPages), false},
	} {
		t.Run(name, func(t *testing.T) {
			at := cost.Start()
			_, err := Read(c.data, gongkai.Source{})
			if past := reason(err) == gongkai.ReasonLimit; past != c.past || !past && err != nil {
				t.Errorf("past the limit: %v, want %v: %v", past, c.past, err)
			}
			if d := at.Spent(); d > maxTime*3/2 {
				t.Errorf("took %v", d)
			}
		})
	}
}

// tree returns a file whose only page stands at a depth of the page tree.
func tree(depth int) []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>"}
	for n := range depth {
		objects = append(objects, fmt.Sprintf("<</Type/Pages/Count 1/Kids[%d 0 R]>>", n+3))
	}
	return file1(append(objects, "<</Type/Page/MediaBox[0 0 99 99]>>"))
}

func manyPages(n int) []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", ""}
	var kids strings.Builder
	for k := range n {
		fmt.Fprintf(&kids, "%d 0 R ", k+3)
		objects = append(objects, "<</Type/Page/MediaBox[0 0 99 99]>>")
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", n, kids.String())
	return file1(objects)
}

// TestHostile holds that bombs end in a refusal, and soon.
func TestHostile(t *testing.T) {
	loop := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 9/Kids[2 0 R 3 0 R]>>", "<</Type/Pages/Kids[2 0 R 2 0 R]>>"}
	bomb := flate(strings.Repeat("\x00", 80<<20))
	for name, data := range map[string][]byte{
		"page tree in a circle": file1(loop),
		"deep arrays":           file1([]string{"<</Type/Catalog/Pages 2 0 R/X " + strings.Repeat("[", 100_000) + ">>", "<</Kids[]>>"}),
		"deep dictionaries":     file1([]string{"<</Type/Catalog/Pages 2 0 R/X " + strings.Repeat("<</A", 100_000) + ">>", "<</Kids[]>>"}),
		"huge cross-reference":  []byte("%PDF-1.5\nxref\n0 99999999\n0000000000 65535 f \ntrailer\n<</Size 99999999/Root 1 0 R>>\nstartxref\n9\n%%EOF"),
		"object stream bomb": []byte(fmt.Sprintf("%%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 9/First 9/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n"+
			"trailer\n<</Root 2 0 R>>\nstartxref\n0\n%%%%EOF", len(bomb), bomb)),
		"one length of all": file1(shared(20_000, "<</Length 5 0 R>>\nstream\n\nendstream", strings.Repeat(" ", 2<<20)+"0")),
		"one end of all":    overlapping(20_000),
		"cross-reference bomb": []byte(fmt.Sprintf("%%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 9/W[1 2 2]/Root 2 0 R/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n"+
			"startxref\n9\n%%%%EOF", len(bomb), bomb)),
		"references in a circle": file1([]string{"<</Type/Catalog/Pages 2 0 R>>", "<</Kids 3 0 R>>", "4 0 R", "3 0 R"}),
		"objects without end":    []byte("%PDF-1.5\n" + strings.Repeat("1 0 obj\n<<", 200_000)),
		"long comment":           []byte("%PDF-1.5\n%" + strings.Repeat("x", 8<<20)),
		"endless string":         []byte("%PDF-1.5\n1 0 obj\n(" + strings.Repeat("(", 4<<20)),
	} {
		t.Run(name, func(t *testing.T) {
			at := cost.Start()
			_, err := Read(data, gongkai.Source{})
			if reason(err) == "" {
				t.Errorf("no refusal: %v", err)
			}
			if d := at.Spent(); d > maxTime*3/2 {
				t.Errorf("took %v: %v", d, err)
			}
		})
	}
}

// shared returns n times the same object, the last of four others.
func shared(n int, o, last string) []string {
	out := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]>>", "null", "null", last}
	for range n {
		out = append(out, o)
	}
	return out
}

// overlapping returns a file of n streams within one another, which all end at the
// same place, in many spaces.
func overlapping(n int) []byte {
	const head = "%07d 0 obj\n<</Length %08d>>\nstream\n"
	var out strings.Builder
	out.WriteString("%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\n")
	from, one := out.Len(), len(fmt.Sprintf(head, 0, 0))
	for k := range n {
		fmt.Fprintf(&out, head, k+2, (n-k-1)*one)
	}
	out.WriteString(strings.Repeat(" ", 2<<20) + "\nendstream\nendobj\n")
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n0000000009 00000 n \n", n+2)
	for k := range n {
		fmt.Fprintf(&out, "%010d 00000 n \n", from+k*one)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", n+2, xref)
	return []byte(out.String())
}
