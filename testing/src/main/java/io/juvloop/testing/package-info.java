/// An event loop for tests of protocols and tasks, with a virtual clock and connections in memory.
///
/// - [io.juvloop.testing.TestLoop] is an event loop whose clock jumps to the next timer when nothing is ready
/// - [io.juvloop.testing.MemoryConnection] and [io.juvloop.testing.StreamPair] are connections inside it;
///   [io.juvloop.testing.LinkOptions] sets their delay, chunks and failures, which a seed decides
/// - [io.juvloop.testing.EventLoopTest] gives a JUnit test a loop, and fails the test if it leaves anything behind
/// - [io.juvloop.testing.TransportContract] has the tests that a transport of your own inherits
@NullMarked
package io.juvloop.testing;

import org.jspecify.annotations.NullMarked;
