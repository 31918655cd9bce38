import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.ofdrw.converter.ofdconverter.PDFConverter;
import org.ofdrw.font.Font;
import org.ofdrw.layout.OFDDoc;
import org.ofdrw.layout.PageLayout;
import org.ofdrw.layout.VirtualPage;
import org.ofdrw.layout.element.Paragraph;
import org.ofdrw.layout.element.TextAlign;
import org.ofdrw.layout.element.canvas.Canvas;

/**
 * Draws OFD files, one for each line of a list: style, input, output, apart by tabs. The input is a
 * report in XHTML or, for the styles {@code outlines} and {@code glyphs}, a PDF. README.md lists the
 * styles. Beside each output from XHTML its truth is written, as NAME.json for NAME.STYLE.ofd.
 */
public final class Draw {
    private static final Font SONG = new Font("宋体", "宋体", null, half());
    private static final String LATIN = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

    public static void main(String[] args) throws Exception {
        Path list = Path.of(args[0]).toAbsolutePath();
        for (String line : Files.readAllLines(list)) {
            String[] f = line.split("\t");
            if (f.length == 3 && !line.startsWith("#")) {
                draw(Set.of(f[0].split(" ")), list.resolveSibling(f[1]).normalize(), list.resolveSibling(f[2]).normalize());
            }
        }
    }

    private static void draw(Set<String> style, Path in, Path out) throws Exception {
        Files.deleteIfExists(out);
        if (style.contains("outlines")) {
            try (PDFConverter c = new PDFConverter(out)) {
                c.convert(in);
            }
        } else if (style.contains("glyphs")) {
            Glyphs.convert(in, out);
        } else {
            Report report = new Report(in);
            String name = out.getFileName().toString();
            report.truth(out.resolveSibling(name.substring(0, name.indexOf('.')) + ".json"));
            draw(report, style, out);
        }
        Marks.add(out, style);
        if (style.contains("settled")) {
            Zip.settle(out);
        }
    }

    private static void draw(Report report, Set<String> style, Path out) throws Exception {
        Paper paper = new Paper(report, style);
        boolean turned = style.contains("turned");
        double w = turned ? paper.height : paper.width, h = turned ? paper.width : paper.height;
        Font digits = style.contains("embed") ? digits() : null;
        try (OFDDoc doc = new OFDDoc(out)) {
            PageLayout layout = new PageLayout(w, h);
            doc.setDefaultPageLayout(layout);
            String template = style.contains("template") ? Marks.template(doc, w, h) : null;
            for (int i = 0; i < paper.pages.size(); i++) {
                VirtualPage page = new VirtualPage(layout);
                if (template != null) {
                    page.addTemplate(template, null);
                }
                if (style.contains("boxes")) {
                    boxes(page, paper.pages.get(i));
                } else {
                    Canvas canvas = new Canvas(0, 0, w, h);
                    canvas.setDrawer(new Strokes(paper, i, style, canvas::getPreferBlock, doc.getResManager(), SONG, digits));
                    page.add(canvas);
                }
                if (style.contains("numbers")) {
                    Paragraph n = new Paragraph(0, h - 14, w, 6);
                    n.setDefaultFont(SONG).setFontSize(4d).setTextAlign(TextAlign.center).add("- " + (i + 1) + " -");
                    page.add(n);
                }
                doc.addVPage(page);
            }
        }
    }

    /** Makes each line and each cell a box of ofdrw's own, which breaks the text as it sees fit. */
    private static void boxes(VirtualPage page, List<Paper.Piece> pieces) {
        final double border = 0.2;
        for (Paper.Piece p : pieces) {
            double edge = p.frame() ? Paper.PAD : 0;
            Paper.Box b = p.box();
            Paragraph box = new Paragraph(b.x(), b.y(), b.w() - 2 * edge, b.h() - 2 * edge);
            box.setDefaultFont(SONG).setFontSize(p.size()).setLineSpace(p.size() * (Paper.LEADING - 1) * 0.8);
            if (p.centred()) {
                box.setTextAlign(TextAlign.center);
            }
            if (p.frame()) {
                box.setPadding(Paper.PAD - border).setBorder(border);
            }
            box.add(String.join(p.frame() ? "\n" : "", p.lines()));
            page.add(box);
        }
    }

    /** Half a square for each printable ASCII character. */
    private static double[] half() {
        double[] w = new double[95];
        Arrays.fill(w, 0.5);
        return w;
    }

    /** A font with digits only, to be embedded. Its own are wider than half a square; the map says so. */
    private static Font digits() throws Exception {
        Path file = Files.createTempDirectory("ofdrw").resolve("digits.ttf");
        TTFSubsetter s = new TTFSubsetter(new TTFParser().parse(LATIN));
        s.addAll("0123456789".codePoints().boxed().collect(Collectors.toSet()));
        try (var to = Files.newOutputStream(file)) {
            s.writeToStream(to);
        }
        return new Font("DejaVu Sans", null, file, half());
    }
}
