package sheet

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"gongkai"
)

var update = flag.Bool("update", false, "rewrite the expected dumps")

// TestFixtures reads workbooks that LibreOffice wrote from features.fods:
//
//	soffice --headless --convert-to xls:"MS Excel 97" features.fods
//	soffice --headless --convert-to xlsx:"Calc MS Excel 2007 XML" features.fods
//
// Both must give the same.
func TestFixtures(t *testing.T) {
	for name, media := range map[string]string{"features.xls": MediaTypeXLS, "features.xlsx": MediaTypeXLSX} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		d, err := Read(data, gongkai.Source{Path: name})
		if err != nil {
			t.Fatal(err)
		}
		if d.Source.MediaType != media || d.Source.Path != name {
			t.Errorf("%s: %+v", name, d.Source)
		}
		golden := filepath.Join("testdata", "features.want")
		if *update {
			if err := os.WriteFile(golden, []byte(dump(d)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got := dump(d); got != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

// refused reports whether an error is a refusal for a reason.
func refused(err error, reason gongkai.Reason) bool {
	var re *gongkai.ReadError
	return errors.As(err, &re) && re.Reason == reason
}
