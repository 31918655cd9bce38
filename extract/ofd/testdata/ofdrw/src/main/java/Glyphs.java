import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.ofdrw.core.basicStructure.pageObj.layer.block.CT_PageBlock;
import org.ofdrw.core.basicStructure.pageObj.layer.block.PathObject;
import org.ofdrw.core.basicStructure.pageObj.layer.block.TextObject;
import org.ofdrw.core.basicType.STBase;
import org.ofdrw.core.basicType.ST_Array;
import org.ofdrw.core.basicType.ST_Box;
import org.ofdrw.core.basicType.ST_ID;
import org.ofdrw.core.graph.pathObj.AbbreviatedData;
import org.ofdrw.core.pageDescription.drawParam.CT_DrawParam;
import org.ofdrw.core.text.CT_CGTransform;
import org.ofdrw.core.text.TextCode;
import org.ofdrw.font.Font;
import org.ofdrw.layout.OFDDoc;
import org.ofdrw.layout.PageLayout;
import org.ofdrw.layout.VirtualPage;
import org.ofdrw.layout.element.canvas.Canvas;
import org.ofdrw.layout.engine.ResManager;

/**
 * Turns a PDF into OFD and leaves its text text, as office converters do: runs of glyphs, each with
 * a matrix, steps, and the glyphs' numbers; paths in the PDF's own units, upside down; stroke widths
 * among the drawing parameters.
 */
final class Glyphs extends PDFGraphicsStreamEngine {
    private static final double MM = 25.4 / 72;

    /** A glyph: what it says, its number, where it stands and the matrix of its text. */
    private record Glyph(String text, int number, PDFont font, Matrix m) {}

    private final double height;
    private final ST_Box box;
    private final CT_PageBlock block;
    private final ResManager res;
    private final AtomicInteger ids;
    private AbbreviatedData path = new AbbreviatedData();
    private final List<Glyph> run = new ArrayList<>();

    private Glyphs(PDPage page, CT_PageBlock block, ResManager res, AtomicInteger ids) {
        super(page);
        height = page.getMediaBox().getHeight();
        box = new ST_Box(0, 0, page.getMediaBox().getWidth() * MM, height * MM);
        this.block = block;
        this.res = res;
        this.ids = ids;
    }

    static void convert(Path in, Path out) throws Exception {
        STBase.MAX_KEEP_DECIMAL = 6; // else a matrix is cut to 0.352
        AtomicInteger ids = new AtomicInteger(100_000);
        try (PDDocument pdf = PDDocument.load(in.toFile()); OFDDoc doc = new OFDDoc(out)) {
            for (PDPage page : pdf.getPages()) {
                double w = page.getMediaBox().getWidth() * MM, h = page.getMediaBox().getHeight() * MM;
                VirtualPage vp = new VirtualPage(new PageLayout(w, h));
                Canvas canvas = new Canvas(0, 0, w, h);
                canvas.setDrawer(ctx -> {
                    Glyphs g = new Glyphs(page, canvas.getPreferBlock(), doc.getResManager(), ids);
                    g.processPage(page);
                    g.flush();
                });
                vp.add(canvas);
                doc.addVPage(vp);
            }
        } finally {
            STBase.MAX_KEEP_DECIMAL = 3;
        }
    }

    private ST_ID id() {
        return new ST_ID(ids.incrementAndGet());
    }

    @Override
    protected void showGlyph(Matrix m, PDFont font, int code, String unicode, Vector displacement) throws IOException {
        String text = unicode == null || unicode.isEmpty() ? Character.toString(0xE000 + code) : unicode;
        if (!run.isEmpty() && !goesOn(run.get(0), run.get(run.size() - 1), m, font)) {
            flush();
        }
        run.add(new Glyph(text, code, font, m));
    }

    /** Whether a glyph stands on the line of those before it, not far behind. */
    private static boolean goesOn(Glyph first, Glyph last, Matrix m, PDFont font) {
        Matrix a = first.m;
        if (font != first.font || a.getScaleX() != m.getScaleX() || a.getShearY() != m.getShearY()) {
            return false;
        }
        double[] step = along(last.m, m);
        return Math.abs(along(a, m)[1]) < 0.01 && step[0] >= 0 && step[0] < 3;
    }

