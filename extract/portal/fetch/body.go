package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"

	"gongkai/extract/limit"
)

// body reads what a server sends: whole and within the policy's limits, or with
// prefix over 0 its first bytes, whatever follows.
func (c *Client) body(resp *http.Response, prefix int64) ([]byte, *Error) {
	most := c.policy.MaxBody
	if prefix > 0 {
		most = min(most, prefix)
	} else if resp.ContentLength > most {
		return nil, &Error{Reason: TooLarge, Detail: fmt.Sprintf("%d bytes announced, more than %d", resp.ContentLength, most)}
	}
	raw, err := io.ReadAll(io.LimitReader(resp.Body, most+1))
	cut := int64(len(raw)) > most
	switch {
	case err != nil:
		return nil, &Error{Err: err} // the caller knows the context
	case cut && prefix == 0:
		return nil, &Error{Reason: TooLarge, Detail: fmt.Sprintf("more than %d bytes", most)}
	case cut:
		raw = raw[:most]
	}
	return c.decode(raw, resp.Header.Values("Content-Encoding"), prefix)
}

// decode takes the Content-Encodings off, the last one first.
func (c *Client) decode(raw []byte, header []string, prefix int64) ([]byte, *Error) {
	var names []string
	for _, n := range strings.Split(strings.Join(header, ","), ",") {
		switch n = strings.ToLower(strings.TrimSpace(n)); n {
		case "", "identity", "none", "binary", "8bit", "utf-8", "utf8", "gbk", "gb2312", "gb18030":
			// no encoding; servers mistake the header for one of the charset
		default:
			names = append(names, strings.TrimPrefix(n, "x-"))
		}
	}
	if len(names) > maxEncodings {
		return nil, &Error{Reason: BadEncoding, Detail: fmt.Sprintf("%d Content-Encodings on top of one another", len(names))}
	}
	out, sent := raw, len(raw)
	for _, n := range slices.Backward(names) {
		if len(out) == 0 {
			return nil, nil
		}
		r, err := unpacker(n, out)
		if err != nil {
			return nil, damaged(n, err)
		}
		var e *Error
		if out, e = c.unpack(n, r, sent, prefix); e != nil {
			return nil, e
		}
	}
	return out, nil
}

// unpack reads r, within limits that count from the bytes that were sent.
func (c *Client) unpack(name string, r io.Reader, sent int, prefix int64) ([]byte, *Error) {
	most := c.policy.MaxDecoded
	if prefix > 0 {
		most = min(most, prefix)
	}
	ratio := max(int64(sent)*limit.MaxRatio, ratioFrom)
	var b bytes.Buffer
	_, err := io.Copy(&b, io.LimitReader(r, min(most, ratio)+1))
	n := int64(b.Len())
	switch {
	case prefix > 0 && n > 0: // what there is will do, damaged behind or not
		return b.Bytes()[:min(n, most)], nil
	case n > ratio:
		return nil, &Error{Reason: DecompressionBomb, Detail: fmt.Sprintf("%d bytes of %s unpack to more than %d times as much", sent, name, limit.MaxRatio)}
	case n > most:
		return nil, &Error{Reason: TooLarge, Detail: fmt.Sprintf("%d bytes of %s unpack to more than %d", sent, name, most)}
	case err != nil:
		return nil, damaged(name, err)
	}
	return b.Bytes(), nil
}

func damaged(name string, err error) *Error {
	r := Truncated
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, zlib.ErrHeader) || errors.Is(err, errUnknown) {
		r = BadEncoding
	}
	return &Error{Reason: r, Detail: fmt.Sprintf("Content-Encoding %s: %v", name, err), Err: err}
}

var errUnknown = errors.New("not understood")

// unpacker returns a reader for what packed holds.
func unpacker(name string, packed []byte) (io.Reader, error) {
	switch name {
	case "gzip":
		return newMembers(packed)
	case "deflate": // zlib by the standard; some servers send the bare stream
		if z, err := zlib.NewReader(bytes.NewReader(packed)); err == nil {
			return z, nil
		}
		return flate.NewReader(bytes.NewReader(packed)), nil
	case "br":
		return brotli.NewReader(bytes.NewReader(packed)), nil
	}
	return nil, errUnknown
}

// members reads gzip members, as many as follow one another. What stands behind
// the last one is left: servers append line ends and zeros.
type members struct {
	in *bufio.Reader
	gz *gzip.Reader
}

func newMembers(packed []byte) (*members, error) {
	in := bufio.NewReader(bytes.NewReader(packed))
	gz, err := gzip.NewReader(in)
	if err != nil {
		return nil, err
	}
	gz.Multistream(false)
	return &members{in, gz}, nil
}

// Read implements io.Reader.
func (m *members) Read(p []byte) (int, error) {
	for {
		n, err := m.gz.Read(p)
		if err != io.EOF {
			return n, err
		}
		if n > 0 {
			return n, nil
		}
		if next, _ := m.in.Peek(3); !bytes.Equal(next, []byte{0x1f, 0x8b, 8}) {
			return 0, io.EOF
		}
		if err := m.gz.Reset(m.in); err != nil {
			return 0, err
		}
		m.gz.Multistream(false)
	}
}
