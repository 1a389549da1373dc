package io.stockade.aws.ec2;

import io.stockade.aws.call.Calls;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** EC2 in one region: its client, and the way that every call to it goes. */
record Ec2(Supplier<Ec2Client> client, Calls calls) {
    /** Makes a call; {@code kind} and {@code id} are for people. */
    <T> T call(String action, Object kind, String id, Function<Ec2Client, T> call) {
        return calls.run(action, kind.toString(), id, () -> call.apply(client.get()));
    }

    /** The one thing that a read by id finds; empty if AWS says that it is not there. */
    <T> Optional<T> one(Supplier<List<T>> read) {
        return Calls.found(read).flatMap(all -> all.stream().findFirst());
    }

    Instant now() {
        return calls.now();
    }
}
