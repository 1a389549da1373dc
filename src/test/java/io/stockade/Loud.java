package io.stockade;

import io.stockade.ServiceProcess.Manner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Has a process log all that can be logged. */
final class Loud {
    /** Those that have a level of their own in the product's configuration. */
    private static final List<String> CATEGORIES =
            List.of("io.stockade", "io.micrometer.core.instrument.MeterRegistry");

    private Loud() {}

    /** @param sweep how often it looks at all, in the sandbox's time */
    static Manner sandbox(int speed, String sweep) {
        return Manner.sandbox(speed).with("--sweep", sweep).with(properties());
    }

    static Manner aws(Map<String, String> environment) {
        return Manner.aws(environment).with(properties());
    }

    private static Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("quarkus.log.level", "TRACE");
        CATEGORIES.forEach(category -> properties.put("quarkus.log.category.\"" + category + "\".level", "TRACE"));
        properties.put("quarkus.log.console.level", "ALL");
        properties.put("quarkus.log.console.format", "%c %p %m %X%n%e");
        properties.put("quarkus.http.access-log.enabled", "true");
        properties.put("quarkus.http.access-log.pattern", "long");
        return properties;
    }
}
