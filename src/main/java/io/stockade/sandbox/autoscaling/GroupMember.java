package io.stockade.sandbox.autoscaling;

import io.stockade.sandbox.world.Table;
import java.time.Instant;

/**
 * An instance that belongs to a group.
 *
 * @param templateId what it was launched from, for the group's list
 */
record GroupMember(String instanceId, String group, String templateId, String templateVersion, Instant since) {
    static final Table<GroupMember> TABLE =
            new Table<>("auto-scaling-group-member", GroupMember.class, GroupMember::group);
}
