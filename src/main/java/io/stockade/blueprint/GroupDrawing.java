package io.stockade.blueprint;

import io.stockade.graph.SecurityGroup;
import io.stockade.graph.Tags;

/** The security groups of the manifest, and the rules that links make. */
final class GroupDrawing {
    private GroupDrawing() {}

    /** A group under the name of the stack. AWS keeps names that begin with sg- for itself. */
    static SecurityGroup group(Drawing drawing, String name, String description, Tags tags) {
        String fullName = drawing.stack().metadata().name() + "-" + name;
        return new SecurityGroup(
                Names.VPC_REF, fullName.startsWith("sg-") ? "stockade-" + fullName : fullName, description, tags);
    }
}