    /** How far b stands from a, along the line and across, in font sizes. */
    private static double[] along(Matrix a, Matrix b) {
        double[] d = {b.getTranslateX() - a.getTranslateX(), b.getTranslateY() - a.getTranslateY()};
        double det = a.getScaleX() * a.getScaleY() - a.getShearX() * a.getShearY();
        return new double[] {
            (d[0] * a.getScaleY() - d[1] * a.getShearX()) / det, (d[1] * a.getScaleX() - d[0] * a.getShearY()) / det
        };
    }

    private void flush() throws IOException {
        if (run.isEmpty()) {
            return;
        }
        Matrix m = run.get(0).m;
        double size = Math.hypot(m.getShearX(), m.getScaleY());
        double k = MM / size;
        StringBuilder text = new StringBuilder();
        Double[] steps = new Double[run.size() - 1];
        ST_Array numbers = new ST_Array();
        boolean ligature = false;
        for (int i = 0; i < run.size(); i++) {
            text.append(run.get(i).text);
            numbers.add(Integer.toString(run.get(i).number));
            ligature |= run.get(i).text.length() > 1;
            if (i > 0) {
                steps[i - 1] = along(run.get(i - 1).m, run.get(i).m)[0] * size;
            }
        }
        TextObject t = new TextObject(id());
        t.setBoundary(box.clone()).setFont(res.addFont(new Font(run.get(0).font.getName(), (String) null)).ref()).setSize(size);
        t.setCTM(new ST_Array(
                k * m.getScaleX(), -k * m.getShearY(), -k * m.getShearX(), k * m.getScaleY(),
                MM * m.getTranslateX(), MM * (height - m.getTranslateY())));
        int from = 0;
        for (Glyph g : run) { // one transform for all, or one for each where a glyph shows several characters
            int n = ligature ? g.text.length() : text.length();
            t.addCGTransform(new CT_CGTransform().setCodePosition(from).setCodeCount(n).setGlyphCount(ligature ? 1 : n)
                    .setGlyphs(ligature ? new ST_Array(g.number) : numbers));
            from += n;
            if (!ligature) {
                break;
            }
        }
        TextCode code = new TextCode().setCoordinate(0d, 0d).setContent(text.toString());
        if (steps.length > 0) {
            code.setDeltaX(steps);
        }
        t.addTextCode(code);
        block.addPageBlock(t);
        run.clear();
    }

    private void paint(boolean stroke, boolean fill) throws IOException {
        flush();
        PathObject p = new PathObject(id());
        p.setBoundary(box.clone());
        p.setCTM(new ST_Array(MM, 0, 0, -MM, 0, MM * height));
        AffineTransform t = getGraphicsState().getCurrentTransformationMatrix().createAffineTransform();
        double w = getGraphicsState().getLineWidth() * Math.sqrt(Math.abs(t.getDeterminant()));
        p.setDrawParam(res.addDrawParam(new CT_DrawParam().setLineWidth(w)).ref());
        p.setStroke(stroke).setFill(fill).setAbbreviatedData(path);
        block.addPageBlock(p);
        path = new AbbreviatedData();
    }

    @Override
    public void appendRectangle(Point2D a, Point2D b, Point2D c, Point2D d) {
        path.moveTo(a.getX(), a.getY()).lineTo(b.getX(), b.getY()).lineTo(c.getX(), c.getY()).lineTo(d.getX(), d.getY()).close();
    }

    @Override
    public void moveTo(float x, float y) {
        path.moveTo(x, y);
    }

    @Override
    public void lineTo(float x, float y) {
        path.lineTo(x, y);
    }

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
        path.cubicBezier(x1, y1, x2, y2, x3, y3);
    }

    @Override
    public Point2D getCurrentPoint() {
        return new Point2D.Float();
    }

    @Override
    public void closePath() {
        path.close();
    }

    @Override
    public void endPath() {
        path = new AbbreviatedData();
    }

    @Override
    public void strokePath() throws IOException {
        paint(true, false);
    }

    @Override
    public void fillPath(int windingRule) throws IOException {
        paint(false, true);
    }

    @Override
    public void fillAndStrokePath(int windingRule) throws IOException {
        paint(true, true);
    }

    @Override
    public void clip(int windingRule) {}

    @Override
    public void drawImage(PDImage image) {}

    @Override
    public void shadingFill(COSName name) {}
}
