package io.juvloop.benchmarks.report;

/// A picture in SVG, made of the few shapes that a chart needs. No scripts and no fonts of its own, so that it looks
/// the same wherever it is embedded.
final class Svg {
    private final StringBuilder out = new StringBuilder();

    /// How a text looks: its anchor (`start`, `middle`, `end`), size, colour and weight.
    record Style(String anchor, int size, String colour, boolean bold) {}

    Svg(int width, int height, String description) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\""
                .formatted(width, height));
        attribute("font-family", "system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif");
        attribute("role", "img");
        attribute("aria-label", description);
        out.append(">\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    }

    void bar(double x, double y, double width, double height, String colour) {
        out.append("<rect");
        attribute("x", x);
        attribute("y", y);
        attribute("width", width);
        attribute("height", height);
        attribute("rx", "2");
        attribute("fill", colour);
        out.append("/>\n");
    }

    void line(double x1, double y1, double x2, double y2, String colour, boolean dashed) {
        out.append("<line");
        attribute("x1", x1);
        attribute("y1", y1);
        attribute("x2", x2);
        attribute("y2", y2);
        attribute("stroke", colour);
        if (dashed) {
            attribute("stroke-dasharray", "3 3");
        }
        out.append("/>\n");
    }

    void text(double x, double y, Style style, String text) {
        out.append("<text");
        attribute("x", x);
        attribute("y", y);
        attribute("text-anchor", style.anchor());
        attribute("font-size", Integer.toString(style.size()));
        attribute("fill", style.colour());
        if (style.bold()) {
            attribute("font-weight", "600");
        }
        out.append('>').append(escape(text)).append("</text>\n");
    }

    private void attribute(String name, double value) {
        attribute(name, Decimal.fixed(value, 1));
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"").append(escape(value)).append('"');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return out + "</svg>\n";
    }
}
