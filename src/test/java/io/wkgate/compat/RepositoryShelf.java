package io.wkgate.compat;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** The evidence that this repository holds: recordings, runs against real servers, and tests that run with every build. */
final class RepositoryShelf implements EvidenceShelf {

    private static final Path RECORDINGS = Path.of("src", "test", "resources", "recordings");

    /** Each runs with every build, in {@link MatrixIsTrueTest}. */
    private static final Set<Class<?>> MEASUREMENTS =
            Measurements.all().stream().map(Measurement::getClass).collect(Collectors.toUnmodifiableSet());

    @Override
    public Optional<String> fault(MeasuredVersion version, Evidence evidence) {
        if (evidence instanceof Evidence.Recording recording) {
            return recording.file().startsWith(version.name() + "/")
                    ? file(RECORDINGS.resolve(recording.file()))
                    : Optional.of("the recording " + recording.file() + " is not of " + version.name());
        } else if (evidence instanceof Evidence.RealRun run) {
            return run.file().endsWith("/" + version.name() + ".json")
                    ? file(Path.of(run.file()))
                    : Optional.of("the run " + run.file() + " is not of " + version.name());
        }
        return test(((Evidence.Test) evidence).name());
    }

    private static Optional<String> file(Path file) {
        return Files.isRegularFile(file) ? Optional.empty() : Optional.of("there is no file " + file);
    }

    private static Optional<String> test(String name) {
        String[] parts = name.split("#", 2);
        Class<?> type;
        try {
            type = Class.forName(parts[0]);
        } catch (ClassNotFoundException e) {
            return Optional.of("there is no class " + parts[0]);
        }
        if (parts.length == 1 && MEASUREMENTS.contains(type)) {
            return Optional.empty();
        }
        List<Method> tests = ReflectionSupport.findMethods(
                        type,
                        method -> AnnotationSupport.isAnnotated(method, Testable.class),
                        HierarchyTraversalMode.TOP_DOWN)
                .stream()
                .filter(method -> parts.length == 1 || method.getName().equals(parts[1]))
                .toList();
        if (tests.isEmpty()) {
            return Optional.of(name + " is no test");
        }
        return tests.stream().allMatch(test -> isLeftOut(type) || isLeftOut(test))
                ? Optional.of(name + " does not run with every build")
                : Optional.empty();
    }

    private static boolean isLeftOut(AnnotatedElement element) {
        return AnnotationSupport.isAnnotated(element, Disabled.class)
                || !AnnotationSupport.findRepeatableAnnotations(element, Tag.class)
                        .isEmpty();
    }
}
