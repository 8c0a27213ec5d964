package io.juvloop.faults;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Loads the library again with a call of [Faults] before each of its calls; the classes that run it are loaded
/// unchanged.
final class FaultyLoader extends ClassLoader {
    private static final String OURS = "io.juvloop.";
    private static final String GENERATED = "io.juvloop.bindings.gen.";
    private static final List<String> LIBRARY =
            List.of("io.juvloop.internal.", "io.juvloop.bindings.", "io.juvloop.streams.");
    private static final Set<String> LAST = Set.of("connectionLost", "pipeConnectionLost", "processExited");
    private static final Set<String> LISTENERS =
            Set.of("io/juvloop/files/WatchListener", "io/juvloop/files/StatListener");
    private static final MethodTypeDesc STEP = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);
    private static final Map<String, Integer> LISTS = Map.of("uv_getaddrinfo", 1, "uv_freeaddrinfo", -1);
    private static final MethodTypeDesc CHANGE = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);
    private static final ClassDesc FAULTS = ClassDesc.of(Faults.class.getName());

    FaultyLoader(ClassLoader parent) {
        super("faulty", parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS) || name.equals(Faults.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            byte[] code = LIBRARY.stream().anyMatch(name::startsWith) && !name.startsWith(GENERATED)
                    ? withSteps(bytes)
                    : bytes;
            return defineClass(name, code, 0, code.length);
        } catch (IOException failure) {
            throw new ClassNotFoundException(name, failure);
        }
    }

    private static byte[] withSteps(byte[] bytes) {
        ClassFile files = ClassFile.of();
        ClassModel model = files.parse(bytes);
        return files.transformClass(
                model,
                ClassTransform.transformingMethodBodies(
                        method -> !method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME),
                        (code, element) ->
                                addStep(code, element, model.thisClass().asInternalName())));
    }

    /// A call of a protocol's method for an end, or of a watch's listener, cannot be made up for, as nothing shows
    /// whether it began: it is a step apart.
    private static void addStep(CodeBuilder code, CodeElement element, String caller) {
        boolean isLast = element instanceof InvokeInstruction call
                && call.isInterface()
                && (LAST.contains(call.name().stringValue())
                        || LISTENERS.contains(call.owner().asInternalName()));
        if (element instanceof InvokeInstruction || element instanceof InvokeDynamicInstruction) {
            code.loadConstant(caller);
            code.invokestatic(FAULTS, isLast ? "lastStep" : "step", STEP);
        }
        Integer change = element instanceof InvokeInstruction call
                ? LISTS.get(call.name().stringValue())
                : null;
        if (change != null) {
            code.loadConstant(change);
            code.invokestatic(FAULTS, "lists", CHANGE);
        }
        code.with(element);
    }
}
