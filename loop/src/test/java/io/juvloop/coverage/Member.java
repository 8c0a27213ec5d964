package io.juvloop.coverage;

/// A public type, or one of its members.
///
/// @param type its simple name
/// @param name the name of the member, or empty for the type itself
record Member(String type, String name) {
    static Member parse(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? new Member(text, "") : new Member(text.substring(0, dot), text.substring(dot + 1));
    }

    boolean isType() {
        return name.isEmpty();
    }

    @Override
    public String toString() {
        return isType() ? type : type + "." + name;
    }
}
