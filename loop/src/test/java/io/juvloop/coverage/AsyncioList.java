package io.juvloop.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// asyncio's public interface as listed in `docs/coverage/asyncio.txt`, which explains its format.
final class AsyncioList {
    /// @param asyncio its name in asyncio, with its class
    /// @param members the corresponding members, empty if it is left out
    /// @param platforms a note on platform differences, or empty
    /// @param reason the reason why it is left out, or empty
    record Row(String asyncio, List<Member> members, String platforms, String reason) {}

    /// @param title the title of the section
    record Section(String title, List<Row> rows) {}

    private static final Pattern HEADING = Pattern.compile("## (.+?) \\[(.*?)] (.+)");
    private static final Pattern LINE = Pattern.compile("(\\S+)(?: -> (.+?))?(?: \\| (.+))?(?: -- (.+))?");
    private static final Pattern HUMP = Pattern.compile("(?<=.)_(\\w)");

    private final PublicApi api;
    private final List<Section> sections = new ArrayList<>();
    private String prefix = "";
    private List<String> owners = List.of();

    AsyncioList(PublicApi api) {
        this.api = api;
        String text = SourceTree.text(SourceTree.ROOT.resolve("docs/coverage/asyncio.txt"));
        text.lines().filter(line -> !line.isBlank()).forEach(this::line);
    }

    List<Section> sections() {
        return sections;
    }

    List<Row> rows() {
        return sections.stream().flatMap(section -> section.rows().stream()).toList();
    }

    private void line(String line) {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            prefix = heading.group(2);
            owners = Arrays.asList(heading.group(3).split(", "));
            sections.add(new Section(heading.group(1), new ArrayList<>()));
        } else if (!line.startsWith("#")) {
            sections.getLast().rows().add(row(line));
        }
    }

    private Row row(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new AssertionError("not understood: " + line);
        }
        String name = parts.group(1);
        String reason = orEmpty(parts.group(4));
        List<Member> members = List.of();
        if (parts.group(2) != null) {
            members =
                    Arrays.stream(parts.group(2).split(", ")).map(Member::parse).toList();
        } else if (reason.isEmpty()) {
            members = List.of(ofSameName(name));
        }
        return new Row(prefix + name, members, orEmpty(parts.group(3)), reason);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    /// The member in camel case, of the first type that has it; if none has, of the first type, so that its
    /// absence is reported.
    private Member ofSameName(String name) {
        String camel = HUMP.matcher(name).replaceAll(hump -> hump.group(1).toUpperCase(Locale.ROOT));
        return owners.stream()
                .map(owner -> new Member(owner, camel))
                .filter(api::has)
                .findFirst()
                .orElse(new Member(owners.getFirst(), camel));
    }
}
