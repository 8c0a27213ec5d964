/// The structure of the module: the packages that each package may use, and that no large circle of files
/// forms.
@NullMarked
package io.juvloop.architecture;

import org.jspecify.annotations.NullMarked;
