package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"

	"gongkai"
	"gongkai/extract/limit"
)

// maxUnpacked is the size of all parts that are read, unpacked. The sheets of a
// report have some 100 KB; one filled up to limit.MaxCells has some 20 MB.
const maxUnpacked = 64 << 20

// An xlsx is a workbook of Excel 2007 or later that is being read.
type xlsx struct {
	book
	files   map[string]*zip.File
	left    int // bytes that may still be unpacked
	strings []string
}

// readXLSX reads the sheets that are shown.
func readXLSX(data []byte) ([]*page, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, corrupt("its zip container is cut short", err)
	}
	x := &xlsx{files: map[string]*zip.File{}, left: maxUnpacked}
	for _, f := range z.File {
		x.files[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))] = f
	}
	main := "xl/workbook.xml"
	if links, err := x.links(""); err != nil {
		return nil, err
	} else if l, ok := links.ofType("/officeDocument"); ok {
		main = l
	}
	if strings.HasSuffix(main, ".bin") {
		return nil, &gongkai.ReadError{Reason: gongkai.ReasonUnsupported, Detail: "a binary workbook (XLSB); save it as XLSX"}
	}
	links, err := x.links(main)
	if err != nil {
		return nil, err
	}
	sheets, err := x.workbook(main)
	if err != nil {
		return nil, err
	}
	if err := x.shared(links); err != nil {
		return nil, err
	}
	var pages []*page
	for _, s := range sheets {
		l, ok := links[s.link]
		if s.hidden || ok && !strings.HasSuffix(l.kind, "/worksheet") { // a chart
			continue
		}
		p, err := x.sheet(s.name, l.target)
		if err != nil {
			return nil, err
		}
		pages = append(pages, p)
	}
	return pages, nil
}

// shared reads the texts and the styles.
func (x *xlsx) shared(links links) error {
	if l, ok := links.ofType("/sharedStrings"); ok {
		part, err := x.part(l)
		if err != nil {
			return err
		}
		x.readStrings(part)
	}
	if l, ok := links.ofType("/styles"); ok {
		part, err := x.part(l)
		if err != nil {
			return err
		}
		x.readStyles(part)
	}
	return nil
}

// part unpacks a part of the container.
func (x *xlsx) part(name string) ([]byte, error) {
	f := x.files[strings.ToLower(name)]
	if f == nil {
		return nil, corrupt("the part "+name+" is missing", nil)
	}
	r, err := f.Open()
	if err != nil {
		return nil, corrupt("the part "+name+" can't be unpacked", err)
	}
	defer r.Close()
	var b bytes.Buffer
	b.Grow(int(min(f.UncompressedSize64, uint64(x.left)) + bytes.MinRead))
	n, err := b.ReadFrom(io.LimitReader(r, int64(x.left)+1))
	if n > int64(x.left) {
		return nil, limit.Exceeded("bytes unpacked, at least,", maxUnpacked+1, maxUnpacked)
	}
	if err != nil {
		return nil, corrupt("the part "+name+" can't be unpacked", err)
	}
	x.left -= int(n)
	return b.Bytes(), nil
}

// links are the relationships of a part, by id.
type links map[string]link

type link struct {
	kind, target string
}

// links reads what a part refers to; "" is the container itself.
func (x *xlsx) links(name string) (links, error) {
	dir, base := path.Split(name)
	rels := dir + "_rels/" + base + ".rels"
	if x.files[strings.ToLower(rels)] == nil {
		return nil, nil
	}
	part, err := x.part(rels)
	if err != nil {
		return nil, err
	}
	out := links{}
	for s := scan(part); s.next() != finished; {
		if s.kind != begin || s.tag != "Relationship" || s.value("TargetMode") == "External" {
			continue
		}
		target := s.value("Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(dir, target)
		}
		out[s.value("Id")] = link{s.value("Type"), strings.TrimPrefix(path.Clean(target), "/")}
	}
	return out, nil
}

// ofType returns the target of the link of a kind, which is the end of an
// address that differs between the editions of the standard. Of several, the
// one with the least id.
func (l links) ofType(kind string) (target string, ok bool) {
	least := ""
	for id, k := range l {
		if strings.HasSuffix(k.kind, kind) && (!ok || id < least) {
			least, target, ok = id, k.target, true
		}
	}
	return target, ok
}

// A listed sheet is an entry in the workbook's list of sheets.
type listed struct {
	name, link string
	hidden     bool
}

func (x *xlsx) workbook(name string) ([]listed, error) {
	part, err := x.part(name)
	if err != nil {
		return nil, err
	}
	var out []listed
	for s := scan(part); s.next() != finished; {
		switch {
		case s.kind != begin:
		case s.tag == "workbookPr":
			x.from1904 = s.on("date1904")
		case s.tag == "sheet":
			state := s.value("state")
			out = append(out, listed{s.value("name"), s.value("id"), state == "hidden" || state == "veryHidden"})
		}
	}
	if len(out) == 0 {
		return nil, corrupt("it lists no sheets", nil)
	}
	return out, nil
}
