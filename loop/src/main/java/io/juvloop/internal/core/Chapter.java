package io.juvloop.internal.core;

/// What the methods of every chapter of the loop need: its core. A chapter is written as an interface whose methods
/// are all there and which names the parts that they need, so that the loop consists of its chapters and no file has
/// all of asyncio in it.
///
/// Loop thread only.
public interface Chapter {
    /// The core of the loop of which this is a chapter.
    ///
    /// @return the same each time
    LoopCore core();
}
