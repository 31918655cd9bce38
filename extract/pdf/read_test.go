package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"gongkai"
	"gongkai/extract/page"
)

// texts returns the paragraphs and headings of the article, a line each.
func texts(t *testing.T, data []byte) string {
	t.Helper()
	doc, err := Read(data, gongkai.Source{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, x := range doc.Blocks {
		if x.Kind != gongkai.TableBlock && x.Zone == gongkai.Article {
			b.WriteString(x.Text + "\n")
		}
	}
	return b.String()
}

func reason(err error) gongkai.Reason {
	var e *gongkai.ReadError
	if errors.As(err, &e) {
		return e.Reason
	}
	return ""
}

func TestParagraphs(t *testing.T) {
	p := newPaper()
	for n := range 2 {
		p.add()
		p.text(400, 40, 9, "某某县人民政府")
		p.text(280, 815, 10, fmt.Sprintf("— %d —", n+1))
	}
	p.pages = p.pages[:1]
	p.text(150, 80, 22, "某县人民政府")
	p.text(100, 110, 22, "年度报告")
	p.text(104, 160, 16, "一、总体情况")
	p.text(104, 190, 16, "根据《中华人民共和国政府信息公开条例》的规定")
	p.text(72, 220, 16, "编制本报告，全文由六个部分组成，数据的统计期限")
	p.text(72, 250, 16, "自一月一日起。")
	p.text(104, 280, 16, "短的一段。")
	p.text(104, 750, 16, "一段在页末没有写完的文字，它在下一页上面接着")
	p.pages = append(p.pages, &strings.Builder{})
	p.text(72, 80, 16, "写完了。")
	p.text(400, 40, 9, "某某县人民政府")
	p.text(280, 815, 10, "— 2 —")
	want := "某县人民政府\n年度报告\n一、总体情况\n" +
		"根据《中华人民共和国政府信息公开条例》的规定编制本报告，全文由六个部分组成，数据的统计期限自一月一日起。\n" +
		"短的一段。\n一段在页末没有写完的文字，它在下一页上面接着写完了。\n"
	if got := texts(t, p.bytes()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	doc, _ := Read(p.bytes(), gongkai.Source{})
	if doc.Page.Title != "某县人民政府年度报告" || doc.Source.MediaType != "application/pdf" {
		t.Errorf("%+v %+v", doc.Page, doc.Source)
	}
}

func TestMissingToUnicode(t *testing.T) {
	p := newPaper()
	p.add()
	p.text(50, 50, 12, "没有对照表的文字")
	p.noUnicode = true
	_, err := Read(p.bytes(), gongkai.Source{})
	if reason(err) != gongkai.ReasonEncoding || !strings.Contains(err.Error(), "ToUnicode") {
		t.Error(err)
	}
}

// TestNotdef holds that the boxes for characters that a font lacks are no
// characters, whatever ToUnicode says of them.
func TestNotdef(t *testing.T) {
	p := newPaper()
	fmt.Fprint(p.add(), "BT /F1 12 Tf 50 700 Td <00000001000000010000> Tj ET\n")
	p.text(50, 50, 12, "根据")
	if _, err := Read(p.bytes(), gongkai.Source{}); reason(err) != gongkai.ReasonEncoding {
		t.Error(err)
	}
}

func TestImageOnly(t *testing.T) {
	p := newPaper()
	for range 3 {
		fmt.Fprint(p.add(), "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00EI \xFF EI Q\n")
	}
	_, err := Read(p.bytes(), gongkai.Source{})
	if reason(err) != page.ReasonImageOnly || !strings.Contains(err.Error(), "3 images") {
		t.Error(err)
	}
	p.text(50, 50, 12, "封面以外的文字")
	if got := texts(t, p.bytes()); got != "封面以外的文字\n" {
		t.Errorf("%q", got)
	}
}

func TestOCRLayer(t *testing.T) {
	p := newPaper()
	fmt.Fprint(p.add(), "BI /W 1 /H 1 ID x EI\n3 Tr\n")
	p.text(50, 50, 12, "识别出来的文字")
	doc, err := Read(p.bytes(), gongkai.Source{})
	if err != nil || doc.Source.Encoding != page.OCRLayer || len(doc.Blocks) != 1 {
		t.Errorf("%+v, %v", doc, err)
	}
}

func TestRadicals(t *testing.T) {
	p := newPaper()
	p.as = map[rune]rune{'行': '⾏', '民': '⺠', '长': '⻓'}
	p.add()
	p.text(50, 50, 12, "行政许可由人民和县长")
	if got := texts(t, p.bytes()); got != "行政许可由人民和县长\n" {
		t.Errorf("%q", got)
	}
}

func TestEncrypted(t *testing.T) {
	p := newPaper()
	p.add()
	p.text(50, 50, 12, "加密的文字")
	for name, c := range map[string]struct {
		aes    bool
		bits   int
		user   string
		reason gongkai.Reason
	}{
		"RC4 40": {false, 40, "", ""}, "RC4 128": {false, 128, "", ""}, "AES 128": {true, 128, "", ""},
		"AES 256": {true, 256, "", ""}, "password": {true, 256, "secret", page.ReasonEncrypted},
		"password RC4": {false, 128, "secret", page.ReasonEncrypted},
	} {
		t.Run(name, func(t *testing.T) {
			conf := model.NewRC4Configuration(c.user, "owner", c.bits)
			if c.aes {
				conf = model.NewAESConfiguration(c.user, "owner", c.bits)
			}
			var out bytes.Buffer
			if err := api.Encrypt(bytes.NewReader(p.bytes()), &out, conf); err != nil {
				t.Fatal(err)
			}
			doc, err := Read(out.Bytes(), gongkai.Source{})
			if reason(err) != c.reason {
				t.Fatal(err)
			}
			if err == nil && (len(doc.Blocks) != 1 || doc.Blocks[0].Text != "加密的文字") {
				t.Errorf("%+v", doc.Blocks)
			}
		})
	}
}

// TestBrokenXRef holds that files whose table of objects is wrong or cut off are
// repaired, and that what can't be is corrupt.
func TestBrokenXRef(t *testing.T) {
	p := newPaper()
	p.add()
	p.text(50, 50, 12, "目录坏了")
	whole := p.bytes()
	for name, c := range map[string]struct {
		data   []byte
		reason gongkai.Reason
	}{
		"shifted": {append([]byte("%PDF-1.5\n% a line more\n"), whole[9:]...), ""},
		"no xref": {whole[:bytes.LastIndex(whole, []byte("xref\n0"))], ""},
		"no page": {bytes.Replace(whole, []byte("/Kids["), []byte("/Kids[99 0 R "), 1), gongkai.ReasonCorrupt},
		"no text": {bytes.Replace(whole, []byte("/Contents "), []byte("/Contents 9"), 1), gongkai.ReasonCorrupt},
		"half":    {whole[:len(whole)/2], gongkai.ReasonCorrupt},
		"empty":   {nil, gongkai.ReasonCorrupt},
		"no PDF":  {[]byte("<html></html>"), gongkai.ReasonCorrupt},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Read(c.data, gongkai.Source{}); reason(err) != c.reason {
				t.Error(err)
			}
		})
	}
}

// TestNothingWritten holds that reading leaves no configuration behind.
func TestNothingWritten(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", home)
	p := newPaper()
	p.add()
	p.text(50, 50, 12, "文字")
	texts(t, p.bytes())
	if files, _ := os.ReadDir(home); len(files) > 0 {
		t.Errorf("left behind: %v", files)
	}
}
