package io.stockade.blueprint;

import io.stockade.graph.AddressPlan;
import io.stockade.graph.ResourceGraph;
import io.stockade.graph.SecretDuty;
import io.stockade.spec.TierAccess;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a stack comes to.
 *
 * @param graph every resource wanted; drawn as far as possible where a notice is an error
 * @param addressPlan to be remembered before anything is built, and given to the next drawing; as it was
 *     remembered where a notice is an error
 * @param effectiveAccess how far each tier really reaches, by its name, in the order of the manifest
 * @param secrets what is to be done about the value of each secret, in the order of the manifest
 * @param notices what preflight found
 */
public record Blueprint(
        ResourceGraph graph,
        AddressPlan addressPlan,
        Map<String, TierAccess> effectiveAccess,
        List<SecretDuty> secrets,
        List<Notice> notices) {
    public Blueprint {
        effectiveAccess = Collections.unmodifiableMap(new LinkedHashMap<>(effectiveAccess));
        secrets = List.copyOf(secrets);
        notices = List.copyOf(notices);
    }

    /** Whether any notice is an error, so that nothing of this may be built. */
    public boolean blocked() {
        return notices.stream().anyMatch(notice -> notice.severity() == Notice.Severity.ERROR);
    }
}
