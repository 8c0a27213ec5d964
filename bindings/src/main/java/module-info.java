/// The only code of juvloop that makes restricted calls: libuv, loaded, described and turned into safe Java nouns.
///
/// Grant native access to this module alone: `--enable-native-access=io.juvloop.bindings`.
/// It is an implementation detail of `io.juvloop`; nothing here is meant for other modules.
@SuppressWarnings("module") // io.juvloop is built after this module, and may be absent when it is compiled
module io.juvloop.bindings {
    requires static org.jspecify;

    exports io.juvloop.bindings to
            io.juvloop;
}
