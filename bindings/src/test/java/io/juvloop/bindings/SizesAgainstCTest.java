package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.gen.uv_h;
import io.juvloop.bindings.process.LayoutCheck;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The types of handles and requests, their numbers and their sizes, against C.
class SizesAgainstCTest {
    @ParameterizedTest
    @EnumSource
    void handleHasTheNumberAndSizeOfC(HandleType type) throws IOException, InterruptedException {
        Map<String, Long> said = LayoutCheck.numbers("handle.");
        assertThat(said).containsEntry("type." + type, (long) type.code()).containsEntry("size." + type, type.size());
    }

    @ParameterizedTest
    @EnumSource
    void requestHasTheNumberAndSizeOfC(RequestType type) throws IOException, InterruptedException {
        Map<String, Long> said = LayoutCheck.numbers("req.");
        assertThat(said).containsEntry("type." + type, (long) type.code()).containsEntry("size." + type, type.size());
    }

    @Test
    void sizesOfEveryHandleAreReadAsCSaysThem() throws IOException, InterruptedException {
        Map<String, Long> types = LayoutCheck.numbers("handle.type.");
        Map<String, Long> sizes = LayoutCheck.numbers("handle.size.");
        assertThat(sizes).hasSizeGreaterThan(15);
        sizes.forEach(
                (type, size) -> assertThat(uv_h.uv_handle_size(types.get(type).intValue()))
                        .as(type)
                        .isEqualTo(size));
    }

    @Test
    void sizesOfEveryRequestAreReadAsCSaysThem() throws IOException, InterruptedException {
        Map<String, Long> types = LayoutCheck.numbers("req.type.");
        Map<String, Long> sizes = LayoutCheck.numbers("req.size.");
        assertThat(sizes).hasSizeGreaterThan(9);
        sizes.forEach(
                (type, size) -> assertThat(uv_h.uv_req_size(types.get(type).intValue()))
                        .as(type)
                        .isEqualTo(size));
    }

    @Test
    void sizeOfTheLoopIsThatOfC() throws IOException, InterruptedException {
        assertThat(LayoutCheck.numbers("loop.")).containsEntry("size", uv_h.uv_loop_size());
    }

    @Test
    void headerOfHereDoesNotDisagreeWithTheLibrary() throws IOException, InterruptedException {
        Map<String, Long> declared = LayoutCheck.numbers("sizeof.uv_");
        assertThat(declared)
                .containsEntry("tcp_t", HandleType.TCP.size())
                .containsEntry("pipe_t", HandleType.NAMED_PIPE.size())
                .containsEntry("timer_t", HandleType.TIMER.size())
                .containsEntry("async_t", HandleType.ASYNC.size())
                .containsEntry("idle_t", HandleType.IDLE.size())
                .containsEntry("write_t", RequestType.WRITE.size());
    }
}
