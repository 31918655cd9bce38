package publish

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"gongkai/publish/site"
)

const (
	packageFile = "datapackage.json"
	packageMark = `"https://specs.frictionlessdata.io/schemas/data-package.json"`
)

// file is a data file of the publication.
type file struct {
	Name, About string
	Bytes       int64
	SHA256      string
}

// The data package, as frictionlessdata.io has it.
type dataPackage struct {
	Schema    string     `json:"$schema"`
	Name      string     `json:"name"`
	Title     string     `json:"title"`
	About     string     `json:"description"`
	Licenses  []license  `json:"licenses"`
	Content   string     `json:"content_sha256"` // of the warehouse, whatever the bytes of its file
	Resources []resource `json:"resources"`
}

type license struct {
	Name  string `json:"name"`
	Path  string `json:"path"`
	Title string `json:"title"`
}

type resource struct {
	Name    string `json:"name"`
	Path    string `json:"path"`
	About   string `json:"description,omitempty"`
	Format  string `json:"format"`
	Bytes   int64  `json:"bytes,omitempty"`
	Hash    string `json:"hash,omitempty"`
	Profile string `json:"profile,omitempty"`
	Schema  any    `json:"schema,omitempty"` // a [resourceSchema], or the path of one
}

// manifest writes the data package and the checksums, and returns what the page
// of downloads lists. The snapshot's checksum stands in a file of its own: its
// bytes may change where its content does not.
func (w *writer) manifest(ctx context.Context, content string) ([]site.Download, error) {
	if err := w.keepSnapshot(content); err != nil {
		return nil, err
	}
	if err := w.write(readMe, "what is here, and how to read it", func(out io.Writer) error {
		_, err := io.WriteString(out, readMeText)
		return err
	}); err != nil {
		return nil, err
	}
	if err := w.parquetSchemas(ctx); err != nil {
		return nil, err
	}
	files := slices.Clone(w.files)
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.Name, b.Name) })
	p := dataPackage{
		Schema: strings.Trim(packageMark, `"`), Name: "gongkai", Title: "Annual disclosure reports of Chinese agencies",
		About:   "Numbers as the agencies printed them; what they did not print is NULL, with a status that says why.",
		Content: content,
		Licenses: []license{{Name: "CC-BY-4.0", Path: "https://creativecommons.org/licenses/by/4.0/",
			Title: "Creative Commons Attribution 4.0: the collection. The reports are public documents of the agencies named."}},
		Resources: []resource{{Name: "warehouse", Path: Warehouse, Format: "duckdb", About: "the warehouse as DuckDB; content_sha256 above is its content's digest"}},
	}
	var downloads []site.Download
	var err error
	var parquetBytes int64
	for _, f := range files {
		name := f.Name[:strings.LastIndexByte(f.Name, '.')]
		r := resource{Name: strings.NewReplacer("/", "-", "=", "-", "_", "-").Replace(strings.ToLower(name)), Path: f.Name, About: f.About,
			Format: f.Name[strings.LastIndexByte(f.Name, '.')+1:], Bytes: f.Bytes, Hash: "sha256:" + f.SHA256}
		if r.Schema, err = w.schemaOf(ctx, f.Name); err != nil {
			return nil, err
		}
		if r.Format == "csv" && r.Schema != nil {
			r.Profile = "tabular-data-resource"
		}
		p.Resources = append(p.Resources, r)
		if strings.HasPrefix(f.Name, "parquet/") {
			parquetBytes += f.Bytes
			continue
		}
		if strings.HasPrefix(f.Name, "schemas/") {
			continue
		}
		downloads = append(downloads, site.Download{Name: f.Name, About: f.About, Bytes: f.Bytes, SHA256: f.SHA256})
	}
	downloads = append(downloads, site.Download{Name: "parquet/", About: "tables and views as Parquet (zstd), by year and province", Bytes: parquetBytes})
	if err := w.writeJSON(packageFile, "schema, digests and licence of every file", p); err != nil {
		return nil, err
	}
	files = append(files, w.files[len(w.files)-1])
	return downloads, w.write("SHA256SUMS", "", func(out io.Writer) error {
		for _, f := range files {
			if _, err := io.WriteString(out, f.SHA256+"  "+f.Name+"\n"); err != nil {
				return err
			}
		}
		return nil
	})
}

func (w *writer) writeJSON(name, about string, v any) error {
	return w.write(name, about, func(out io.Writer) error {
		e := json.NewEncoder(out)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		return e.Encode(v)
	})
}

// keepSnapshot puts the DuckDB file of the publication before in the place of
// the new one where both say the same, so that nothing changes for those who
// mirror it; and writes its checksum.
func (w *writer) keepSnapshot(content string) error {
	if w.sameAsBefore(content) {
		if err := copyFile(w.aside.before(Warehouse), w.aside.path("kept.duckdb")); err != nil {
			return err
		}
		// The scratch database goes on reading the file that it opened.
		if err := os.Rename(w.aside.path("kept.duckdb"), w.aside.path(Warehouse)); err != nil {
			return err
		}
	}
	if err := w.record(Warehouse, ""); err != nil {
		return err
	}
	snapshot := w.files[len(w.files)-1]
	w.files = w.files[:len(w.files)-1]
	return os.WriteFile(w.aside.path(Warehouse+".sha256"), []byte(snapshot.SHA256+"  "+Warehouse+"\n"), 0o644)
}

// sameAsBefore says whether the publication before has the same content.
func (w *writer) sameAsBefore(content string) bool {
	var p dataPackage
	b, err := os.ReadFile(w.aside.before(packageFile))
	if err != nil || json.Unmarshal(b, &p) != nil || p.Content != content {
		return false
	}
	_, err = os.Stat(w.aside.before(Warehouse))
	return !errors.Is(err, fs.ErrNotExist)
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
