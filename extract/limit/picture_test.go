package limit

import (
	"bytes"
	"image"
	"image/jpeg"
	"testing"
)

// TestPicture holds the limits, at them and one past.
func TestPicture(t *testing.T) {
	for _, c := range []struct {
		w, h, depth int
		ok          bool
	}{
		{8000, 5000, 4, true}, {8001, 5000, 1, false}, {1 << 40, 1 << 40, 1, false}, {0, 5, 1, false},
		{MaxPictureBytes / 8 / 1000, 1000, 8, true}, {MaxPictureBytes/8/1000 + 1, 1000, 8, false},
	} {
		if err := Picture(c.w, c.h, c.depth); (err == nil) != c.ok {
			t.Errorf("%d by %d of %d bytes: %v", c.w, c.h, c.depth, err)
		}
	}
}

func TestIsProgressive(t *testing.T) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	plain := b.Bytes()
	at := bytes.Index(plain, []byte{0xFF, 0xC0})
	progressive := bytes.Clone(plain)
	progressive[at+1] = 0xC2
	for name, c := range map[string]struct {
		data []byte
		want bool
	}{
		"plain": {plain, false}, "progressive": {progressive, true}, "filled": {append([]byte{0xFF, 0xD8, 0xFF, 0xFF}, progressive[3:]...), true},
		"cut": {progressive[:at+2], false}, "empty": {nil, false}, "no length": {[]byte{0xFF, 0xD8, 0xFF, 0xE0, 0, 0}, false},
	} {
		if got := IsProgressive(c.data); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
