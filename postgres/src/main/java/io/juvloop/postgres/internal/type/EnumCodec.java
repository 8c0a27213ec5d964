package io.juvloop.postgres.internal.type;

import java.util.List;

/// A PostgreSQL enum: its labels as text, or as the constants of a Java enum.
///
/// Any thread. The labels are those that were there at introspection; a label added since goes through as text.
final class EnumCodec extends TextCodec {
    private final List<String> labels;

    EnumCodec(List<String> labels) {
        this.labels = List.copyOf(labels);
    }

    /// The label that is the constant's name, exactly or with other upper and lower case; if none is, the server
    /// decides.
    @Override
    String label(Enum<?> constant) {
        String name = constant.name();
        if (labels.contains(name)) {
            return name;
        }
        for (String label : labels) {
            if (label.equalsIgnoreCase(name)) {
                return label;
            }
        }
        return name;
    }
}
