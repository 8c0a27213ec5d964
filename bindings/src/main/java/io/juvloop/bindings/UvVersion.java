package io.juvloop.bindings;

/// A version of libuv, as `uv_version` packs it: one byte each for major, minor and patch.
///
/// Any thread. Immutable. See [Version-checking](https://docs.libuv.org/en/v1.x/version.html).
///
/// @param major the ABI: 1 for all of libuv 1.x
/// @param minor the feature level
/// @param patch the patch level
public record UvVersion(int major, int minor, int patch) implements Comparable<UvVersion> {
    /// The oldest libuv this binding runs on.
    public static final UvVersion FLOOR = new UvVersion(1, 44, 0);

    static UvVersion unpack(int packed) {
        return new UvVersion(packed >>> 16 & 0xff, packed >>> 8 & 0xff, packed & 0xff);
    }

    /// Whether a library of this version can be used: the same major, and not older than [#FLOOR].
    ///
    /// @return true if it can
    public boolean isSupported() {
        return major == FLOOR.major && compareTo(FLOOR) >= 0;
    }

    @Override
    public int compareTo(UvVersion other) {
        return Integer.compare(packed(), other.packed());
    }

    private int packed() {
        return major << 16 | minor << 8 | patch;
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
