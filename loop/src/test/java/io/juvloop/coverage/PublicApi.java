package io.juvloop.coverage;

import io.juvloop.EventLoop;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The public types of the packages that a module exports, by reflection.
///
/// The module is the loop's, or the one in the folder that `-Djuvloop.test.api` names: modules that depend on the
/// loop run the tests of the API's rules once more, on theirs.
public final class PublicApi {
    private static final String LOOP = "loop";
    private static final String MODULE = System.getProperty("juvloop.test.api", LOOP);
    private static final Pattern EXPORT = Pattern.compile("(?m)^ *exports ([\\w.]+);");

    private final Map<String, Class<?>> types = new LinkedHashMap<>();

    /// Loads them.
    public PublicApi() {
        Set<String> exported = exported();
        SourceTree.below(sources())
                .map(SourceTree.Source::name)
                .filter(name -> exported.contains(name.substring(0, name.lastIndexOf('.'))))
                .map(PublicApi::load)
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .forEach(type -> types.put(type.getSimpleName(), type));
    }

    /// Whether the module is the loop's.
    public static boolean isOfLoop() {
        return MODULE.equals(LOOP);
    }

    /// The folder of the module's sources.
    public static String sources() {
        return MODULE + "/src/main/java";
    }

    /// The exported packages.
    static Set<String> exported() {
        String declaration = SourceTree.text(SourceTree.ROOT.resolve(sources()).resolve("module-info.java"));
        return EXPORT.matcher(declaration)
                .results()
                .map(export -> export.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException impossible) {
            throw new LinkageError("a source without a class: " + name, impossible);
        }
    }

    /// Every public method, of nested types too, that a public type declares.
    public Stream<Method> methods() {
        return types.values().stream()
                .flatMap(PublicApi::withNested)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic());
    }

    private static Stream<Class<?>> withNested(Class<?> type) {
        return Stream.concat(
                Stream.of(type),
                Arrays.stream(type.getDeclaredClasses())
                        .filter(nested -> Modifier.isPublic(nested.getModifiers()))
                        .flatMap(PublicApi::withNested));
    }

    /// Those whose names end so.
    List<Class<?>> endingIn(String end) {
        return types.values().stream()
                .filter(type -> type.getSimpleName().endsWith(end))
                .toList();
    }

    /// Whether there is such a type with such a public member.
    boolean has(Member member) {
        Class<?> type = types.get(member.type());
        return type != null && (member.isType() || names(type).anyMatch(member.name()::equals));
    }

    private static Stream<String> names(Class<?> type) {
        return Stream.concat(
                Arrays.stream(type.getMethods())
                        .filter(method -> method.getDeclaringClass() != Object.class)
                        .map(Method::getName),
                Arrays.stream(type.getFields()).map(field -> field.getName()));
    }

    /// The type and its public supertypes and subtypes, by whose names a test may refer to it.
    List<String> namesOf(String type) {
        Class<?> wanted = types.get(type);
        return types.values().stream()
                .filter(other -> wanted.isAssignableFrom(other) || other.isAssignableFrom(wanted))
                .map(Class::getSimpleName)
                .toList();
    }

    /// The members of a type: for a chapter of the loop its methods, which tests call on the loop; for any
    /// other, the type itself.
    List<Member> offered(Member type) {
        Class<?> chapter = types.get(type.type());
        if (chapter == null || chapter == EventLoop.class || !chapter.isAssignableFrom(EventLoop.class)) {
            return List.of(type);
        }
        return Arrays.stream(chapter.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(method -> new Member("EventLoop", method.getName()))
                .distinct()
                .sorted(Comparator.comparing(Member::name))
                .toList();
    }

    /// The methods of the loop, each with the chapter that has it.
    Map<String, String> loopMethods() {
        Map<String, String> methods = new TreeMap<>();
        Arrays.stream(EventLoop.class.getMethods())
                .forEach(method -> methods.putIfAbsent(
                        method.getName(), chapter(method.getDeclaringClass()).getSimpleName()));
        return methods;
    }

    private static Class<?> chapter(Class<?> declaring) {
        return declaring.getModule().equals(EventLoop.class.getModule()) ? declaring : EventLoop.class;
    }
}
