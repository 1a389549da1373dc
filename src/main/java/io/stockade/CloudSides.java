package io.stockade;

import io.stockade.cli.Machinery;
import io.stockade.cloud.CloudException;
import io.stockade.cloud.Clouds;
import java.time.InstantSource;

/** Makes the cloud that a service works in: AWS, or a sandbox in this process. */
final class CloudSides {
    private CloudSides() {}

    static CloudSide sandbox(Machinery.RunOptions options) {
        return new CloudSide(
                CloudSides::absent,
                InstantSource.system(),
                options.speed(),
                true,
                (stack, what, seed) -> {
                    throw new IllegalArgumentException("there is no tampering yet");
                },
                () -> 0,
                () -> {});
    }

    static CloudSide aws() {
        return new CloudSide(
                CloudSides::absent,
                InstantSource.system(),
                1,
                false,
                (stack, what, seed) -> {
                    throw new IllegalArgumentException("only a sandbox is tampered with");
                },
                () -> 0,
                () -> {});
    }

    private static io.stockade.cloud.Cloud absent(Clouds.Target target) {
        throw new CloudException(
                CloudException.Category.UNSUPPORTED, "open", "", "no way to " + target.region() + " yet", null);
    }
}
