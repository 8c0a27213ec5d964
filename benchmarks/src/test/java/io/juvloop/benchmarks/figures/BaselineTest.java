package io.juvloop.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private final Baseline base = new Baseline(List.of(Slices.at(300, 100), Slices.at(100, 200), Slices.at(200, 400)));

    @Test
    void comparesWithTheStraightLineBetweenNeighbours() {
        assertThat(base.ratio(Slices.at(150, 150), Slice::perSecond)).isEqualTo(0.5, within(1e-9));
        assertThat(base.ratio(Slices.at(225, 325), Slice::perSecond)).isEqualTo(1.0, within(1e-9));
    }

    @Test
    void comparesWithTheNearestBeforeTheFirstAndAfterTheLast() {
        assertThat(base.ratio(Slices.at(0, 200), Slice::perSecond)).isEqualTo(1.0);
        assertThat(base.ratio(Slices.at(900, 200), Slice::perSecond)).isEqualTo(2.0);
    }

    @Test
    void comparesTheBaseWithItselfAsOne() {
        assertThat(base.ratio(Slices.at(200, 400), Slice::perSecond)).isEqualTo(1.0);
    }

    @Test
    void comparesAnyFigure() {
        assertThat(base.ratio(Slices.at(150, 1, 6), Slice::cpuPerMessage)).isEqualTo(1.2, within(1e-9));
    }

    @Test
    void refusesABaseWithoutSlices() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Baseline(List.of()));
    }
}
