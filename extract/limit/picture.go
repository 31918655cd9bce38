package limit

import (
	"fmt"

	"gongkai"
)

const (
	// MaxPixels is the size of a picture. A page of A4 at 600 dots an inch has 35
	// million; compression makes a thousand times that of a few KB.
	MaxPixels = 40_000_000

	// MaxPictureBytes is what a picture may take while it is decoded.
	MaxPictureBytes = 160 << 20

	// ProgressiveDepth is the bytes of a pixel while a progressive JPEG is decoded:
	// the decoder keeps all coefficients of three colours, four bytes each.
	ProgressiveDepth = 15
)

// Picture refuses pictures of more pixels or bytes than are decoded.
func Picture(width, height, bytesPerPixel int) error {
	switch {
	case width <= 0 || height <= 0:
		return &gongkai.ReadError{Reason: gongkai.ReasonCorrupt, Detail: fmt.Sprintf("a picture of %d by %d pixels; fetch the file again", width, height)}
	case width > MaxPixels || height > MaxPixels || width*height > MaxPixels:
		return Exceeded(fmt.Sprintf("million pixels in a picture of %d by %d", width, height), width/1000*height/1000, MaxPixels/1_000_000)
	case width*height*bytesPerPixel > MaxPictureBytes:
		return Exceeded("bytes in a picture, decoded", width*height*bytesPerPixel, MaxPictureBytes)
	}
	return nil
}

// IsProgressive reports whether a JPEG file is a progressive one.
func IsProgressive(jpeg []byte) bool {
	const progressive, scan = 0xC2, 0xDA
	for i := 2; i+3 < len(jpeg) && jpeg[i] == 0xFF; {
		switch marker := jpeg[i+1]; {
		case marker == 0xFF: // filling
			i++
			continue
		case marker == progressive:
			return true
		case marker == scan:
			return false
		}
		i += 2 + int(jpeg[i+2])<<8 + int(jpeg[i+3])
	}
	return false
}
