package io.juvloop.postgres.modules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.juvloop.postgres.server.PostgresTest;
import io.juvloop.postgres.server.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program in a module that requires the driver's, in a JVM of its own.
@PostgresTest
class ModulePathTest {
    private static final String MODULE = """
            module shop {
                requires io.juvloop.postgres;
            }
            """;

    /// Its record is hidden from other modules, unless it gives its lookup.
    private static final String PROGRAM = """
            package shop;

            import io.juvloop.Juvloop;
            import io.juvloop.postgres.PgConnection;
            import io.juvloop.postgres.PgOptions;
            import io.juvloop.postgres.Postgres;
            import io.juvloop.postgres.types.Range;
            import java.lang.invoke.MethodHandles;
            import java.util.List;

            class Shop {
                private record City(int id, String name) {}

                public static void main(String[] args) {
                    PgOptions options = PgOptions.of(args[0]);
                    Juvloop.run(() -> {
                        try (PgConnection con = Postgres.connect(options.withLookup(MethodHandles.lookup()))) {
                            City paris = new City(1, "Paris");
                            con.execute("create temporary table city (id int, name text)");
                            con.copyRecordsToTable("city", List.of("id", "name"), List.of(paris));
                            System.out.println(con.fetch(City.class, "select * from city").equals(List.of(paris)));
                            System.out.println(con.fetchValue("select int4range(1, 3)").equals(Range.of(1, 3)));
                        }
                        try (PgConnection con = Postgres.connect(options)) {
                            con.fetch(City.class, "select 1 as id, 'a' as name");
                        } catch (IllegalArgumentException hidden) {
                            System.out.println(hidden.getMessage());
                        }
                    });
                }
            }
            """;

    @TempDir
    private static Path folder;

    private static String libraries;

    /// The tests run on the class path, where the modules lie as well, if Maven has built them.
    @BeforeAll
    static void compile() throws IOException {
        List<Path> entries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> isModule(entry, "io.juvloop", "org.jspecify", "org.jctools"))
                .toList();
        assumeThat(entries).as("modules on the class path").anyMatch(entry -> isModule(entry, "io.juvloop.postgres"));
        libraries = entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Path sources = Files.createDirectory(folder.resolve("sources"));
        Path module = Files.writeString(sources.resolve("module-info.java"), MODULE);
        Path program = Files.writeString(sources.resolve("Shop.java"), PROGRAM);
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--module-path",
                        libraries,
                        "-d",
                        folder.resolve("shop").toString(),
                        module.toString(),
                        program.toString());
        assertThat(status).isZero();
    }

    private static boolean isModule(Path entry, String... names) {
        try {
            return ModuleFinder.of(entry).findAll().stream()
                    .map(found -> found.descriptor().name())
                    .anyMatch(module -> Arrays.stream(names).anyMatch(module::startsWith));
        } catch (FindException noModule) {
            return false;
        }
    }

    private static List<String> outputOf(String dsn, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=io.juvloop.bindings");
        command.add("--illegal-native-access=deny");
        command.add("--add-opens=java.base/java.lang=io.juvloop");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-Djuvloop"))
                .forEach(command::add);
        command.addAll(List.of(options));
        command.addAll(List.of("--module-path", libraries + File.pathSeparator + folder.resolve("shop")));
        command.addAll(List.of("--module", "shop/shop.Shop", dsn));
        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(program.getInputStream().readAllBytes(), UTF_8);
        assertThat(program.waitFor()).as(output).isZero();
        return output.lines().toList();
    }

    @Test
    void aProgramInAModuleUsesTheDriver(TestDatabase database) throws Exception {
        assertThat(outputOf(database.dsn()))
                .hasSize(3)
                .startsWith("true", "true")
                .last()
                .asString()
                .contains("shop.Shop$City cannot be seen");
    }

    /// Flight recordings are not needed.
    @Test
    void itNeedsNoMoreModulesThanItSays(TestDatabase database) throws Exception {
        assertThat(outputOf(database.dsn(), "--limit-modules", "shop")).startsWith("true", "true");
    }
}
