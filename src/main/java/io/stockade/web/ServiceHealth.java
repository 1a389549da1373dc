package io.stockade.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Up as long as the service does what it is for: a stack in trouble is not a service in trouble. */
@Readiness
@ApplicationScoped
class ServiceHealth implements HealthCheck {
    private final Stacks stacks;

    ServiceHealth(Stacks stacks) {
        this.stacks = stacks;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> problems = stacks.list().problems();
        return HealthCheckResponse.named("stockade")
                .up()
                .withData("problems", String.join("; ", problems))
                .build();
    }
}
