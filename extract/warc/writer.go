package warc

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
)

// A Field is a named field of a record.
type Field struct{ Name, Value string }

// A Writer writes records, each a gzip member of its own, so that a reader can
// begin at any of them. The same records give the same bytes.
type Writer struct {
	w io.Writer
	z *gzip.Writer
	n int
}

// NewWriter writes to w.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w, z: gzip.NewWriter(w)} }

// Write writes a record of a type and returns its id. The date, the block's
// length, its digest and the id are added to the fields.
func (w *Writer) Write(kind string, date time.Time, fields []Field, block []byte) (string, error) {
	w.n++
	var b bytes.Buffer
	for _, f := range fields {
		if strings.ContainsAny(f.Name+f.Value, "\r\n\x00") {
			return "", fmt.Errorf("WARC field %s: %q has a line break", f.Name, f.Value)
		}
		if f.Value != "" {
			fmt.Fprintf(&b, "%s: %s\r\n", f.Name, f.Value)
		}
	}
	fmt.Fprintf(&b, "WARC-Block-Digest: %s\r\nContent-Length: %d\r\n\r\n", Digest(block), len(block))
	stamp := date.UTC().Format(time.RFC3339Nano)
	id := recordID(w.n, kind+stamp+b.String())
	w.z.Reset(w.w)
	_, err := fmt.Fprintf(w.z, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: %s\r\nWARC-Date: %s\r\n%s", kind, id, stamp, b.Bytes())
	if err == nil {
		_, err = w.z.Write(append(block[:len(block):len(block)], "\r\n\r\n"...))
	}
	if err == nil {
		err = w.z.Close()
	}
	return id, err
}

// recordID makes a UUID (version 8) of what the record is.
func recordID(n int, text string) string {
	u := sha256.Sum256(fmt.Appendf(nil, "%d %s", n, text))
	u[6], u[8] = u[6]&0x0F|0x80, u[8]&0x3F|0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", u[:4], u[4:6], u[6:8], u[8:10], u[10:16])
}
