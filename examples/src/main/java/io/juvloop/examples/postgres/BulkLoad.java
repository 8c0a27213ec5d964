package io.juvloop.examples.postgres;

import io.juvloop.Juvloop;
import io.juvloop.examples.Example;
import io.juvloop.examples.Options;
import io.juvloop.postgres.CopyOptions;
import io.juvloop.postgres.CopySource;
import io.juvloop.postgres.PgConnection;
import io.juvloop.postgres.PgOptions;
import io.juvloop.postgres.Postgres;
import io.juvloop.postgres.Transaction;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Loads a CSV file, whose first line has the names of the columns, into a table, all or nothing. The file goes
/// through in pieces, so it may be larger than memory.
///
/// `make run ARGS="pg-load --csv cities.csv --table city --dsn postgresql://user@host/database"`
public final class BulkLoad implements Example {
    private static final int ROWS = 200_000;
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?");
    private static final double MEBIBYTE = 1 << 20;

    @Override
    public String usage() {
        return "[--dsn URI] [--csv FILE] [--table NAME]";
    }

    @Override
    public String summary() {
        return "loads a CSV file into PostgreSQL by COPY";
    }

    @Override
    public void run(Options options) throws Exception {
        options.requireKnown(Set.of("dsn", "csv", "table"));
        String table = options.get("table", "juvloop_load");
        if (!NAME.matcher(table).matches()) {
            throw new Options.Misuse("--table wants a plain name, not " + table);
        }
        Path made = options.has("csv") ? null : makeFile();
        Path csv = made == null ? Path.of(options.get("csv", "")) : made;
        try (Database database = Database.of(options)) {
            String columns = columns(csv);
            Juvloop.run(() -> load(database.options(), csv, table, columns));
        } finally {
            if (made != null) {
                Files.delete(made);
            }
        }
    }

    /// A file of the example's own, if none is given.
    private static Path makeFile() throws IOException {
        Path file = Files.createTempFile("juvloop-", ".csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,name,note\n");
            for (int i = 0; i < ROWS; i++) {
                out.write(i + ",city " + i + ",\"the \"\"" + i + "\"\", as it is called\"\n");
            }
        }
        return file;
    }

    /// What `create table` wants: each name of the first line, quoted, as text.
    private static String columns(Path csv) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(csv)) {
            String header = in.readLine();
            if (header == null) {
                throw new IOException(csv + " is empty");
            }
            return Arrays.stream(header.split(",", -1))
                    .map(name -> '"' + name.strip().replace("\"", "") + "\" text")
                    .collect(Collectors.joining(", "));
        }
    }

    private static void load(PgOptions options, Path csv, String table, String columns) throws IOException {
        try (PgConnection con = Postgres.connect(options);
                Transaction tx = con.transaction()) {
            tx.execute("create table if not exists " + table + " (" + columns + ")");
            long begin = System.nanoTime();
            long rows = tx.copyToTable(table, CopySource.of(csv), CopyOptions.CSV.withHeader(true));
            double seconds = (System.nanoTime() - begin) / 1e9;
            tx.commit();
            double size = Files.size(csv) / MEBIBYTE;
            System.out.printf("%d rows in table %s: %.0f MiB a second%n", rows, table, size / seconds);
            System.out.println("one of them: " + con.fetchRow("select * from " + table + " limit 1"));
        }
    }
}
