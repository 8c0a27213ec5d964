/// Tasks: their start, waits, cancellation and end.
package io.juvloop.task;
