package pdf

import (
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// page1 returns a file of one page with a font of its own, and content that shows
// hexadecimal codes in it.
func page1(font string, show string, more ...string) []byte {
	content := fmt.Sprintf("BT /F 12 Tf 72 700 Td %s ET", show)
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(content), content), font,
	}
	return file1(append(objects, more...))
}

func stream(s string) string {
	return fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(s), s)
}

func TestPredefinedCMaps(t *testing.T) {
	const text = "行政许可12件（一）"
	gbk, _ := simplifiedchinese.GBK.NewEncoder().String(text)
	ucs2, _ := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(text)
	for cmap, s := range map[string]string{
		"GBK-EUC-H": gbk, "GBKp-EUC-H": gbk, "GB-EUC-H": gbk, "GBpc-EUC-H": gbk, "GBK2K-H": gbk,
		"UniGB-UCS2-H": ucs2, "UniGB-UTF16-H": ucs2, "UniGB-UTF8-H": text,
	} {
		t.Run(cmap, func(t *testing.T) {
			font := "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/" + cmap + "/DescendantFonts[<</Type/Font/Subtype/CIDFontType2" +
				"/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500 813 907 500]>>]>>"
			if got := texts(t, page1(font, "<"+hex.EncodeToString([]byte(s))+"> Tj")); got != text+"\n" {
				t.Errorf("%q", got)
			}
		})
	}
}

// TestGB1 reads glyph numbers of Adobe-GB1, of which Unicode follows by GB 2312.
// The numbers are those of the collection's own table.
func TestGB1(t *testing.T) {
	font := "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>"
	show := fmt.Sprintf("<%04X%04X%04X%04X%04X%04X> Tj", 940, 941, 18, 831, 97, 4695)
	if got := texts(t, page1(font, show)); got != "啊阿12、亍\n" {
		t.Errorf("%q", got)
	}
	if got := gb1Text(20000); got != "" {
		t.Errorf("%q", got)
	}
}

func TestSimpleFonts(t *testing.T) {
	for name, c := range map[string]struct{ font, show, want string }{
		"WinAnsi":     {"<</Subtype/TrueType/BaseFont/Arial/Encoding/WinAnsiEncoding>>", `(12\22634\051\r\nx) Tj`, "12–34)  x"},
		"MacRoman":    {"<</Subtype/TrueType/BaseFont/Arial/Encoding/MacRomanEncoding>>", `(A\322B) Tj`, "A“B"},
		"Standard":    {"<</Subtype/Type1/BaseFont/Helvetica>>", `(It's 5) Tj`, "It’s 5"},
		"Differences": {"<</Subtype/Type1/BaseFont/X/Encoding<</Differences[1/one/uni884C/u653F 65/A/B.alt/parenleft]>>>>", `(\001\002\003ABC) Tj`, "1行政AB("},
		"Type3": {"<</Subtype/Type3/FontMatrix[.001 0 0 .001 0 0]/FontBBox[0 0 1000 1000]/FirstChar 1/Widths[1000 1000]" +
			"/Encoding<</Differences[1/g1/g2]>>/ToUnicode 6 0 R>>", `(\001\002) Tj`, "行政"},
		"TJ and quotes": {"<</Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>", `[(1)-20(2)-900(3)]TJ 14 TL (x)' 1 0 (y)"`, "12 3\nx\ny"},
		"escapes":       {"<</Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>", "(a\\(b\\)(c)\\101\\\nd) Tj", "a(b)(c)Ad"},
	} {
		t.Run(name, func(t *testing.T) {
			m := "1 beginbfrange <01> <02> [<2F8F> <653F>] endbfrange"
			got := strings.TrimSpace(texts(t, page1(c.font, c.show, stream(m))))
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestCMap(t *testing.T) {
	m, err := (&reader{scratch: &scratch{}}).parseCMap([]byte("/WMode 1 def 2 beginbfrange <0001> <0003> <4E00> <0010> <0011> [<00660069> <D840DC00>] endbfrange\n" +
		"1 beginbfchar <20> <0020> endbfchar 1 begincidrange <8140> <8142> 7 endcidrange 1 begincodespacerange <8140> <FEFE> endcodespacerange"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[uint32]string{1: "一", 2: "丁", 3: "丂", 0x10: "fi", 0x11: "𠀀", 0x20: " "}
	for c, s := range want {
		if m.texts[c] != s {
			t.Errorf("%x: %q, want %q", c, m.texts[c], s)
		}
	}
	if len(m.texts) != len(want) || m.cids[0x8142] != 9 || !m.lengths[2] || !m.vertical {
		t.Errorf("%+v", m)
	}
}
