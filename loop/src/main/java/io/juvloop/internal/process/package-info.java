/// Subprocesses: [Spawn][io.juvloop.internal.process.Spawn] starts a child, and
/// [ChildTransport][io.juvloop.internal.process.ChildTransport] is its transport.
@NullMarked
package io.juvloop.internal.process;

import org.jspecify.annotations.NullMarked;
