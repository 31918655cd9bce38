package archive

import (
	"errors"
	"io"

	"github.com/bodgit/sevenzip"
	"github.com/nwaples/rardecode/v2"

	"gongkai"
	"gongkai/extract/limit"
)

// walkRAR reads RAR 1.5 to 5. Its window is bounded: a header may ask for 4 GiB.
func walkRAR(w *walker, src gongkai.Source, r io.ReaderAt, size int64) error {
	z, err := rardecode.NewReader(io.NewSectionReader(r, 0, size), rardecode.MaxDictionarySize(limit.MaxDictionary))
	if err != nil {
		return w.visit(src, nil, refused("RAR archive", err, errors.Is(err, rardecode.ErrArchiveEncrypted)))
	}
	for {
		h, err := z.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return w.visit(src, nil, refused("RAR archive", err, errors.Is(err, rardecode.ErrArchiveEncrypted)))
		}
		if h.IsDir || skipped(h.Name) {
			continue
		}
		if h.Encrypted {
			s := src
			s.Path += "!" + clean(h.Name)
			if err := w.visit(s, nil, refused("entry", nil, true)); err != nil {
				return err
			}
			continue
		}
		if err := w.entry(src, h.Name, h.PackedSize, z); err != nil {
			return err
		}
	}
}

func walkSevenZip(w *walker, src gongkai.Source, r io.ReaderAt, size int64) (err error) {
	defer func() {
		if p := recover(); p != nil { // the library trusts sizes in headers
			err = w.visit(src, nil, broken("7z archive", nil))
		}
	}()
	z, err := sevenzip.NewReader(r, size)
	var read *sevenzip.ReadError
	if err != nil {
		return w.visit(src, nil, refused("7z archive", err, errors.As(err, &read) && read.Encrypted))
	}
	for _, f := range z.File {
		if f.FileInfo().IsDir() || skipped(f.Name) {
			continue
		}
		if err := w.sevenZipEntry(src, f); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) sevenZipEntry(src gongkai.Source, f *sevenzip.File) error {
	r, err := f.Open()
	if err != nil {
		var read *sevenzip.ReadError
		src.Path += "!" + clean(f.Name)
		return w.visit(src, nil, refused("entry", err, errors.As(err, &read) && read.Encrypted))
	}
	defer r.Close()
	return w.entry(src, f.Name, 0, r)
}

func refused(what string, err error, encrypted bool) *gongkai.ReadError {
	if encrypted {
		return &gongkai.ReadError{Reason: gongkai.ReasonEncrypted, Detail: what + " behind a password; unpack it", Err: err}
	}
	return broken(what, err)
}
