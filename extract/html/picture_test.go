package html

import (
	"strings"
	"testing"

	"gongkai"
)

// TestPictures holds which images count: those of the article, and no ornaments.
func TestPictures(t *testing.T) {
	const nav = `<div class="header"><img src="/images/logo.png"><a href="/">首页</a></div>`
	for name, c := range map[string]struct {
		page string
		want int
	}{
		"scans in the article": {`<html><body>` + nav + `<h1>某局2021年政府信息公开工作年度报告</h1><div class="TRS_Editor"><p><img src="./W020220118001.jpg"></p><p><img src="./W020220118002.jpg"></p></div><div class="footer"><img src="/f/dzjg.png"></div></body></html>`, 2},
		"beside text":          {`<html><body>` + nav + `<div class="TRS_Editor"><p>` + strings.Repeat("正文。", 99) + `</p><img src="a.png"></div></body></html>`, 1},
		"ornaments":            {`<div class="TRS_Editor"><img src="icon_pdf.gif"><img src="x.gif" width="16"><img src="y.gif" height="20px"><img><img src="/a/qrcode.png"></div>`, 0},
		"struck or hidden":     {`<div class="TRS_Editor"><p style="visibility:hidden"><img src="a.jpg"></p></div>`, 0},
		"a fragment":           {`<p><img src="a.jpg"></p><p><img src="b.jpg"></p>`, 2},
		"only the portal's":    {`<html><body>` + nav + `<p>` + strings.Repeat("正文。", 99) + `</p></body></html>`, 0},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := Read(c.page, gongkai.Source{})
			if err != nil || d.Page.Images != c.want {
				t.Errorf("%d images, want %d: %v", d.Page.Images, c.want, err)
			}
		})
	}
}
