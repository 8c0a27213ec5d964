package io.juvloop.postgres.internal.options;

import org.jspecify.annotations.Nullable;

/// One option of a kind of options, declared as a constant of that kind.
///
/// Any thread. Immutable.
///
/// @param <T> the type of its values
/// @param name which no other option of the same kind has
/// @param initial the value in unchanged options
public record Option<T extends @Nullable Object>(String name, T initial) {}
