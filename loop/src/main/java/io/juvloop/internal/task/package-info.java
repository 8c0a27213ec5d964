/// Tasks: bodies on threads that the loop resumes, and the waits that suspend them.
@NullMarked
package io.juvloop.internal.task;

import org.jspecify.annotations.NullMarked;
