package io.stockade.simulation;

import org.junit.jupiter.api.Test;

/** x. */
class Peek {
    @Test
    void look() {
        for (String name : new String[] {"minimal", "gateway"}) {
            try (Simulation simulation = new Simulation()) {
                String stack = simulation.apply(Simulation.example(name));
                simulation.untilReady(stack);
                System.out.println(name + " " + simulation.time.now() + " writes "
                        + simulation.writes(0).size() + " calls "
                        + simulation.calls(0).size());
                simulation
                        .calls(0)
                        .forEach(e -> System.out.println(e.time() + " " + e.action() + " " + e.outcome() + " "
                                + (e.resources().isEmpty() ? "" : e.resources().get(0))));
                long built = simulation.sandbox.journal().sequence();
                simulation.sweep(stack);
                System.out.println("sweep " + simulation.calls(built).size() + " " + simulation.writes(built));
                simulation.delete(stack);
                try {
                    simulation.untilGone(stack);
                } catch (AssertionError e) {
                    System.out.println(e.getMessage());
                }
                System.out.println("deleted " + simulation.time.now());
                simulation
                        .calls(built)
                        .forEach(e -> System.out.println(e.time() + " " + e.action() + " " + e.outcome() + " "
                                + (e.resources().isEmpty() ? "" : e.resources().get(0))));
                System.out.println(simulation.defects);
            }
        }
    }
}
