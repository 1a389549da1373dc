package io.stockade;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every path at which the service can be read: those of the API as its code has them, and the framework's. */
final class ReadablePaths {
    private static final List<String> FRAMEWORK = List.of(
            "/q/metrics", "/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/health/well", "/");

    private ReadablePaths() {}

    /** Those of a stack, and of all. */
    static List<String> of(String namespace, String name) {
        Stream<String> api = new ClassFileImporter()
                .importPackages("io.stockade.web").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(type -> type.getMethods().stream()
                                .filter(method -> method.isAnnotatedWith(GET.class))
                                .map(method -> path(type, method)))
                        .map(path -> path.replace("{namespace}", namespace).replace("{name}", name));
        return Stream.concat(api, FRAMEWORK.stream()).sorted().toList();
    }

    private static String path(JavaClass type, JavaMethod method) {
        String base = type.getAnnotationOfType(Path.class).value();
        return method.isAnnotatedWith(Path.class)
                ? base + method.getAnnotationOfType(Path.class).value()
                : base;
    }
}
