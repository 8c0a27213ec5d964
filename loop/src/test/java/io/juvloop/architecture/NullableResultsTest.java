package io.juvloop.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.juvloop.BaseTransport;
import io.juvloop.ExtraInfo;
import io.juvloop.coverage.SourceTree;
import io.juvloop.sync.Queue;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The type of a result may include null, as that of [java.util.concurrent.CompletableFuture] may: otherwise a
/// caller in Kotlin could not use a nullable one.
class NullableResultsTest {
    /// Types whose parameter is never null: items and information, which are no results.
    private static final Set<Class<?>> OF_THINGS = Set.of(Queue.class, ExtraInfo.class, BaseTransport.class);

    private static Stream<Class<?>> publicTypes() {
        return SourceTree.below("loop/src/main/java")
                .map(SourceTree.Source::name)
                .filter(name -> !name.contains(".internal."))
                .flatMap(NullableResultsTest::withNested)
                .filter(type -> Modifier.isPublic(type.getModifiers()));
    }

    private static Stream<Class<?>> withNested(String name) {
        try {
            Class<?> type = Class.forName(name, false, NullableResultsTest.class.getClassLoader());
            return Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses()));
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }

    private static Stream<GenericDeclaration> declarations(Class<?> type) {
        return Stream.concat(
                Stream.of(type),
                Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()));
    }

    private static boolean excludesNull(TypeVariable<?> parameter) {
        AnnotatedType bound = parameter.getAnnotatedBounds()[0];
        return bound.getType() == Object.class && !bound.isAnnotationPresent(Nullable.class);
    }

    private static boolean isOfThings(Class<?> type) {
        return OF_THINGS.stream().anyMatch(each -> each.isAssignableFrom(type));
    }

    @Test
    void noTypeParameterOfAResultExcludesNull() {
        assertThat(publicTypes()).hasSizeGreaterThan(100);
        assertThat(publicTypes()
                        .filter(type -> !isOfThings(type))
                        .flatMap(NullableResultsTest::declarations)
                        .filter(declaration -> Arrays.stream(declaration.getTypeParameters())
                                .anyMatch(NullableResultsTest::excludesNull))
                        .map(Object::toString))
                .filteredOn(declaration -> !declaration.contains(".extraInfo("))
                .isEmpty();
    }
}
