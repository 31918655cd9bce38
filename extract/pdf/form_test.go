package pdf

import (
	"fmt"
	"testing"

	"gongkai"
)

// filled returns a page that draws a form twice, and has a field filled in.
func filled(content, form, field string) []byte {
	const font = "/Resources<</Font<</F <</Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>>>/XObject<</X 5 0 R>>>>"
	return file1([]string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]" + font + "/MediaBox[0 0 595 842]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Annots[<</Subtype/Widget/Rect[100 500 200 520]/AP<</N 6 0 R>>>> <</Subtype/Widget/F 2/Rect[100 400 200 420]/AP<</N 6 0 R>>>>]>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(content), content),
		fmt.Sprintf("<</Subtype/Form/BBox[0 0 595 842]/Matrix[1 0 0 1 0 -100]%s/Length %d>>\nstream\n%s\nendstream", font, len(form), form),
		fmt.Sprintf("<</Subtype/Form/BBox[0 0 100 20]%s/Length %d>>\nstream\n%s\nendstream", font, len(field), field),
	})
}

// TestForms holds that forms are drawn with their matrix wherever they are used,
// with the page tree's resources, and that fields show once, hidden ones never.
func TestForms(t *testing.T) {
	data := filled("/X Do q 1 0 0 1 0 -300 cm /X Do Q BT /F 12 Tf 72 100 Td (page) Tj ET", "BT /F 12 Tf 72 800 Td (form) Tj ET", "BT /F 12 Tf 2 5 Td (12345) Tj ET")
	if got, want := texts(t, data), "form\n12345\nform\npage\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestRulesOfForms holds that a grid drawn with a scaled matrix, by lines, bars and
// polygons as Skia fills them, is a table.
func TestRulesOfForms(t *testing.T) {
	grid := "q 2 0 0 2 0 0 cm 50 300 m 150 300 l 50 280 m 150 280 l S Q " + // lines
		"99.5 560 1 40 re f " + // a bar
		"299 600 m 300 599 l 300 561 l 299 560 l h f " + // a mitred side
		"200 560 m 200 600 l S " +
		"BT /F 12 Tf 110 575 Td (12) Tj 100 0 Td (34) Tj ET"
	doc, err := Read(filled(grid, "", ""), gongkai.Source{})
	if err != nil {
		t.Fatal(err)
	}
	if tables := doc.Tables(); len(tables) != 1 || gridOf(tables[0]) != "12|34\n" {
		t.Errorf("%+v", doc.Blocks)
	}
}
