/// Structured concurrency: groups, timeouts, and waits for several.
package io.juvloop.structured;
