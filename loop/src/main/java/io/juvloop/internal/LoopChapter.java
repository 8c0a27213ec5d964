package io.juvloop.internal;

/// What the methods of one chapter of the loop need: the loop. A chapter is written as an interface whose methods
/// are all there, so that [UvEventLoop] consists of its chapters and no file has all of asyncio in it.
///
/// Loop thread only.
public interface LoopChapter {
    /// The loop of which this is a chapter.
    ///
    /// @return the loop
    UvEventLoop loop();
}
