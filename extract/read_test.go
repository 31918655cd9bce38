package extract

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"gongkai"
	"gongkai/extract/limit"
)

// archive returns a zip file with one entry.
func archive(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	f, err := z.Create("word/document.xml")
	if err == nil {
		_, err = f.Write([]byte("<w:p/>"))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadRefuses(t *testing.T) {
	whole := archive(t)
	for _, tt := range []struct {
		name string
		path string
		data []byte
		want gongkai.Reason
	}{
		{"pdf", "a.html", []byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj"), gongkai.ReasonCorrupt},
		{"ole", "a.doc", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\x00\x00"), gongkai.ReasonCorrupt},
		{"gzip", "a", []byte("\x1F\x8B\x08\x00\x00"), gongkai.ReasonUnsupported},
		{"rar", "a", []byte("Rar!\x1A\x07\x01\x00"), gongkai.ReasonUnsupported},
		{"7z", "a", []byte("7z\xBC\xAF\x27\x1C\x00\x04"), gongkai.ReasonUnsupported},
		{"png", "a.html", []byte("\x89PNG\r\n\x1A\n\x00\x00"), gongkai.ReasonImages},
		{"jpeg", "a.html", []byte("\xFF\xD8\xFF\xE0\x00\x10JFIF"), gongkai.ReasonImages},
		{"bmp", "a", []byte("BM\x36\x00\x00\x00"), gongkai.ReasonImages},
		{"cut docx", "a.docx", whole[:len(whole)/2], gongkai.ReasonCorrupt},
		{"docx of junk", "a.docx", []byte("\x00\x01\x02junk"), gongkai.ReasonCorrupt},
		{"docx of words", "a.docx", []byte("not found"), gongkai.ReasonCorrupt},
		{"too large", "a.txt", make([]byte, limit.MaxBytes+1), gongkai.ReasonLimit},
		{"noise", "a.txt", bytes.Repeat([]byte{0x80, 0xFF, 0x01, 0x1B}, 99), gongkai.ReasonEncoding},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read(gongkai.Source{Path: tt.path}, tt.data)
			var re *gongkai.ReadError
			if !errors.As(err, &re) || re.Reason != tt.want || re.Detail == "" {
				t.Errorf("Read = %v, want %s with a detail", err, tt.want)
			}
		})
	}
}

func TestReadFillsSource(t *testing.T) {
	d, err := Read(gongkai.Source{Path: "a.htm", URL: "u", MediaType: "text/html; charset=ISO-8859-1"}, []byte("<p>\xC4\xEA\xB6\xC8\xB1\xA8\xB8\xE6\xB9\xAB\xBF\xAA</p>"))
	if err != nil {
		t.Fatal(err)
	}
	s := d.Source
	if s.MediaType != "text/html" || s.Encoding != "gb18030" || s.Bytes != 19 || s.Path != "a.htm" || s.URL != "u" ||
		s.SHA256 != "" && len(s.SHA256) != 64 {
		t.Errorf("Source = %+v", s)
	}
	if len(d.Blocks) != 1 || d.Blocks[0].Text != "年度报告公开" {
		t.Errorf("Blocks = %+v", d.Blocks)
	}
}

func TestReadEmpty(t *testing.T) {
	for _, data := range []string{"", " \n", "\uFEFF"} {
		d, err := Read(gongkai.Source{Path: "a.docx"[:1]}, []byte(data))
		if err != nil || len(d.Blocks) != 0 {
			t.Errorf("Read(%q) = %+v, %v; want a document without blocks", data, d, err)
		}
	}
}

func TestFormOf(t *testing.T) {
	for _, tt := range []struct {
		text string
		want form
	}{
		{"<!DOCTYPE html><title>x</title>", markup},
		{"\uFEFF \n<HTML>", markup},
		{"<!-- saved --><div>x</div>", markup},
		{"<?xml version=\"1.0\"?>\n<html>", markup},
		{"<p>一段</p>", markup},
		{"一<br>二<br/>三<br />四", markup},
		{"callback\n<html><body>x", markup},
		{"", plain},
		{"<!--[if !supportLists]-->1、<!--[endif]-->甲", plain},
		{"若 a<b 则 c>d", plain},
		{"甲\n乙\n丙<br>丁\n", plain},
		{"# 题\n\n| 甲 | 乙 |\n|---|---|\n| 1 | <br>2 |\n", plain},
		{"# 题\n\n文\n\n<table><tr><td>7</td></tr></table>\n", mixed},
		{"文\n| 甲 | 乙 |\n<table><tr><td>7</td></tr></table>\n", plain},
		{"收到<" + strings.Repeat("长文", 400) + "<br>", plain},
	} {
		if got := formOf(tt.text); got != tt.want {
			t.Errorf("formOf(%.40q) = %d, want %d", tt.text, got, tt.want)
		}
	}
}

func TestReadMixedKeepsLines(t *testing.T) {
	d, err := Read(gongkai.Source{}, []byte("# 题目\n第一行\n第二行\n\n<table>\n<tr><td>甲</td><td>31</td></tr>\n<tr><td>乙</td><td>47</td></tr>\n</table>\n末行\n"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range d.Blocks {
		if b.Table != nil {
			got = append(got, b.Table.Grid[1][0].Text+b.Table.Grid[1][1].Text)
			continue
		}
		got = append(got, b.Text)
	}
	if s := strings.Join(got, "|"); s != "题目|第一行|第二行|乙47|末行" {
		t.Errorf("blocks = %s", s)
	}
	if d.Blocks[0].Kind != gongkai.Heading || d.Blocks[0].Level != 1 {
		t.Errorf("first block = %+v, want a heading", d.Blocks[0])
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "<table><tr><td rowspan=0>1", "%PDF-1.4", "PK\x03\x04", "甲\t1\n", "\xFF\xFE<\x00p\x00>\x00", "# 题\n<table><tr><td>1"} {
		f.Add([]byte(s), "a.zip")
	}
	f.Fuzz(func(t *testing.T, data []byte, path string) {
		_, err := Read(gongkai.Source{Path: path}, data)
		var re *gongkai.ReadError
		if err != nil && !errors.As(err, &re) {
			t.Fatalf("%T: %v", err, err)
		}
	})
}
