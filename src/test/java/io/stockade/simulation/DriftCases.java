package io.stockade.simulation;

import io.stockade.graph.Component;
import io.stockade.graph.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every way to change a stack behind our back, and why some components have none. */
final class DriftCases {
    private DriftCases() {}

    static List<DriftCase> all() {
        return Stream.of(
                        NetworkDrifts.all(),
                        AccessDrifts.all(),
                        NatDrifts.all(),
                        SecretDrifts.all(),
                        FunctionDrifts.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Components without a case and without a reason. */
    @SuppressWarnings("unchecked") // only resources are permitted by Resource
    static List<String> uncovered() {
        Set<String> covered = all().stream().map(DriftCase::subject).collect(Collectors.toCollection(TreeSet::new));
        covered.addAll(DriftReasons.ALL.keySet());
        List<String> uncovered = new ArrayList<>();
        for (Class<?> type : Resource.class.getPermittedSubclasses()) {
            for (Component component : Component.of((Class<? extends Resource>) type)) {
                uncovered.add(type.getSimpleName() + "." + component.name());
            }
            uncovered.add(type.getSimpleName() + ".deleted");
        }
        uncovered.removeAll(covered);
        return uncovered;
    }
}
