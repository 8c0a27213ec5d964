package io.juvloop.bindings.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.bindings.HandleType;
import io.juvloop.bindings.RequestType;
import io.juvloop.bindings.gen.uv_h;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The sizes of all types of handle and request, as two bindings of one library report them.
class SizesAgainstJnaTest {
    private final JnaUv jna = JnaUv.ofTheBindings();

    @Test
    void loop() {
        assertThat(uv_h.uv_loop_size()).isEqualTo(jna.uv_loop_size()).isPositive();
    }

    @Test
    void everyHandle() {
        for (int type = 1; type < JnaTypes.HANDLES.size(); type++) {
            assertThat(uv_h.uv_handle_size(type))
                    .as(JnaTypes.HANDLES.get(type))
                    .isEqualTo(jna.uv_handle_size(type))
                    .isPositive();
        }
    }

    @Test
    void everyRequest() {
        for (int type = 1; type < JnaTypes.REQUESTS.size(); type++) {
            assertThat(uv_h.uv_req_size(type))
                    .as(JnaTypes.REQUESTS.get(type))
                    .isEqualTo(jna.uv_req_size(type))
                    .isPositive();
        }
    }

    @Test
    void typeThatDoesNotExistHasNoSize() {
        assertThat(uv_h.uv_handle_size(99)).isEqualTo(jna.uv_handle_size(99)).isEqualTo(-1);
        assertThat(uv_h.uv_req_size(99)).isEqualTo(jna.uv_req_size(99)).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource
    void handleThatTheBindingsMake(HandleType type) {
        assertThat(type.size()).isEqualTo(jna.uv_handle_size(JnaTypes.HANDLES.indexOf(type.name())));
    }

    @ParameterizedTest
    @EnumSource
    void requestThatTheBindingsMake(RequestType type) {
        assertThat(type.size()).isEqualTo(jna.uv_req_size(JnaTypes.REQUESTS.indexOf(type.name())));
    }
}
