package io.juvloop.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A page of the documentation, as far as the tests need it: its Java blocks, headings and links.
///
/// Any thread. Immutable.
///
/// @param file the page's file
/// @param text its content
record MarkdownPage(Path file, String text) {
    private static final Pattern JAVA_BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern SECTION = Pattern.compile("(?m)^## (.*)$");
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]*]\\(([^)\\s]+)\\)");

    static MarkdownPage read(Path file) throws IOException {
        return new MarkdownPage(file, Files.readString(file));
    }

    List<String> javaBlocks() {
        return JAVA_BLOCK.matcher(text).results().map(block -> block.group(1)).toList();
    }

    /// Returns the targets of its links inside the repository; pictures are not links.
    List<String> localLinks() {
        return LINK.matcher(withoutBlocks())
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.contains("://"))
                .toList();
    }

    /// Whether a heading has an anchor, by GitHub's naming.
    boolean hasAnchor(String anchor) {
        return headings().map(MarkdownPage::anchorOf).anyMatch(anchor::equals);
    }

    private Stream<String> headings() {
        return HEADING.matcher(withoutBlocks()).results().map((MatchResult heading) -> heading.group(1));
    }

    /// The headings of its sections.
    List<String> sections() {
        return SECTION.matcher(withoutBlocks())
                .results()
                .map((MatchResult heading) -> heading.group(1))
                .toList();
    }

    private static String anchorOf(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private String withoutBlocks() {
        return BLOCK.matcher(text).replaceAll("");
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
