package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// boxes lays out what an operator may be given: a folder with a report in each
// format, the same in archives, and as a crawler's WARC. The scripts find them
// in their working folder as boxes/.
func boxes(env *testscript.Env) error {
	files, err := filepath.Glob("../../testdata/formats/*")
	if err != nil || len(files) == 0 {
		return fmt.Errorf("%d reports in testdata/formats: %w", len(files), err)
	}
	dir := filepath.Join(env.WorkDir, "boxes")
	if err := os.MkdirAll(filepath.Join(dir, "folder"), 0o755); err != nil {
		return err
	}
	var zipped, tarred, warc bytes.Buffer
	z, gz := zip.NewWriter(&zipped), gzip.NewWriter(&tarred)
	ball := tar.NewWriter(gz)
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		name := filepath.Base(file)
		if err := os.WriteFile(filepath.Join(dir, "folder", name), b, 0o644); err != nil {
			return err
		}
		w, _ := z.Create("年报/" + name)
		w.Write(b)
		ball.WriteHeader(&tar.Header{Name: "reports/" + name, Mode: 0o644, Size: int64(len(b)), ModTime: time.Unix(0, 0)})
		ball.Write(b)
		response := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n%s", len(b), b)
		member := gzip.NewWriter(&warc)
		fmt.Fprintf(member, "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://www.example.gov.cn/ndbg/%s\r\nWARC-Date: 2024-02-01T03:04:05Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", name, len(response), response)
		member.Close()
	}
	z.Close()
	ball.Close()
	gz.Close()
	for name, b := range map[string][]byte{"all.zip": zipped.Bytes(), "all.tar.gz": tarred.Bytes(), "crawl.warc.gz": warc.Bytes()} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			return err
		}
	}
	env.Setenv("REPORTS", fmt.Sprint(len(files)))
	env.Setenv("AGAIN", fmt.Sprint(3*len(files))) // in a ZIP, a TAR and a WARC
	return nil
}

// TestFormatScripts are sessions over boxes.
func TestFormatScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/formats", Setup: boxes, RequireExplicitExec: true})
}
