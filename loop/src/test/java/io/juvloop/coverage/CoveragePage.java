package io.juvloop.coverage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The page `docs/coverage.md`, and the errors in its sources.
final class CoveragePage {
    private static final String HEAD = """
            # Coverage

            What asyncio and libuv have, what answers it here, which tests name it, and where it is not the same on all
            platforms. Made by `make coverage` from [asyncio.txt](coverage/asyncio.txt),
            [libuv.txt](coverage/libuv.txt) and the code; `make test` fails if it names what does not exist, or if
            something is missing. At most three tests are named, those first that name a method most.
            """;

    private static final int MOST_OF_AREA = 6;
    private static final int MOST_OF_FUNCTION = 3;

    private final PublicApi api = new PublicApi();
    private final TestClasses tests = new TestClasses();
    private final AsyncioList asyncio = new AsyncioList(api);
    private final LibuvList libuv = new LibuvList();
    private final BoundFunctions bound = new BoundFunctions();
    private final List<String> complaints = new ArrayList<>();
    private final StringBuilder text = new StringBuilder(HEAD);

    CoveragePage() {
        text.append("\n## asyncio\n");
        asyncio.sections().forEach(this::section);
        beyondAsyncio();
        text.append("\n## libuv\n");
        libuv.areas().forEach(this::area);
    }

    String text() {
        return text.toString();
    }

    /// A line for each missing entry, and for each entry that does not exist.
    List<String> complaints() {
        return complaints;
    }

    AsyncioList asyncio() {
        return asyncio;
    }

    LibuvList libuv() {
        return libuv;
    }

    BoundFunctions bound() {
        return bound;
    }

    TestClasses tests() {
        return tests;
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String code(Object name) {
        return "`" + name + "`";
    }

    private static String codes(Stream<?> names) {
        return String.join(", ", names.map(CoveragePage::code).toList());
    }

    // --- asyncio

    private void section(AsyncioList.Section section) {
        text.append("\n### ").append(section.title()).append("\n");
        row("asyncio", "juvloop", "tests", "platforms");
        row("---", "---", "---", "---");
        section.rows().forEach(this::asyncioRow);
    }

    private void asyncioRow(AsyncioList.Row row) {
        if (row.members().isEmpty()) {
            row(code(row.asyncio()), "none: " + row.reason(), "", "");
            return;
        }
        List<String> checking =
                row.members().stream().flatMap(this::testsOf).distinct().toList();
        String platforms = row.platforms().isEmpty() ? "all" : row.platforms();
        row(code(row.asyncio()), codes(row.members().stream()), String.join(", ", checking), platforms);
    }

    private Stream<String> testsOf(Member member) {
        if (!api.has(member)) {
            complaints.add("there is no public " + member);
            return Stream.of();
        }
        List<String> checking = tests.checking(member, api.namesOf(member.type()));
        if (checking.isEmpty()) {
            complaints.add("no test names " + member);
        }
        return checking.stream();
    }

    private void beyondAsyncio() {
        Set<String> answered = new HashSet<>();
        asyncio.rows().stream()
                .flatMap(row -> row.members().stream())
                .filter(member -> api.has(new Member("EventLoop", member.name())))
                .forEach(member -> answered.add(member.name()));
        text.append("\n## Beyond asyncio\n\nThe other methods of `EventLoop`, with the type that declares them.\n\n");
        row("juvloop", "declared by", "tests");
        row("---", "---", "---");
        for (Map.Entry<String, String> method : api.loopMethods().entrySet()) {
            if (!answered.contains(method.getKey())) {
                Member member = new Member("EventLoop", method.getKey());
                row(
                        code(member),
                        code(method.getValue()),
                        String.join(", ", testsOf(member).toList()));
            }
        }
    }

    // --- libuv

    private void area(LibuvList.Area area) {
        text.append("\n### ").append(area.title()).append("\n");
        List<Member> types = area.types();
        if (!types.isEmpty()) {
            Stream<Member> offered = types.stream().flatMap(type -> api.offered(type).stream());
            List<String> checking = offered.flatMap(this::testsOf)
                    .distinct()
                    .limit(MOST_OF_AREA)
                    .toList();
            text.append("Offered by ").append(codes(types.stream())).append("; tests: ");
            text.append(String.join(", ", checking)).append(".\n");
        }
        text.append("Platforms: ")
                .append(area.platforms().isEmpty() ? "all" : area.platforms())
                .append(".\n\n");
        row("function", "bound by", "tests", "since");
        row("---", "---", "---", "---");
        area.functions().forEach(function -> functionRow(area, function));
    }

    private void functionRow(LibuvList.Area area, String function) {
        List<String> callers = bound.callers(function);
        String reason = area.reason(function);
        if (callers.isEmpty() == reason.isEmpty()) {
            complaints.add(function
                    + (reason.isEmpty()
                            ? " is neither called nor left out"
                            : " is left out, but called by " + callers));
        }
        if (callers.isEmpty()) {
            row(code(function), "none: " + reason, "", BoundFunctions.since(function));
        } else {
            List<String> checking = callers.stream()
                    .flatMap(caller -> tests.ofBindings(caller).stream())
                    .distinct()
                    .limit(MOST_OF_FUNCTION)
                    .toList();
            String classes = codes(callers.stream());
            row(code(function), classes, String.join(", ", checking), BoundFunctions.since(function));
        }
    }
}
