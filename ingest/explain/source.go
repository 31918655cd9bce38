package explain

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"gongkai"
	"gongkai/extract/archive"
	"gongkai/extract/limit"
	"gongkai/extract/portal/store"
)

// reread finds the document's bytes and reads them as ingest did. Bytes with
// another digest are never read: they are another document.
func (e *Explanation) reread(ctx context.Context, o Options) {
	d := &e.Document
	places := []string{d.Path}
	for _, c := range e.Others {
		if c.SHA256 == d.SHA256 {
			places = append(places, c.Path)
		}
	}
	var why []string
	var data []byte
	for _, p := range places {
		if p == "" || p == "-" {
			continue
		}
		b, err := fileBytes(p)
		if err == nil && digest(b) != d.SHA256 {
			err = fmt.Errorf("%s now holds other bytes (SHA-256 %s)", p, digest(b)[:12])
		}
		if err == nil {
			data, d.ReadFrom = b, p
			break
		}
		why = append(why, err.Error())
	}
	if o.Archive != nil {
		d.Archived = o.Archive.Where(d.SHA256)
	}
	if d.ReadFrom == "" && o.Archive != nil {
		b, err := o.Archive.Body(d.SHA256)
		switch {
		case err == nil && digest(b) != d.SHA256:
			why = append(why, "the archive's copy is damaged; run gongkai archive verify")
		case err == nil:
			data, d.ReadFrom = b, d.Archived
		case errors.Is(err, store.ErrNotFound):
			why = append(why, "the archive "+o.Archive.Dir()+" has no such body")
		default:
			why = append(why, err.Error())
		}
	} else if d.ReadFrom == "" {
		why = append(why, "there is no archive of raw bytes")
	}
	if d.ReadFrom == "" {
		d.Gone = strings.Join(why, "; ") + "; what follows is what the warehouse holds"
		return
	}
	doc, out := o.Parser.ParseBytes(ctx, gongkai.Source{Path: d.Path, URL: d.URL}, data)
	if out.Kind == gongkai.Unreadable || out.Kind == gongkai.ImageOnly {
		d.Gone = fmt.Sprintf("its bytes are there, but this program reads no text in them: %s, %s", out.Reason, out.Detail)
		return
	}
	e.doc, d.Encoding = doc, doc.Source.Encoding
	if doc.Source.MediaType == "text/html" {
		e.bytes = cellBytes(data, doc.Source.Encoding, doc.Tables())
	}
}

// errFound ends a walk over a container.
var errFound = errors.New("found")

// fileBytes reads a document: a file, or an entry of a container, as in
// "a.zip!dir/b.html".
func fileBytes(path string) ([]byte, error) {
	if st, err := os.Stat(path); err == nil && st.Mode().IsRegular() {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return io.ReadAll(io.LimitReader(f, limit.MaxBytes+1))
	}
	for i := range path {
		if path[i] != '!' {
			continue
		}
		if st, err := os.Stat(path[:i]); err != nil || !st.Mode().IsRegular() {
			continue
		}
		var body []byte
		err := archive.Walk(path[:i], func(src gongkai.Source, data []byte, err error) error {
			if src.Path != path || err != nil {
				return nil
			}
			body = append([]byte{}, data...)
			return errFound
		})
		if errors.Is(err, errFound) {
			return body, nil
		}
		return nil, fmt.Errorf("%s no longer holds %s", path[:i], path[i+1:])
	}
	return nil, fmt.Errorf("%s does not exist any more", path)
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
