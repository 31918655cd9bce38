import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.ofdrw.core.basicStructure.pageObj.layer.block.CT_PageBlock;
import org.ofdrw.core.basicStructure.pageObj.layer.block.TextObject;
import org.ofdrw.core.basicType.STBase;
import org.ofdrw.core.basicType.ST_Array;
import org.ofdrw.core.basicType.ST_Box;
import org.ofdrw.core.basicType.ST_ID;
import org.ofdrw.core.text.TextCode;
import org.ofdrw.font.Font;
import org.ofdrw.layout.element.canvas.DrawContext;
import org.ofdrw.layout.element.canvas.Drawer;
import org.ofdrw.layout.element.canvas.FontSetting;
import org.ofdrw.layout.engine.ResManager;

/** Draws a page as office programs do: strokes and lines of text, each where it belongs. */
final class Strokes implements Drawer {
    private static final double THIN = 0.18;
    private final Paper paper;
    private final List<Paper.Piece> pieces;
    private final Set<String> style;
    private final Supplier<CT_PageBlock> block;
    private final ResManager res;
    private final Font font, digits;
    private final AtomicInteger ids = new AtomicInteger(500_000);

    /** block is what the page's objects stand in, digits the font of ASCII text, null for the same one. */
    Strokes(Paper paper, int page, Set<String> style, Supplier<CT_PageBlock> block, ResManager res, Font font, Font digits) {
        this.paper = paper;
        this.pieces = paper.pages.get(page);
        this.style = style;
        this.block = block;
        this.res = res;
        this.font = font;
        this.digits = digits;
    }

    @Override
    public void draw(DrawContext ctx) throws IOException {
        if (style.contains("turned")) {
            ctx.translate(0, paper.width); // the reader's left is the sheet's foot
            ctx.rotate(-90);
        }
        List<Paper.Piece> order = new ArrayList<>(pieces);
        if (style.contains("shuffled")) {
            Collections.shuffle(order, new Random(pieces.size()));
        }
        for (Paper.Piece p : order) {
            if (p.frame()) {
                frame(ctx, p);
            }
        }
        for (Paper.Piece p : order) {
            if (style.contains("codes")) {
                codes(ctx, p);
            } else {
                text(ctx, p);
            }
        }
    }

    /** Draws a cell's sides: one path, four strokes, four bars, or dashes; and its shade. */
    private void frame(DrawContext ctx, Paper.Piece p) {
        Paper.Box b = p.box();
        if (style.contains("shaded") && p.lines().stream().noneMatch(s -> s.matches("[0-9.,]+"))) {
            ctx.save();
            ctx.fillStyle = "#e6e6e6";
            ctx.fillRect(b.x(), b.y(), b.w(), b.h());
            ctx.restore();
        }
        ctx.setLineWidth(THIN);
        if (style.contains("rect")) {
            ctx.strokeRect(b.x(), b.y(), b.w(), b.h());
            return;
        }
        side(ctx, b.x(), b.y(), b.w(), 0);
        side(ctx, b.x(), b.y() + b.h(), b.w(), 0);
        side(ctx, b.x(), b.y(), 0, b.h());
        side(ctx, b.x() + b.w(), b.y(), 0, b.h());
    }

    private void side(DrawContext ctx, double x, double y, double w, double h) {
        if (style.contains("bars")) {
            ctx.fillRect(x - THIN / 2, y - THIN / 2, w + THIN, h + THIN);
            return;
        }
        if (style.contains("dashed")) {
            ctx.setLineDash(1.2, 0.6);
        }
        ctx.beginPath();
        ctx.moveTo(x, y);
        ctx.lineTo(x + w, y + h);
        ctx.stroke();
    }

    private void text(DrawContext ctx, Paper.Piece p) throws IOException {
        Paper.Box b = p.box();
        double size = p.size(), pad = p.frame() ? Paper.PAD : 0;
        int deep = p.lines().size();
        if (p.frame() && b.h() > 2 * b.w() && columns(ctx, p, String.join("", p.lines()))) {
            return;
        }
        double step = size * Paper.LEADING;
        double y = b.y() + (b.h() - deep * step) / 2 + (step - size) / 2 + 0.86 * size;
        for (String line : p.lines()) {
            double x = left(p, line, pad);
            if (spread(ctx, p, line, y)) {
                y += step;
                continue;
            }
            for (String run : runs(line)) {
                run(ctx, run, x, y, size);
                x += Paper.advance(run, size);
            }
            y += step;
        }
    }

    private static double left(Paper.Piece p, String line, double pad) {
        return p.box().x() + (p.centred() ? (p.box().w() - Paper.advance(line, p.size())) / 2 : pad);
    }

