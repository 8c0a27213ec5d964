/// The PostgreSQL driver of juvloop: asyncpg's names and types, with pipelining and tasks on virtual threads.
///
/// Start with [io.juvloop.postgres.PgOptions].
module io.juvloop.postgres {
    requires transitive io.juvloop;
    requires static jdk.jfr;
    requires static transitive org.jspecify;

    exports io.juvloop.postgres;
    exports io.juvloop.postgres.codec;
    exports io.juvloop.postgres.types;
}
