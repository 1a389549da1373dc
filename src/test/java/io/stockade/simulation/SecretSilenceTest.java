package io.stockade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.stockade.silence.Canaries;
import io.stockade.silence.Ears;
import io.stockade.silence.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;

/** A life of a stack with secrets. Every value that was ever stored is looked for wherever anything is said. */
class SecretSilenceTest {
    private static final Logger PLANTED = Logger.getLogger("io.stockade.planted");
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final Simulation simulation = new Simulation();
    private final SecretLife life = new SecretLife(simulation);
    private final Canaries canaries = new Canaries();

    @Test
    void noValueShowsUpAnywhere() throws JsonProcessingException {
        try (Ears ears = Ears.open()) {
            live();

            assertThat(canaries.values()).hasSizeGreaterThan(SecretLife.LEAST_VALUES);
            assertThat(found(ears)).isEmpty();
        }
    }

    @Test
    void aPlantedLineIsFound() throws JsonProcessingException {
        simulation.watchRequests(sent -> {
            if (sent.request() instanceof PutSecretValueRequest put) {
                PLANTED.log(Level.FINEST, "stored {0}", put.secretString());
            }
        });
        try (Ears ears = Ears.open()) {
            live();

            assertThat(found(ears)).isNotEmpty().allMatch(place -> place.contains("io.stockade.planted"));
        }
    }

    /** Created, rotated, failing, tampered with, restarted, planned, and deleted. */
    private void live() {
        life.create();
        collect();
        life.daysPass(3);
        collect();
        life.hooksTellAll();
        life.daysPass(2);
        collect();
        life.hooksAreWell();
        life.askForRotations();
        life.daysPass(1);
        collect();
        life.somebodyMeddles();
        collect();
        simulation.restart();
        life.daysPass(2);
        collect();
        life.plan();
        life.delete();
        collect();
    }

    private void collect() {
        simulation.act(() -> Values.of(simulation.sandbox, Simulation.ACCOUNT, SecretLife.REGION, canaries));
    }

    private List<String> found(Ears ears) throws JsonProcessingException {
        List<String> found = new ArrayList<>(canaries.in("log", ears.heard()));
        found.addAll(canaries.in("status", List.of(JSON.writeValueAsString(simulation.history))));
        found.addAll(canaries.in("events", List.of(JSON.writeValueAsString(simulation.events))));
        found.addAll(canaries.in("details", life.said()));
        found.addAll(canaries.in("memory", List.of(life.memories())));
        found.addAll(canaries.in(
                "journal", List.of(simulation.sandbox.journal().entries().toString())));
        found.addAll(canaries.in(
                "defects", simulation.defects.stream().map(Ears::text).toList()));
        return found;
    }
}
