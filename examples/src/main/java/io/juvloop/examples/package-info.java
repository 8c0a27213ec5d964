/// Runnable programs on juvloop; `java -jar juvloop-examples.jar` lists them.
@NullMarked
package io.juvloop.examples;

import org.jspecify.annotations.NullMarked;
