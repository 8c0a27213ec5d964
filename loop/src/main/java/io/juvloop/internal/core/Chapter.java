package io.juvloop.internal.core;

/// The core that every chapter of the loop needs. A chapter is an interface whose methods are all implemented
/// and which names the parts that they need, so the loop consists of its chapters and no single file implements
/// all of asyncio.
///
/// Loop thread only.
public interface Chapter {
    /// The core of this chapter's loop.
    ///
    /// @return the same each time
    LoopCore core();
}
