package io.juvloop.faults;

import java.util.logging.Level;
import java.util.logging.Logger;

/// Runs a scenario in a JVM of its own, with the library as [FaultyLoader] loads it.
final class FaultMain {
    private FaultMain() {}

    /// Runs it.
    ///
    /// @param arguments the name of a scenario, and then properties, each `name=value`
    public static void main(String[] arguments) throws Exception {
        for (int i = 1; i < arguments.length; i++) {
            String[] property = arguments[i].split("=", 2);
            System.setProperty(property[0], property[1]);
        }
        Logger.getLogger("").setLevel(Level.OFF);
        ClassLoader loader = new FaultyLoader(FaultMain.class.getClassLoader());
        Runnable scenario = (Runnable)
                loader.loadClass(arguments[0]).getDeclaredConstructor().newInstance();
        Thread.currentThread().setContextClassLoader(loader);
        scenario.run();
    }
}
