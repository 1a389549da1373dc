package io.stockade.emulator;

import io.stockade.emulator.Emulator.Product;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.opentest4j.TestAbortedException;

/**
 * Where an emulator is found: what {@code AWS_ENDPOINT_URL} names, else a container in a Docker engine, else moto's
 * server from the PATH, else moto's server put into {@code target/moto}. The property {@code stockade.emulator} has only
 * one of these tried: {@code endpoint}, {@code docker} or {@code moto}.
 */
public final class Emulators {
    private static final List<Source> SOURCES =
            List.of(new NamedEndpoint(System.getenv()), new DockerEngine(), new MotoServer());

    /** The version of moto that is known in detail: what differs from AWS is asserted, so another may well fail. */
    public static final String MOTO = MotoServer.VERSION;

    /** Every test that asks is skipped, and one line says so. */
    private static final AtomicBoolean SKIPPED = new AtomicBoolean();

    private Emulators() {}

    /** One way to an emulator. */
    interface Source {
        String name();

        /** The emulator, unless this way is closed on this machine. */
        Optional<Emulator> open() throws IOException, InterruptedException;
    }

    /** The emulator, running; where there is none, the tests that ask are skipped, or fail in CI. */
    public static Emulator find() throws IOException, InterruptedException {
        String only = System.getProperty("stockade.emulator", "");
        Optional<Emulator> found = first(SOURCES, only);
        if (found.isPresent()) {
            say("emulator: " + found.get());
            return found.get();
        }
        RuntimeException skip = missing(System.getenv(), only);
        if (SKIPPED.compareAndSet(false, true)) {
            say("skipped: " + skip.getMessage());
        }
        throw skip;
    }

    static Optional<Emulator> first(List<Source> sources, String only) throws IOException, InterruptedException {
        for (Source source : sources) {
            if (only.isEmpty() || only.equals(source.name())) {
                Optional<Emulator> found = source.open();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** What ends the tests that found no emulator: their failure in CI, elsewhere their being skipped, in one line. */
    static RuntimeException missing(Map<String, String> environment, String only) {
        String missing = "no emulator of AWS" + (only.isEmpty() ? "" : " by way of '" + only + "'")
                + ": name one in AWS_ENDPOINT_URL, or start a Docker engine, or install Python 3 with venv, so that"
                + " moto " + MotoServer.VERSION + " can be put into target/moto";
        if (environment.containsKey("CI")) {
            throw new AssertionError(missing);
        }
        return new TestAbortedException(missing);
    }

    /** Tests that nobody tried on an emulator may tell of it, but must not fail by it. */
    public static void say(String line) {
        System.err.println(line);
    }

    /** Which product answers at an endpoint; LocalStack is asked first, since it has moto within. */
    static Product product(URI endpoint) throws InterruptedException {
        if (HttpProbe.answers(endpoint.resolve("/_floci/health"))) {
            return Product.FLOCI;
        }
        if (HttpProbe.answers(endpoint.resolve("/_localstack/health"))) {
            return Product.LOCALSTACK;
        }
        return HttpProbe.answers(endpoint.resolve("/moto-api/")) ? Product.MOTO : Product.UNKNOWN;
    }
}
