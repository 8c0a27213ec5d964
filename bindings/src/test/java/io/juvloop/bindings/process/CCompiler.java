package io.juvloop.bindings.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.juvloop.bindings.LibUv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The machine's C compiler, for facts that only C has and for deliberately faulty libraries. Where there is
/// none, a test that needs it is skipped, with the reason.
public final class CCompiler {
    private CCompiler() {}

    /// Builds a shared library.
    public static Path library(Path file, String source, String... flags) throws IOException, InterruptedException {
        Path code = Files.writeString(file.resolveSibling(file.getFileName() + ".c"), source);
        List<String> arguments = new ArrayList<>(List.of("-shared", "-fPIC"));
        arguments.addAll(List.of(flags));
        compile(code, file, arguments);
        return file;
    }

    /// Builds a program that uses the libuv of the tests. The headers are the system's, which may be missing, or
    /// those of the folder in `UV_INCLUDE`.
    public static Path libuvProgram(Path source, Path program) throws IOException, InterruptedException {
        List<String> flags = new ArrayList<>();
        String headers = System.getenv("UV_INCLUDE");
        if (headers != null) {
            flags.add("-I" + headers);
        }
        flags.addAll(linkedToLibuvOfTheTests());
        compile(source, program, flags);
        return program;
    }

    private static List<String> linkedToLibuvOfTheTests() {
        if (System.getProperty(LibUv.PATH_PROPERTY) == null) {
            return List.of("-luv");
        }
        Path library = Path.of(LibUv.require().path());
        return List.of(library.toString(), "-Wl,-rpath," + library.getParent());
    }

    /// Returns the standard output of a program.
    public static List<String> linesOf(Path program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.toString()).start();
        List<String> lines = process.inputReader().readAllLines();
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    private static void compile(Path source, Path target, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("cc", "-o", target.toString(), source.toString()));
        command.addAll(arguments);
        Process compiler = start(command);
        String complaint = String.join("\n", compiler.inputReader().readAllLines());
        int exit = compiler.waitFor();
        assumeFalse(
                complaint.contains("uv.h: No such file") || complaint.contains("'uv.h' file not found"),
                () -> "libuv's header is not installed: " + complaint);
        assertThat(exit).as(complaint).isZero();
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException missing) {
            return abort("there is no C compiler: " + missing.getMessage());
        }
    }
}
