package io.juvloop.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which methods of some classes call which others of them, by their class files.
///
/// A call of a method that may be overridden is a call of each that may be meant. The body of a lambda is not called
/// where the lambda is made, because another thread or another task may run it; nor is what only the JDK calls.
final class CallGraph {
    /// A method, as a class file names it.
    record Method(String owner, String name, String descriptor) {
        @Override
        public String toString() {
            return owner.substring(owner.lastIndexOf('/') + 1) + "." + name + descriptor;
        }
    }

    private final Map<String, ClassModel> classes = new LinkedHashMap<>();
    private final Map<String, Set<String>> subtypes = new HashMap<>();
    private final Map<Method, Set<Method>> callers = new HashMap<>();

    /// @param types whose methods are followed
    CallGraph(Collection<Class<?>> types) {
        for (Class<?> type : types) {
            ClassModel model = ClassFile.of().parse(bytes(type));
            classes.put(model.thisClass().asInternalName(), model);
        }
        classes.keySet().forEach(name -> addToSupertypes(name, name));
        classes.values().forEach(model -> model.methods().forEach(method -> addCalls(model, method)));
    }

    private static byte[] bytes(Class<?> type) {
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            if (in == null) {
                throw new LinkageError("no class file of " + type);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void addToSupertypes(String name, String subtype) {
        ClassModel model = classes.get(name);
        if (model != null) {
            subtypes.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(subtype);
            supertypes(model).forEach(supertype -> addToSupertypes(supertype, subtype));
        }
    }

    private static List<String> supertypes(ClassModel model) {
        List<String> names = new ArrayList<>();
        model.superclass().map(ClassEntry::asInternalName).ifPresent(names::add);
        model.interfaces().forEach(implemented -> names.add(implemented.asInternalName()));
        return names;
    }

    private void addCalls(ClassModel model, MethodModel method) {
        Method caller = new Method(
                model.thisClass().asInternalName(),
                method.methodName().stringValue(),
                method.methodType().stringValue());
        method.code()
                .ifPresent(code -> calls(code)
                        .forEach(called -> callers.computeIfAbsent(called, _ -> new LinkedHashSet<>())
                                .add(caller)));
    }

    private Set<Method> calls(CodeModel code) {
        Set<Method> called = new LinkedHashSet<>();
        code.forEach(element -> {
            if (element instanceof InvokeInstruction call) {
                Method named = new Method(
                        call.owner().asInternalName(),
                        call.name().stringValue(),
                        call.type().stringValue());
                boolean exact = call.opcode() == Opcode.INVOKESTATIC || call.opcode() == Opcode.INVOKESPECIAL;
                called.addAll(exact ? found(named) : implementations(named));
            }
        });
        return called;
    }

    /// What a call of a method may run.
    Set<Method> implementations(Method named) {
        Set<Method> all = new LinkedHashSet<>();
        for (String subtype : subtypes.getOrDefault(named.owner(), Set.of())) {
            all.addAll(found(new Method(subtype, named.name(), named.descriptor())));
        }
        return all;
    }

    /// The method of a class, its own or the one it inherits.
    private Set<Method> found(Method named) {
        ClassModel model = classes.get(named.owner());
        if (model == null) {
            return Set.of();
        }
        if (model.methods().stream().anyMatch(method -> isMeant(method, named))) {
            return Set.of(named);
        }
        Set<Method> inherited = new LinkedHashSet<>();
        supertypes(model)
                .forEach(supertype -> inherited.addAll(found(new Method(supertype, named.name(), named.descriptor()))));
        return inherited;
    }

    private static boolean isMeant(MethodModel method, Method named) {
        return method.methodName().equalsString(named.name())
                && method.methodType().equalsString(named.descriptor())
                && !method.flags().has(AccessFlag.ABSTRACT);
    }

    /// All methods of these classes that have one of some names.
    Set<Method> named(String owner, Set<String> names) {
        Set<Method> methods = new HashSet<>();
        ClassModel model = classes.get(owner);
        if (model != null) {
            model.methods().stream()
                    .filter(method -> names.contains(method.methodName().stringValue()))
                    .forEach(method -> methods.add(new Method(
                            owner,
                            method.methodName().stringValue(),
                            method.methodType().stringValue())));
        }
        return methods;
    }

    /// Everything from which some methods are reached, each with the call that leads there, and these with none.
    Map<Method, @Nullable Method> leadingTo(Set<Method> ends) {
        Map<Method, @Nullable Method> next = new HashMap<>();
        ends.forEach(end -> next.put(end, null));
        Deque<Method> open = new ArrayDeque<>(ends);
        while (!open.isEmpty()) {
            Method reached = open.remove();
            for (Method caller : callers.getOrDefault(reached, Set.of())) {
                if (!next.containsKey(caller)) {
                    next.put(caller, reached);
                    open.add(caller);
                }
            }
        }
        return next;
    }
}
