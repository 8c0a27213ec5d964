package io.juvloop.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.juvloop.bindings.process.LayoutCheck;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The error table against the C compiler's numbers, both ways.
class ErrorsAgainstCTest {
    private Map<String, Long> said;

    @BeforeEach
    void askC() throws IOException, InterruptedException {
        said = LayoutCheck.numbers("error.");
        assertThat(said).hasSizeGreaterThan(75);
    }

    @Test
    void everyNameOfCHasItsNumber() {
        said.forEach((name, code) -> assertThat(UvErrors.code(name)).as(name).isEqualTo(code.intValue()));
    }

    @Test
    void everyNumberOfCHasItsName() {
        said.forEach((name, code) -> assertThat(UvErrors.name(code.intValue())).isEqualTo(name));
    }

    @Test
    void thereIsNoNameThatCDoesNotHave() throws IOException, InterruptedException {
        Map<String, String> facts = LayoutCheck.facts();
        assumeTrue(
                facts.get("version.header").equals(facts.get("version.library")),
                "the installed header is of another version than the library");
        assertThat(UvErrors.names()).isEqualTo(said.keySet());
    }

    @Test
    void libraryOfTheTestsIsTheOneThatCSees() throws IOException, InterruptedException {
        assertThat(LayoutCheck.facts())
                .containsEntry(
                        "version.library.string", LibUv.require().version().toString());
    }
}
