/// Tests of protocols and tasks without the system and without waiting.
///
/// - [io.juvloop.testing.TestLoop] is an event loop whose clock jumps to the next timer when nothing is ready
/// - [io.juvloop.testing.MemoryConnection] and [io.juvloop.testing.StreamPair] are connections inside it;
///   [io.juvloop.testing.LinkOptions] says how slow, cut up and unreliable they are, and a seed decides when
/// - [io.juvloop.testing.EventLoopTest] gives a test of JUnit a loop, and fails the test for what it leaves behind
@NullMarked
package io.juvloop.testing;

import org.jspecify.annotations.NullMarked;
