package io.stockade.cli;

import io.stockade.spec.SecureStack;
import io.stockade.web.PlanReply;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What commands need of the rest of the product in their own process. */
public interface Machinery {
    /**
     * What would be done about a manifest without a service: nothing is changed.
     *
     * @param sandbox against an empty sandbox; otherwise against AWS
     */
    PlanReply plan(SecureStack stack, boolean sandbox);

    /** Runs the service until it is told to end; the exit code. */
    int run(RunOptions options);

    /** Runs the demonstration; the exit code. */
    int demo(DemoOptions options);

    /**
     * How a service is to run.
     *
     * @param state where it keeps what must outlive it
     * @param tokenFile holds what clients must show; needed off loopback
     * @param speed seconds of the sandbox in a real second
     * @param sweep in the sandbox's time where that is the cloud
     * @param installation whose everything is that it makes
     * @param limits what AWS allows this account; {@code null} for AWS's defaults
     */
    record RunOptions(
            Path folder,
            Path state,
            String host,
            int port,
            @Nullable Path tokenFile,
            boolean sandbox,
            double speed,
            Duration sweep,
            boolean readOnly,
            boolean prune,
            String installation,
            @Nullable Path limits) {}

    /**
     * How the demonstration is to run.
     *
     * @param once to its end without waiting for anybody
     * @param port of the service it starts; 0 for any
     */
    record DemoOptions(boolean once, double speed, int port) {}
}
