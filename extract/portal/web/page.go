// Package web reads a portal's page as a flat run of links, texts and scripts,
// the form in which lists and articles are searched. It makes no connection:
// pages come through a [Get].
package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// Request is one page to get.
type Request struct {
	URL         string
	Method      string // "" is GET
	Body        []byte // of a POST
	ContentType string // of Body
}

// Key tells requests apart.
func (r Request) Key() string {
	if r.Method == "" || r.Method == http.MethodGet {
		return r.URL
	}
	return r.Method + " " + r.URL + " " + string(r.Body)
}

// Page is what came back.
type Page struct {
	URL         string // where it was found in the end, after redirects; "" is the request's
	Status      int    // 0 is 200
	ContentType string // as the server declared it, with its charset, or ""
	Body        []byte // unpacked
	Base        string // of a reply that a script puts into another page: that page's address
}

// Get fetches a page. It may hand out pages with a status of 400 and more, or
// return an error for them that has a method HTTPStatus() int; either way is
// read alike.
type Get func(ctx context.Context, r Request) (Page, error)

// StatusError is a page that the server refused.
type StatusError struct {
	URL    string
	Status int
}

// Error names the page and the status.
func (e *StatusError) Error() string {
	return fmt.Sprintf("%s: status %d %s", e.URL, e.Status, http.StatusText(e.Status))
}

// HTTPStatus returns the status.
func (e *StatusError) HTTPStatus() int { return e.Status }

// Fetch calls get and makes a status of 400 and more an error.
func Fetch(ctx context.Context, get Get, r Request) (Page, error) {
	if err := ctx.Err(); err != nil {
		return Page{}, err
	}
	p, err := get(ctx, r)
	if err != nil {
		return Page{}, err
	}
	if p.URL == "" {
		p.URL = r.URL
	}
	if p.Status == 0 {
		p.Status = http.StatusOK
	}
	if p.Status >= 400 {
		return Page{}, &StatusError{URL: p.URL, Status: p.Status}
	}
	return p, nil
}

// Gone reports whether an error says that there is no such page (404, 410).
func Gone(err error) bool {
	var status interface{ HTTPStatus() int }
	if !errors.As(err, &status) {
		return false
	}
	code := status.HTTPStatus()
	return code == http.StatusNotFound || code == http.StatusGone
}

// Binary reports whether a body is a file and no page: a document, a container, a
// picture.
func Binary(body []byte) bool {
	for _, magic := range []string{"%PDF", "PK\x03\x04", "\xD0\xCF\x11\xE0", "Rar!", "\x1F\x8B", "7z\xBC\xAF", "{\\rtf", "\xFF\xD8\xFF", "\x89PNG", "GIF8", "MIME-Ver", "From: <", "WARC/1.", "From: \"", "Content-"} {
		if strings.HasPrefix(string(body[:min(len(body), 8)]), magic) {
			return true
		}
	}
	return false
}
