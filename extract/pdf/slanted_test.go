package pdf

import (
	"fmt"
	"strings"
	"testing"

	"gongkai"
)

// TestSlanted: a watermark across a page puts no digit into its text.
func TestSlanted(t *testing.T) {
	p := newPaper()
	b := p.add()
	p.text(60, 100, 12, "收到申请37件")
	fmt.Fprintf(b, "BT /F1 12 Tf .7 .7 -.7 .7 120 %g Tm <%s> Tj ET\n", p.height-100, p.hex("2099"))
	d, err := Read(p.bytes(), gongkai.Source{})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, b := range d.Blocks {
		all = append(all, b.Text)
	}
	if got := strings.Join(all, "|"); got != "收到申请37件" {
		t.Errorf("read %q", got)
	}
}
