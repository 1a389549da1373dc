package io.stockade.apply;

import io.stockade.cloud.Cloud;
import io.stockade.cloud.Creation;
import io.stockade.cloud.Driver;
import io.stockade.cloud.Written;
import io.stockade.graph.Address;
import io.stockade.graph.Observed;
import io.stockade.graph.Resource;
import io.stockade.plan.Change;
import io.stockade.plan.Difference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Hands changes of one kind and action to their driver. */
record Write(Cloud cloud, Names names, Map<Address, Ticket> tickets) {
    Written perform(List<Change> changes) {
        Change first = changes.get(0);
        return perform(first.action(), cloud.driver(first.address().kind()), changes);
    }

    private <R extends Resource> Written perform(Change.Action action, Driver<R> driver, List<Change> changes) {
        return switch (action) {
            case CREATE ->
                driver.create(
                        changes.stream().map(change -> creation(driver, change)).toList());
            case UPDATE -> update(driver, changes.get(0));
            case DELETE ->
                driver.delete(
                        changes.stream().map(change -> current(driver, change)).toList());
        };
    }

    private <R extends Resource> Creation<R> creation(Driver<R> driver, Change change) {
        Ticket ticket = Objects.requireNonNull(tickets.get(change.address()), () -> "no ticket for " + change.key());
        return new Creation<>(change.address(), desired(driver, change), ticket.token(), ticket.nonce());
    }

    private <R extends Resource> Written update(Driver<R> driver, Change change) {
        Set<String> components = change.fields().stream()
                .map(Difference.Field::component)
                .collect(Collectors.toCollection(TreeSet::new));
        return driver.update(current(driver, change), desired(driver, change), components);
    }

    @SuppressWarnings({"unchecked", "unused"}) // the driver of a kind is the witness that its records are R
    private <R extends Resource> R desired(Driver<R> witness, Change change) {
        return (R) names.resolve(change.written());
    }

    @SuppressWarnings({"unchecked", "unused"}) // the driver of a kind is the witness that its records are R
    private static <R extends Resource> Observed<R> current(Driver<R> witness, Change change) {
        return (Observed<R>) Objects.requireNonNull(change.current(), change.key());
    }
}
