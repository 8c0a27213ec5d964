/// Thousands of tasks that behave at random and leave nothing behind.
package io.juvloop.task.stress;
