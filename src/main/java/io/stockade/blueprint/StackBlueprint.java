package io.stockade.blueprint;

import io.stockade.graph.Address;
import io.stockade.graph.AddressPlan;
import io.stockade.graph.Owner;
import io.stockade.graph.RegionFacts;
import io.stockade.graph.ResourceKind;
import io.stockade.graph.SecretDuty;
import io.stockade.net.Cidr;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.TierAccess;
import io.stockade.spec.TierSpec;
import io.stockade.spec.rules.SpecRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns what the user asked for into the graph of AWS resources. Equal input gives equal output. */
public final class StackBlueprint {
    /** Where a stack keeps everything else. */
    public static final Address VPC = new Address(ResourceKind.VPC, Names.VPC);

    private StackBlueprint() {}

    /** What must be asked of the region before drawing. */
    public static Questions questions(SecureStack stack) {
        return Questions.of(stack);
    }

    /**
     * Draws a stack of which it is not known what stands: a VPC with exactly the remembered range is taken for its own.
     *
     * @param remembered the plan of the drawing before; {@link AddressPlan#EMPTY} at the first, {@link
     *     AddressPlanner#recover} where it was lost
     */
    public static Blueprint draw(SecureStack stack, RegionFacts facts, AddressPlan remembered, Owner owner) {
        return draw(stack, facts, remembered, owner, Existing.guess(remembered, facts));
    }

    /** Draws a stack. What is wrong with it, whatever the user wrote, is said in the notices and never thrown. */
    public static Blueprint draw(
            SecureStack stack, RegionFacts facts, AddressPlan remembered, Owner owner, Existing existing) {
        Drawing drawing = new Drawing(stack, facts, owner, existing.formerTags());
        refuse(drawing);
        Optional<Cidr> vpc = RangeChoice.choose(drawing, remembered);
        List<String> zoneIds = ZoneChoice.choose(drawing, remembered.zoneIds());
        NatPlacement nat = NatPlacement.choose(drawing, zoneIds, remembered.natZone());
        Map<String, TierAccess> access = access(drawing, nat);
        if (vpc.isEmpty() || zoneIds.isEmpty()) {
            return new Blueprint(drawing.graph(), remembered, access, List.of(), drawing.notices());
        }
        AddressPlan plan = AddressPlanner.extend(remembered, vpc.get(), zoneIds, List.copyOf(access.keySet()))
                .withNatZone(nat.onlyZone());
        Layout layout = new Layout(vpc.get(), zoneIds, access, plan, nat);
        NetworkDrawing.draw(drawing, layout);
        NatDrawing.draw(drawing, layout);
        EndpointDrawing.Drawn endpoints = EndpointDrawing.draw(drawing, layout);
        RuleBook rules = GroupDrawing.draw(drawing, endpoints);
        List<SecretDuty> secrets = SecretDrawing.draw(drawing, new RotationDrawing(drawing, layout, endpoints, rules));
        SecretAccessDrawing.draw(drawing);
        Preflight.check(drawing, layout, existing);
        Blueprint blueprint = new Blueprint(drawing.graph(), plan, access, secrets, drawing.notices());
        // What may not be built decides nothing: a mistyped zone would otherwise hold its place for ever.
        return blueprint.blocked()
                ? new Blueprint(blueprint.graph(), remembered, access, blueprint.secrets(), blueprint.notices())
                : blueprint;
    }

    /**
     * What the manifest alone makes impossible is said by the rules of the manifest, so that a plan and a validation
     * never differ. The drawing itself passes over it, and speaks only of what region and memory bring.
     */
    private static void refuse(Drawing drawing) {
        SpecRules.check(drawing.stack()).stream()
                .filter(SpecProblem::blocks)
                .forEach(problem -> drawing.error(problem.path(), problem.sentence()));
    }

    private static Map<String, TierAccess> access(Drawing drawing, NatPlacement nat) {
        Map<String, TierAccess> access = new LinkedHashMap<>();
        for (TierSpec tier : drawing.network().tiersOrDefault()) {
            boolean sealed = tier.access() == TierAccess.PRIVATE && nat.none();
            access.putIfAbsent(tier.name(), sealed ? TierAccess.ISOLATED : tier.access());
        }
        return access;
    }
}
