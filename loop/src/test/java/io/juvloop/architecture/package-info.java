/// How the module is built: which package may use which, and that no large circle of files forms.
@NullMarked
package io.juvloop.architecture;

import org.jspecify.annotations.NullMarked;
