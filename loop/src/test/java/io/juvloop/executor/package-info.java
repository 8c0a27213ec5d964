/// Blocking work on other threads, and the loop as an executor of other libraries.
package io.juvloop.executor;
