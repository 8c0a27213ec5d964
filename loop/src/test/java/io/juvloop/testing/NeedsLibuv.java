package io.juvloop.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// A test that does not run on a loop without libuv and with a virtual clock, as [LoopChoice] may choose, and why
/// not.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsLibuv.Condition.class)
public @interface NeedsLibuv {
    /// Needs time that really passes.
    String REAL_TIME = "real time passes while a thread blocks";

    /// Needs a thread that the virtual clock does not know of to be slower than a timer, or faster.
    String OTHER_THREADS = "another thread acts at a time of the real clock";

    /// Needs sockets, pipes, files or signals.
    String SYSTEM = "the system takes part";

    /// The reason.
    String value();

    /// Says no on other loops.
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (LoopChoice.isLibuv()) {
                return ConditionEvaluationResult.enabled("this loop is on libuv");
            }
            return AnnotationSupport.findAnnotation(context.getElement(), NeedsLibuv.class)
                    .map(why -> ConditionEvaluationResult.disabled(why.value()))
                    .orElseGet(() -> ConditionEvaluationResult.enabled("it runs on every loop"));
        }
    }
}
