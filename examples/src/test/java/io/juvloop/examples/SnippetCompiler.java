package io.juvloop.examples;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Compiles the Java blocks of the documentation: whole classes unchanged, statements inside a method of a class
/// that has a loop, a server, a transport and a connection to PostgreSQL.
///
/// One thread.
final class SnippetCompiler {
    private static final Pattern WHOLE_CLASS = Pattern.compile("(?m)^(public |final )*(class|record|interface) ");

    private static final String PRELUDE = """
            package io.juvloop.examples;
            import io.juvloop.*;
            import io.juvloop.datagram.*;
            import io.juvloop.dns.*;
            import io.juvloop.files.*;
            import io.juvloop.host.*;
            import io.juvloop.ipc.*;
            import io.juvloop.phases.*;
            import io.juvloop.postgres.*;
            import io.juvloop.postgres.codec.*;
            import io.juvloop.postgres.types.*;
            import io.juvloop.streams.*;
            import io.juvloop.subprocess.*;
            import io.juvloop.terminal.*;
            import io.juvloop.testing.*;
            import io.juvloop.tls.*;
            import java.lang.foreign.*;
            import java.net.*;
            import java.nio.ByteBuffer;
            import java.nio.channels.*;
            import java.nio.charset.StandardCharsets;
            import java.nio.file.Path;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.*;
            import org.junit.jupiter.api.Test;
            import static org.junit.jupiter.api.Assertions.*;
            """;

    private static final String METHOD = """
            class Snippet {
                EventLoop loop;
                Server server;
                Transport transport;
                PgConnection con;
                String dsn;
                void run() throws Exception {
            """;

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final Path output;

    SnippetCompiler(Path output) {
        this.output = output;
    }

    /// Compiles a block.
    ///
    /// @return the compiler's errors, none if it compiles
    List<String> errorsOf(String block) throws IOException {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options =
                    List.of("-proc:none", "-d", output.toString(), "-cp", System.getProperty("java.class.path"));
            compiler.getTask(null, files, diagnostics, options, null, List.of(new Source(unit(block))))
                    .call();
        }
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT) + " in:\n" + block)
                .toList();
    }

    private static String unit(String block) {
        return WHOLE_CLASS.matcher(block).find() ? PRELUDE + block : PRELUDE + METHOD + block + "}}";
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Snippet.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
