package io.stockade.simulation;

import java.util.function.Consumer;

/**
 * Something that is changed behind our back.
 *
 * @param stack name of the manifest in the test resources, such as {@code instance}
 * @param subject kind and component, such as {@code Vpc.tags}, or {@code Subnet.deleted}
 * @param action what is done
 * @param undo what is done afterwards where we rightly only report
 */
record DriftCase(String stack, String subject, Consumer<Console> action, Consumer<Console> undo) {
    static DriftCase of(String stack, String subject, Consumer<Console> action) {
        return new DriftCase(stack, subject, action, console -> {});
    }

    DriftCase undoneBy(Consumer<Console> afterwards) {
        return new DriftCase(stack, subject, action, afterwards);
    }

    @Override
    public String toString() {
        return subject;
    }
}
