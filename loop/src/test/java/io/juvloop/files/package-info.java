/// Operations on files, against [java.nio.file.Files] and the system's own tools.
package io.juvloop.files;
