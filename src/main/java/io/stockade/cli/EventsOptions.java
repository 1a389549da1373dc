package io.stockade.cli;

import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Of which region and installation the events are. */
final class EventsOptions {
    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "The region of the stacks; AWS_REGION or AWS_DEFAULT_REGION when left out.")
    private @Nullable String region;

    @Option(
            names = "--installation",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "As the service is told it by 'run --installation': each takes its own queue.")
    private String installation = "";

    Machinery.EventsUse use(Map<String, String> environment, boolean iam) {
        String named = Stream.of(
                        region == null ? "" : region,
                        environment.getOrDefault("AWS_REGION", ""),
                        environment.getOrDefault("AWS_DEFAULT_REGION", ""))
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElseThrow(() -> new Failure("nothing says which region; name it with --region"));
        return new Machinery.EventsUse(named, installation, iam);
    }
}
