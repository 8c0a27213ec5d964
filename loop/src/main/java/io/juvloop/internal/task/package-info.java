/// Tasks: bodies on threads that the loop resumes, and what they wait in.
@NullMarked
package io.juvloop.internal.task;

import org.jspecify.annotations.NullMarked;
