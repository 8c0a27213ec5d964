/// What a connection does as a whole: how it is lost, closed, and shared by views.
@NullMarked
package io.juvloop.postgres.session;

import org.jspecify.annotations.NullMarked;
