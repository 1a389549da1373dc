package io.stockade.simulation;

import io.stockade.sandbox.NothingToTamperException;
import io.stockade.sandbox.Tamper;
import io.stockade.sandbox.Tampering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** What happens to the stack of {@link Life}, and after what. */
enum Scene {
    CREATE("", "created.yaml"),
    UPDATE(CREATE, "updated.yaml"),
    /** Much is changed behind our back at once. */
    TAMPER(UPDATE, "updated.yaml"),
    /** From an instance of ours as NAT to AWS's gateway. */
    GATEWAY(UPDATE, "gateway.yaml"),
    SEAL(GATEWAY, "sealed.yaml"),
    DELETE(UPDATE, null),
    DELETE_GATEWAY(GATEWAY, null),
    /** Secrets come into a network that is there. */
    SECRETS("before-secrets.yaml", "secrets.yaml"),
    EDIT_SECRETS(SECRETS, "secrets-edited.yaml"),
    DELETE_SECRETS(SECRETS, null);

    private static final Path FOLDER = Path.of("src/test/resources/io/stockade/simulation/life");

    final @Nullable Scene before;
    private final String ground;
    private final @Nullable String manifest;

    Scene(Scene before, @Nullable String manifest) {
        this.before = before;
        this.ground = "";
        this.manifest = manifest;
    }

    Scene(String ground, String manifest) {
        this.before = null;
        this.ground = ground;
        this.manifest = manifest;
    }

    /** What is there before the first scene: nothing, or an account with a stack. */
    Checkpoint ground() {
        return ground.isEmpty() ? Checkpoint.EMPTY : Checkpoint.furnished(Simulation.manifest(text(ground)));
    }

    /** Whether the stack is there at its end. */
    boolean kept() {
        return manifest != null;
    }

    void begin(Simulation simulation) {
        if (manifest == null) {
            simulation.delete(Life.STACK);
            return;
        }
        if (this == TAMPER) {
            EnumSet.of(
                            Tamper.DELETE_ROUTE,
                            Tamper.OPEN_SSH,
                            Tamper.TERMINATE_NAT,
                            Tamper.CHANGE_ENDPOINT_GROUPS,
                            Tamper.EDIT_RULE,
                            Tamper.REMOVE_TAGS)
                    .forEach(tamper -> simulation.act(() -> tamper(simulation, tamper)));
        }
        simulation.apply(Simulation.manifest(text(manifest)));
    }

    private static void tamper(Simulation simulation, Tamper tamper) {
        try {
            new Tampering(simulation.sandbox).apply(tamper, Simulation.ACCOUNT, Console.REGION, Life.STACK, 7);
        } catch (NothingToTamperException nothing) {
            throw new AssertionError(nothing);
        }
    }

    private static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
