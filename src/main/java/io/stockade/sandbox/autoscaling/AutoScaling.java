package io.stockade.sandbox.autoscaling;

import io.stockade.sandbox.service.Operations;
import io.stockade.sandbox.service.Timetable;
import io.stockade.sandbox.world.Table;
import java.util.List;

/** All of Auto Scaling: what can be called, what happens by itself, what is kept. */
public final class AutoScaling {
    private AutoScaling() {}

    /** What can be called. */
    public static Operations operations(Timetable timetable) {
        Operations operations = new Operations();
        GroupOperations.register(operations, timetable);
        GroupTags.register(operations);
        ActivityOperations.register(operations);
        return operations;
    }

    /** What is kept. */
    public static List<Table<?>> tables() {
        return List.of(Groups.TABLE, Groups.ACTIVITY, GroupMember.TABLE);
    }
}
