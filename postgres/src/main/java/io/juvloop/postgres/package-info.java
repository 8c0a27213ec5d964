/// The PostgreSQL driver: connections, pools, statements, transactions and COPY, after asyncpg.
///
/// A connection belongs to one event loop and is used on its thread, in tasks or in callbacks; every method that
/// waits has a twin `...Async` that returns a future. See [asyncpg](https://magicstack.github.io/asyncpg/current/).
@NullMarked
package io.juvloop.postgres;

import org.jspecify.annotations.NullMarked;
