package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Whatever libuv does for a child is done without it as well.
@EnabledOnOs(OS.LINUX)
class PosixProcessTest extends UvProcessTest {
    @Override
    ChildProcess spawn(TestLoop ours, ProcessOptions options, ChildProcess.Exit exit) {
        ChildProcess child = ChildProcess.spawn(ours.uv(), options, exit);
        assertThat(child).isInstanceOf(PosixProcess.class);
        return child;
    }

    @Override
    void assumeFailuresAreTold() {
        Emulation.assumeFailuresOfStartsAreTold();
    }

    @Test
    void aChildThatSomebodyElseHasWaitedForReturned255() {
        ChildProcess child = shell("exit 3");
        PidDescriptor.killAndWait(child.pid());
        loop.runToTheEnd();
        assertThat(exits).containsExactly("255 0");
    }

    @Test
    void anotherUserIsLibuvsBusiness() {
        ProcessOptions options = new ProcessOptions("/bin/true", List.of("true"));
        assertThat(PosixSpawn.canDo(options)).isTrue();
        options.user(1);
        assertThat(PosixSpawn.canDo(options)).isFalse();
    }
}
