/// What a flight recording and the figures of a loop show.
package io.juvloop.jfr;
