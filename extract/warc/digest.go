package warc

import (
	"crypto/md5"  // a check sum that others wrote, no protection
	"crypto/sha1" // the digest that web archives have
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"hash"
	"strings"
)

// Digest returns the digest that web archives name payloads by: SHA-1 in base32.
func Digest(b []byte) string {
	sum := sha1.Sum(b)
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}

// A Check compares bytes with the digest that a record gives of them.
type Check struct {
	hash.Hash
	want string // in lower hex
}

// NewCheck returns a check, or nil where the digest is none that is known.
func NewCheck(digest string) *Check {
	algorithm, value, _ := strings.Cut(digest, ":")
	c := &Check{}
	switch strings.ToLower(algorithm) {
	case "sha1", "sha-1":
		c.Hash = sha1.New()
	case "sha256", "sha-256":
		c.Hash = sha256.New()
	case "md5":
		c.Hash = md5.New()
	default:
		return nil
	}
	if len(value) == 2*c.Size() {
		c.want = strings.ToLower(value)
		return c
	}
	b, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.TrimRight(strings.ToUpper(value), "="))
	if err != nil || len(b) != c.Size() {
		return nil
	}
	c.want = hex.EncodeToString(b)
	return c
}

// OK reports whether the bytes written are those of the digest.
func (c *Check) OK() bool { return hex.EncodeToString(c.Sum(nil)) == c.want }
