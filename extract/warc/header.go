package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strings"
)

const (
	// maxLine is the longest line of a header. Addresses with a page's state in
	// them reach some ten KB.
	maxLine = 64 << 10

	// maxHeader is the number of lines of a header. Responses have some thirty.
	maxHeader = 1000
)

var errLongLine = fmt.Errorf("a header line of more than %d bytes", maxLine)

// readLine reads a line without its end. io.EOF comes with what stood behind the
// last end of line.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		if line = append(line, part...); len(line) > maxLine {
			return nil, errLongLine
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return bytes.TrimRight(line, "\r\n"), err
		}
	}
}

// readHeader reads named fields up to the empty line behind them. Values keep
// their bytes, whatever their encoding; a folded line goes on with the one above.
// Lines that are no field are left out, as browsers do.
func readHeader(in *bufio.Reader) (textproto.MIMEHeader, error) {
	h := textproto.MIMEHeader{}
	last := ""
	for range maxHeader {
		line, err := readLine(in)
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return nil, fmt.Errorf("header: %w", err)
		}
		if len(line) == 0 {
			return h, nil
		}
		if (line[0] == ' ' || line[0] == '\t') && last != "" {
			values := h[last]
			values[len(values)-1] += " " + strings.TrimSpace(string(line))
			continue
		}
		name, value, found := strings.Cut(string(line), ":")
		if name = strings.TrimSpace(name); !found || name == "" {
			continue
		}
		last = textproto.CanonicalMIMEHeaderKey(name)
		h[last] = append(h[last], strings.TrimSpace(value))
	}
	return nil, fmt.Errorf("header of more than %d lines", maxHeader)
}
