package io.juvloop.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// libuv's public functions by area as listed in `docs/coverage/libuv.txt`, which explains its format.
final class LibuvList {
    /// @param title the title of the area
    /// @param platforms a note, or empty
    /// @param types the public types that offer it
    /// @param functions the functions, with their prefix
    /// @param leftOut the reasons, by a function's name or by a prefix and an asterisk
    record Area(
            String title, String platforms, List<Member> types, List<String> functions, Map<String, String> leftOut) {
        /// The reason why a function is left out, or empty if it is not.
        String reason(String function) {
            return leftOut.entrySet().stream()
                    .filter(entry -> matches(entry.getKey(), function))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }

        static boolean matches(String pattern, String function) {
            return pattern.endsWith("*")
                    ? function.startsWith("uv_" + pattern.substring(0, pattern.length() - 1))
                    : function.equals("uv_" + pattern);
        }
    }

    private final List<Area> areas = new ArrayList<>();

    LibuvList() {
        String text = SourceTree.text(SourceTree.ROOT.resolve("docs/coverage/libuv.txt"));
        text.lines().filter(line -> !line.isBlank()).forEach(this::line);
    }

    List<Area> areas() {
        return areas;
    }

    private void line(String line) {
        if (line.startsWith("## ")) {
            String[] parts = line.substring(3).split(" \\| ", 2);
            String note = parts.length > 1 ? parts[1] : "";
            areas.add(new Area(parts[0], note, new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>()));
        } else if (line.startsWith("= ")) {
            words(line).map(Member::parse).forEach(areas.getLast().types()::add);
        } else if (line.startsWith("+ ")) {
            words(line).map("uv_"::concat).forEach(areas.getLast().functions()::add);
        } else if (line.startsWith("- ")) {
            String[] parts = line.substring(2).split(": ", 2);
            areas.getLast().leftOut().put(parts[0], parts[1]);
        } else if (!line.startsWith("#")) {
            throw new AssertionError("not understood: " + line);
        }
    }

    private static Stream<String> words(String line) {
        return Arrays.stream(line.substring(2).split(", "));
    }
}
