package archive

import (
	"archive/zip"
	"io"

	"gongkai"
	"gongkai/extract/charset"
)

func walkZip(w *walker, src gongkai.Source, r io.ReaderAt, size int64) error {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return w.visit(src, nil, broken("zip archive", err))
	}
	if len(z.File) > 0 && officeName(z.File[0].Name) && officeRoot(z) {
		return w.visitWhole(src, r, size) // a document whose first entries did not show it
	}
	for _, f := range z.File {
		name := zipName(f)
		if skipped(name) {
			continue
		}
		if f.Flags&1 != 0 {
			s := src
			s.Path += "!" + clean(name)
			if err := w.visit(s, nil, &gongkai.ReadError{Reason: gongkai.ReasonEncrypted, Detail: "an entry behind a password; unpack it"}); err != nil {
				return err
			}
			continue
		}
		if err := w.zipEntry(src, name, f); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) zipEntry(src gongkai.Source, name string, f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		src.Path += "!" + clean(name)
		return w.visit(src, nil, broken("entry", err))
	}
	defer r.Close()
	return w.entry(src, name, int64(f.CompressedSize64), r)
}

func officeRoot(z *zip.Reader) bool {
	for _, f := range z.File {
		if f.Name == "[Content_Types].xml" || f.Name == "OFD.xml" || f.Name == "mimetype" {
			return true
		}
	}
	return false
}

// visitWhole hands a container out as the document that it is.
func (w *walker) visitWhole(src gongkai.Source, r io.ReaderAt, size int64) error {
	return w.document(src, 0, io.NewSectionReader(r, 0, size))
}

// zipName decodes an entry's name: Chinese Windows writes GBK without saying so.
func zipName(f *zip.File) string {
	if !f.NonUTF8 {
		return f.Name
	}
	return decodeName(f.Name)
}

func decodeName(s string) string {
	if t, _, err := charset.Decode([]byte(s), "gb18030"); err == nil {
		return t
	}
	return s
}
