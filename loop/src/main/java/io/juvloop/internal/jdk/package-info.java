/// What is the JDK's and not open to everybody, and the few leaves that every package uses: it knows no other.
@NullMarked
package io.juvloop.internal.jdk;

import org.jspecify.annotations.NullMarked;
