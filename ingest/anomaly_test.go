package ingest_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai"
	"gongkai/ingest"
)

// anomalies are what the rules must say of real documents, as somebody found it by
// eye: "rule severity cell" each. Of errors and warnings it is all that may be said,
// but for those about the reading (T); of the rest it is the least.
var anomalies = map[string][]string{
	"real/huaian_2024_pdf":  {"E-11 info"},
	"real/pingtan_2016_txt": {},
	"real/pingtan_2019_txt": {"E-07 info"},
	"real/shanghai_zfbgt_2019": {
		"P-15 warning", // an office with the requests of a government
		"A-06 warning req.granted@total", "A-06 warning req.partially_granted@total", "A-06 warning req.denied.state_secret@total",
		"A-06 warning req.denied.internal_affairs@total", "A-06 warning req.denied.deliberative_process@total",
		"A-06 warning req.denied.administrative_query@total", "A-06 warning req.unable.not_held@total",
		"A-06 warning req.unable.creation_required@total", "A-06 warning req.unable.unclear_after_correction@total",
		"A-06 warning req.not_processed.petition@total", "A-06 warning req.not_processed.duplicate@total",
		"E-02 warning req.granted@natural_person", "E-02 warning req.unable.not_held@natural_person",
	},
	"real/shuyang_fgj_2023":        {"P-03 warning"},
	"real/shuyang_gov_2025_ocr_md": {"P-17 warning", "E-01 warning req.received@total"},
	"seeds/000_63ce3d751c5ce596":   {"P-07 info"},
	"seeds/001_fb6bdbe0ddc93dda":   {"P-01 error", "P-01 error", "C-10 warning pd.procurement.amount_cny", "P-07 info", "P-19 info", "E-11 info"},
	"seeds/002_de27d4d4802e9364":   {"P-03 warning", "E-08 warning", "P-07 info", "P-19 info"},
	"seeds/003_dfb1fdf329daf87e":   {"P-07 info"},
	"seeds/004_b1632cd7fd96cc49":   {"P-12 warning", "E-04 warning pd.normative_documents.newly_made", "P-07 info", "P-19 info"},
}

// Of every real document the rules say what is wrong with it, and no more.
func TestAnomalies(t *testing.T) {
	root := os.Getenv("GONGKAI_CORPUS")
	if root == "" {
		t.Skip("set GONGKAI_CORPUS to a folder with real and seeds")
	}
	for name, want := range anomalies {
		files, _ := filepath.Glob(filepath.Join(root, name, "doc.*"))
		if strings.HasPrefix(name, "seeds/") {
			files, _ = filepath.Glob(filepath.Join(root, name+".*"))
		}
		if len(files) != 1 {
			t.Errorf("%s: %v", name, files)
			continue
		}
		_, out := ingest.Parse(files[0], "")
		if len(out.Reports) != 1 {
			t.Errorf("%s: %s, %d reports", name, out.Kind, len(out.Reports))
			continue
		}
		left := slices.Clone(want)
		for _, i := range out.Reports[0].Issues {
			said := strings.TrimRight(i.Rule+" "+string(i.Severity)+" "+join(i.Indicator, i.Applicant), " ")
			if k := slices.Index(left, said); k >= 0 {
				left = slices.Delete(left, k, k+1)
			} else if i.Severity != gongkai.SeverityInfo && !strings.HasPrefix(i.Rule, "T-") {
				t.Errorf("%s: %s, which nobody found: %s", name, said, i.Message)
			}
			if i.Severity == gongkai.SeverityError && i.Rule != "P-01" {
				t.Errorf("%s: an error, %s: %s", name, said, i.Message)
			}
		}
		if len(left) > 0 {
			t.Errorf("%s: not found: %v", name, left)
		}
	}
}