    /** Spreads a short label over its cell, as Word does when told to. */
    private boolean spread(DrawContext ctx, Paper.Piece p, String line, double y) throws IOException {
        if (!style.contains("spread") || !p.frame() || p.lines().size() > 1 || !line.matches("\\p{IsHan}{2,4}")) {
            return false;
        }
        double room = p.box().w() - 4 * Paper.PAD - Paper.advance(line, p.size());
        if (room < 0) {
            return false;
        }
        FontSetting f = new FontSetting(p.size(), font);
        ctx.setFont(f.setLetterSpacing(room / (line.length() - 1)));
        ctx.fillText(line, p.box().x() + 2 * Paper.PAD, y);
        return true;
    }

    /** Draws all lines of a piece as one object, a TextCode for each, with "g" before equal steps. */
    private void codes(DrawContext ctx, Paper.Piece p) throws IOException {
        double size = p.size(), step = size * Paper.LEADING;
        double y = (p.box().h() - p.lines().size() * step) / 2 + (step - size) / 2 + 0.86 * size;
        TextObject t = new TextObject(new ST_ID(ids.incrementAndGet()));
        t.setBoundary(new ST_Box(p.box().x(), p.box().y(), p.box().w(), p.box().h())).setSize(size);
        t.setFont(res.addFont(font).ref());
        for (String line : p.lines()) {
            TextCode code = new TextCode().setContent(line).setY(y);
            code.setX(left(p, line, p.frame() ? Paper.PAD : 0) - p.box().x());
            ST_Array steps = new ST_Array();
            for (int i = 0; i + 1 < line.length(); ) {
                int j = i;
                while (j + 1 < line.length() && (line.charAt(j) < 0x80) == (line.charAt(i) < 0x80)) {
                    j++;
                }
                String s = STBase.fmt(line.charAt(i) < 0x80 ? size / 2 : size);
                steps.add(j - i > 1 ? "g " + (j - i) + " " + s : s);
                i = j;
            }
            t.addTextCode(steps.size() > 0 ? code.setDeltaX(steps) : code);
            y += step;
        }
        block.get().addPageBlock(t);
    }

    /** Cuts a line into what is drawn as one object. */
    private List<String> runs(String line) {
        List<String> out = new ArrayList<>();
        if (style.contains("chars")) {
            line.codePoints().forEach(c -> out.add(Character.toString(c)));
        } else if (digits != null) {
            out.addAll(List.of(line.split("(?<=[0-9])(?![0-9])|(?<![0-9])(?=[0-9])")));
        } else {
            out.add(line);
        }
        return out;
    }

    private void run(DrawContext ctx, String s, double x, double y, double size) throws IOException {
        Font f = digits != null && !s.isEmpty() && Character.isDigit(s.charAt(0)) ? digits : font;
        if (style.contains("scaled")) { // size 1, and a matrix that makes it larger
            ctx.save();
            ctx.translate(x, y);
            ctx.scale(size, size);
            ctx.setFont(new FontSetting(1, f));
            ctx.fillText(s, 0, 0);
            ctx.restore();
            return;
        }
        ctx.setFont(new FontSetting(size, f));
        ctx.fillText(s, x, y);
        if (style.contains("twice")) { // bold, for want of a bold font
            ctx.fillText(s, x + size / 25, y);
        }
    }

    /**
     * Draws a tall cell's text in columns, if the style is one of those: upright characters below one
     * another, columns from right to left; or a line turned on its side, downwards or upwards.
     */
    private boolean columns(DrawContext ctx, Paper.Piece p, String s) throws IOException {
        Paper.Box b = p.box();
        double size = p.size();
        int most = (int) ((b.h() - 2 * Paper.PAD) / size);
        int columns = (s.length() + most - 1) / most;
        if (s.isEmpty() || columns * size > b.w()) {
            return false;
        }
        FontSetting f = new FontSetting(size, font);
        if (style.contains("vertical")) {
            ctx.setFont(f.setReadDirection(90));
            for (int i = 0; i < columns; i++) {
                String part = s.substring(i * most, Math.min(s.length(), (i + 1) * most));
                double x = b.x() + b.w() / 2 + (columns / 2.0 - i - 1) * size;
                ctx.fillText(part, x, b.y() + (b.h() - Math.min(most, s.length()) * size) / 2);
            }
        } else if (columns > 1) {
            return false;
        } else if (style.contains("sideways")) {
            ctx.setFont(f.setReadDirection(90).setCharDirection(90));
            ctx.fillText(s, b.x() + b.w() / 2 - size / 3, b.y() + (b.h() - Paper.advance(s, size)) / 2);
        } else if (style.contains("upwards")) {
            ctx.setFont(f.setReadDirection(270).setCharDirection(270));
            ctx.fillText(s, b.x() + b.w() / 2 + size / 3, b.y() + b.h() / 2 + Paper.advance(s, size) / 2);
        } else {
            return false;
        }
        return true;
    }
}
