package ingest_test

import (
	"path/filepath"
	"testing"

	"gongkai"
	"gongkai/ingest"
)

// TestDisguises gives documents names that lie about what they are. What they
// are is told by their bytes: each is read as if it bore its own name.
func TestDisguises(t *testing.T) {
	const formats, reports = "../testdata/formats/", "../testdata/reports/"
	same := func(b []byte) []byte { return b }
	for _, d := range []struct {
		file, as string
		change   func([]byte) []byte
	}{
		{formats + "tonglu_agriculture_2022.rtf", "rtf.doc", same},
		{formats + "huian_education_2023.docx", "docx.doc", same},
		{formats + "huian_education_2023.docx", "docx.wps", same},
		{formats + "huian_education_2023.docx", "docx.zip", same},
		{formats + "huian_education_2023.docx", "download.jsp?id=7", same},
		{formats + "pingyao_education_2021.mht", "mht.doc", same},
		{formats + "pingyao_education_2021.mht", "mht.html", same},
		{formats + "changfeng_education_2022.wps", "wps.doc", same},
		{formats + "changfeng_education_2022.wps", "wps.docx", same},
		{formats + "shuyang_water_2023.doc", "doc.pdf", same},
		{formats + "shuyang_water_2023.doc", "doc.html", same},
		{formats + "deqing_water_2021.odt", "odt.doc", same},
		{formats + "wuyuan_agriculture_2020.xlsx", "xlsx.xls", same},
		{formats + "qufu_civil_affairs_2020.xls", "xls.xlsx", same},
		{formats + "qufu_civil_affairs_2020.xls", "xls.doc", same},
		{formats + "yangshuo_water_2023.ofd", "ofd.pdf", same},
		{formats + "songming_agriculture_2023.pdf", "pdf.doc", same},
		{formats + "songming_agriculture_2023.pdf", "after.pdf", func(b []byte) []byte { return append([]byte("\r\n\r\n"), b...) }},
		{reports + "deqing_education_2023.html", "html.doc", same},
		{reports + "deqing_education_2023.html", "html.xls", same},
		{reports + "deqing_education_2023.html", "html.txt", same},
		{reports + "deqing_education_2023.html", "html.pdf", same},
		{reports + "pingyao_water_2019.txt", "text.doc", same},
		{reports + "pingyao_water_2019.txt", "text.html", same},
		{reports + "wuyuan_civil_affairs_2023.md", "tsv.xls", same},
	} {
		t.Run(d.as, func(t *testing.T) {
			b, truth := fixture(t, d.file)
			_, out := ingest.ParseBytes(gongkai.Source{Path: d.as}, d.change(b))
			if len(out.Reports) != 1 {
				t.Fatalf("%s %s: %s", out.Kind, out.Reason, out.Detail)
			}
			if r := out.Reports[0]; r.Agency != truth.Agency || r.Year != truth.Year {
				t.Errorf("%s of %d, want %s of %d", r.Agency, r.Year, truth.Agency, truth.Year)
			}
			for _, f := range truth.Compare(out.Reports[0]) {
				t.Errorf("%s: %s", filepath.Base(d.file), f)
			}
		})
	}
}
