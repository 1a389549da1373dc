package io.stockade.reliability;

import io.stockade.sandbox.Tampering;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import software.amazon.awssdk.services.iam.IamClient;

/** What a stack is where it is made at once, in an account that others use too. */
final class Fresh {
    private static final List<String> ROLES = List.of("audit", "dba");
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}";

    private final Lab.Start ground = ground();
    private final Map<Draft, World> worlds = new HashMap<>();

    /**
     * An account with the stack in it.
     *
     * @param rules the rules and routes that stand, by name
     */
    record World(List<String> likeness, SortedSet<String> rules) {}

    /**
     * What a spec comes to.
     *
     * @param essence with the zones that it stands in
     */
    World of(Draft essence) {
        return worlds.computeIfAbsent(essence, this::made);
    }

    /** An account without it. */
    Lab lab() {
        return lab(Mutant.NONE);
    }

    Lab lab(Mutant mutant) {
        Lab lab = new Lab(ground, FaultPlan.undisturbed(Scenario.CREATE), mutant);
        lab.chartNothing();
        return lab;
    }

    /** What stands in an account without it. */
    List<String> nothing() {
        try (Lab lab = lab()) {
            return Likeness.of(lab.world.rows(), "no uid");
        }
    }

    /** How many there are. */
    int count() {
        return worlds.size();
    }

    private World made(Draft essence) {
        try (Lab lab = lab()) {
            String unused = lab.cluster.apply(essence.manifest());
            new Patience(lab).untilSettled(essence, false, Play.QUIET);
            return new World(Likeness.of(lab.world.rows(), lab.uid()), Declared.after(lab.world.lines()));
        }
    }

    private static Lab.Start ground() {
        try (Lab lab = new Lab(Lab.Start.NOTHING, FaultPlan.undisturbed(Scenario.CREATE))) {
            lab.makeLookalike();
            IamClient console = lab.sandbox.as(Tampering.PRINCIPAL).iam(Lab.ACCOUNT, Lab.REGION);
            ROLES.forEach(role -> lab.time.call(
                    () -> console.createRole(request -> request.roleName(role).assumeRolePolicyDocument(TRUST))));
            return lab.left();
        }
    }
}
