package article

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/extract/portal/web"
)

var update = flag.Bool("update", false, "write what is found into the fixtures")

func printed(a *Article) string {
	var b strings.Builder
	for _, p := range a.Parts {
		fmt.Fprintf(&b, "%s | %s | %s | %s\n", p.Kind, p.URL, p.Name, p.Why)
	}
	fmt.Fprintf(&b, "refers %v %s\n", a.Refers, a.ReferWhy)
	return b.String()
}

// TestParts reads testdata/articles.txtar: of each article, name.html is the page
// (in GBK where the name begins with gbk) and name.want what belongs to it.
func TestParts(t *testing.T) {
	const file = "testdata/articles.txtar"
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, f := range a.Files {
		want[f.Name] = string(f.Data)
	}
	out := &txtar.Archive{Comment: a.Comment}
	for _, f := range a.Files {
		name, ok := strings.CutSuffix(f.Name, ".html")
		if !ok {
			continue
		}
		body := f.Data
		if strings.HasPrefix(name, "gbk") {
			body, _ = simplifiedchinese.GBK.NewEncoder().Bytes(body)
		}
		got, err := Parts(web.Page{URL: "http://www.qingxi.gov.cn/zwgk/ndbg/202201/t20220118_15421.html", Body: body})
		if err != nil {
			t.Fatal(err)
		}
		s := printed(got)
		if s != want[name+".want"] && !*update {
			t.Errorf("%s: got\n%swant\n%s", name, s, want[name+".want"])
		}
		out.Files = append(out.Files, f, txtar.File{Name: name + ".want", Data: []byte(s)})
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(out), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestReports holds that reports do not refer to files, and have no parts.
func TestReports(t *testing.T) {
	names, _ := filepath.Glob("../../../testdata/reports/*.html")
	if len(names) == 0 {
		t.Fatal("no reports")
	}
	for _, name := range names {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		a, err := Parts(web.Page{URL: "http://www.a.gov.cn/" + filepath.Base(name), Body: body})
		if err != nil || a.Refers || len(a.Parts) > 0 {
			t.Errorf("%s: %v\n%s", name, err, printed(a))
		}
	}
}

func FuzzParts(f *testing.F) {
	a, err := txtar.ParseFile("testdata/articles.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range a.Files {
		f.Add(file.Data)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		a, err := Parts(web.Page{URL: "http://www.a.gov.cn/b/c_2.html", Body: bytes.Clone(body)})
		if err != nil {
			return
		}
		for _, p := range a.Parts {
			if (p.URL == "") != (p.Kind == Unresolved) || p.URL != "" && !strings.HasPrefix(p.URL, "http") {
				t.Errorf("%+v", p)
			}
		}
	})
}
