import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.ofdrw.core.annotation.pageannot.AnnotType;
import org.ofdrw.core.basicStructure.pageObj.CT_TemplatePage;
import org.ofdrw.core.basicStructure.pageObj.Content;
import org.ofdrw.core.basicStructure.pageObj.Page;
import org.ofdrw.core.basicStructure.pageObj.layer.CT_Layer;
import org.ofdrw.core.basicStructure.pageObj.layer.Type;
import org.ofdrw.core.basicStructure.pageObj.layer.block.CT_PageBlock;
import org.ofdrw.core.basicType.ST_Box;
import org.ofdrw.core.basicType.ST_ID;
import org.ofdrw.layout.OFDDoc;
import org.ofdrw.layout.PageLayout;
import org.ofdrw.layout.edit.Annotation;
import org.ofdrw.layout.edit.Watermark;
import org.ofdrw.layout.element.canvas.DrawContext;
import org.ofdrw.reader.OFDReader;
import org.ofdrw.sign.NumberFormatAtomicSignID;
import org.ofdrw.sign.OFDSigner;
import org.ofdrw.sign.SignMode;
import org.ofdrw.sign.signContainer.DigitalSignContainer;

/** What stands on pages beside a report's text: templates, watermarks, stamps, signatures. */
final class Marks {
    private Marks() {}

    /** Adds a page that others have behind them: a running head and slanted, pale words. Returns its id. */
    static String template(OFDDoc doc, double w, double h) throws Exception {
        AtomicInteger id = new AtomicInteger(900_000);
        CT_PageBlock block = new CT_PageBlock();
        block.setObjID(id.incrementAndGet());
        try (DrawContext ctx = new DrawContext(block, new ST_Box(0, 0, w, h), id, doc.getResManager())) {
            ctx.setDefaultFont(3.5).fillText("示例单位年度报告", 20, 12);
            ctx.save();
            ctx.setGlobalAlpha(0.2);
            ctx.setDefaultFont(9d).translate(w / 4, h / 2);
            ctx.rotate(-30);
            ctx.fillText("样稿2099样稿", 0, 0);
            ctx.restore();
        }
        CT_Layer layer = new CT_Layer();
        layer.setType(Type.Background).setObjID(id.incrementAndGet());
        layer.addPageBlock(block);
        Page page = new Page().setContent(new Content().addLayer(layer));
        ST_ID own = new ST_ID(id.incrementAndGet());
        CT_TemplatePage t = new CT_TemplatePage().setID(own).setZOrder(Type.Background);
        doc.getOfdDocument().getCommonData().addTemplatePage(t.setBaseLoc(doc.getOfdDir().obtainDocDefault().obtainTemps().add(page)));
        return own.toString();
    }

    /** Adds annotations and a signature to a finished file. */
    static void add(Path file, Set<String> style) throws Exception {
        if (style.contains("stamp")) {
            Path out = file.resolveSibling(file.getFileName() + ".new");
            try (OFDReader r = new OFDReader(file); OFDDoc doc = new OFDDoc(r, out)) {
                PageLayout p = r.getPageInfo(1).getSize() == null ? PageLayout.A4() : new PageLayout(r.getPageInfo(1).getSize());
                doc.addWatermark(new Watermark(p).setValue("内部7788"));
                Path star = star();
                int last = r.getNumberOfPages();
                doc.addAnnotation(last, new Annotation(120, 60, 40, 40, AnnotType.Stamp, ctx -> {
                    ctx.drawImage(star, 0, 0, 40, 40);
                    ctx.setDefaultFont(4d).fillText("专用章5566", 8, 30);
                }));
            }
            Files.move(out, file, StandardCopyOption.REPLACE_EXISTING);
        }
        if (style.contains("sign")) {
            sign(file);
        }
    }

    private static Path star() throws Exception {
        BufferedImage img = new BufferedImage(60, 60, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = img.createGraphics();
        g.setColor(Color.RED);
        g.setStroke(new BasicStroke(3));
        g.drawOval(2, 2, 55, 55);
        Path file = Files.createTempDirectory("ofdrw").resolve("stamp.png");
        ImageIO.write(img, "png", file.toFile());
        return file;
    }

    private static void sign(Path file) throws Exception {
        Path out = file.resolveSibling(file.getFileName() + ".new");
        KeyPairGenerator g = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
        g.initialize(new ECGenParameterSpec("sm2p256v1"));
        try (OFDReader r = new OFDReader(file); OFDSigner s = new OFDSigner(r, out, new NumberFormatAtomicSignID())) {
            s.setSignMode(SignMode.WholeProtected);
            s.setSignContainer(new DigitalSignContainer(g.generateKeyPair().getPrivate()));
            s.exeSign();
        }
        Files.move(out, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
