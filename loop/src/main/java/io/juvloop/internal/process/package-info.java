/// Subprocesses: [io.juvloop.internal.process.Spawn] starts a child, a
/// [io.juvloop.internal.process.ChildTransport] is one.
@NullMarked
package io.juvloop.internal.process;

import org.jspecify.annotations.NullMarked;
