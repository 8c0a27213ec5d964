package io.juvloop.postgres.internal.options;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The values of options, of which only those are kept that differ from the default.
///
/// Options of the public API are final classes around one of these: a further option is one constant, a reader and a
/// `with` method, and neither a constructor nor `equals` changes.
///
/// Any thread. Immutable.
public final class Settings {
    /// Every option at its default.
    public static final Settings INITIAL = new Settings(new TreeMap<>());

    private final Map<String, @Nullable Object> changed;

    private Settings(Map<String, @Nullable Object> changed) {
        this.changed = changed;
    }

    /// The value of an option.
    ///
    /// @param option which one
    /// @param <T> the type of its values
    /// @return the value that was set, or the default
    @SuppressWarnings("unchecked") // only `with` writes, and its value is of the option's type
    public <T extends @Nullable Object> T get(Option<T> option) {
        return changed.containsKey(option.name()) ? (T) changed.get(option.name()) : option.initial();
    }

    /// These settings with another value of one option.
    ///
    /// @param option which one
    /// @param value the value
    /// @param <T> the type of its values
    /// @return a copy
    public <T extends @Nullable Object> Settings with(Option<T> option, T value) {
        Map<String, @Nullable Object> copy = new TreeMap<>(changed);
        if (Objects.equals(value, option.initial())) {
            copy.remove(option.name());
        } else {
            copy.put(option.name(), value);
        }
        return new Settings(copy);
    }

    /// Refuses a time that is not positive.
    ///
    /// @param name of the option
    /// @param duration the time, or null for none
    /// @throws IllegalArgumentException if it is zero or less
    public static void requirePositive(String name, @Nullable Duration duration) {
        if (duration != null && !duration.isPositive()) {
            throw new IllegalArgumentException(name + " must be positive, not " + duration);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Settings settings && changed.equals(settings.changed);
    }

    @Override
    public int hashCode() {
        return changed.hashCode();
    }

    /// What differs from the default, such as `[maxSize=7, minSize=2]`.
    @Override
    public String toString() {
        return changed.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
