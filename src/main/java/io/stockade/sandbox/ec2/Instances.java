package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import io.stockade.sandbox.service.Timetable;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The lives of instances, whoever launched them. */
public final class Instances {
    /** The tag by which an instance belongs to an auto-scaling group; nobody but AWS can put it on. */
    public static final String GROUP_TAG = "aws:autoscaling:groupName";
    /** What is due when a group's instance has come to an end; its subject is the group's name. */
    public static final String GROUP_CHECK = "auto-scaling-group-check";

    private static final String RUNNING = "instance-running";
    private static final String STOPPED = "instance-stopped";
    private static final String TERMINATED = "instance-terminated";
    private static final String FORGOTTEN = "instance-forgotten";

    private Instances() {}

    static void register(Timetable timetable) {
        timetable
                .add(RUNNING, (call, id) -> move(call, id, InstanceStateName.PENDING, InstanceStateName.RUNNING))
                .add(STOPPED, (call, id) -> move(call, id, InstanceStateName.STOPPING, InstanceStateName.STOPPED))
                .add(TERMINATED, Instances::becomeTerminated)
                .add(FORGOTTEN, (call, id) -> call.remove(Kinds.INSTANCE.table(), id));
    }

    /** An instance, if AWS still lists it. */
    public static Optional<Instance> find(Call call, String id) {
        return Things.find(call, Kinds.INSTANCE, id);
    }

    /** Whether an instance runs, or is about to. */
    public static boolean isUp(Call call, String id) {
        return find(call, id)
                .map(instance -> instance.state().name())
                .filter(state -> state == InstanceStateName.PENDING || state == InstanceStateName.RUNNING)
                .isPresent();
    }

    /** Stores a new instance, which will run after a while. */
    static void start(Call call, Instance instance) {
        put(call, instance, InstanceStateName.PENDING);
        call.later(call.settings().delays().instance(), RUNNING, instance.instanceId());
    }

    /** Ends an instance; ending it twice is no error. */
    public static void terminate(Call call, Instance instance) {
        InstanceStateName state = instance.state().name();
        if (state == InstanceStateName.SHUTTING_DOWN || state == InstanceStateName.TERMINATED) {
            return;
        }
        put(call, instance, InstanceStateName.SHUTTING_DOWN);
        call.later(call.settings().delays().termination(), TERMINATED, instance.instanceId());
        tellGroup(call, instance);
    }

    static void stop(Call call, Instance instance) {
        if (!isUp(call, instance.instanceId())) {
            return;
        }
        put(call, instance, InstanceStateName.STOPPING);
        call.later(call.settings().delays().termination(), STOPPED, instance.instanceId());
        tellGroup(call, instance);
    }

    /** The interfaces of an instance, by their device index. */
    static List<NetworkInterface> interfaces(Call call, Instance instance) {
        if (instance.vpcId() == null) {
            return List.of();
        }
        return call.children(Kinds.NETWORK_INTERFACE.table(), instance.vpcId()).stream()
                .filter(candidate -> candidate.attachment() != null
                        && instance.instanceId().equals(candidate.attachment().instanceId()))
                .sorted(Comparator.comparing(candidate -> candidate.attachment().deviceIndex()))
                .toList();
    }

    /** The interface of an instance that has only one, for what may name either. */
    static String onlyInterface(Call call, String instanceId) {
        Instance instance = Things.require(call, Kinds.INSTANCE, instanceId);
        List<NetworkInterface> all = interfaces(call, instance);
        if (all.size() != 1) {
            throw AwsError.of(
                    "InvalidInstanceID",
                    "There are " + all.size() + " interfaces attached to instance '" + instanceId
                            + "'. Please specify an interface ID for the operation instead.");
        }
        return all.get(0).networkInterfaceId();
    }

    static InstanceState state(InstanceStateName name) {
        int code = switch (name) {
            case PENDING -> 0;
            case RUNNING -> 16;
            case SHUTTING_DOWN -> 32;
            case TERMINATED -> 48;
            case STOPPING -> 64;
            case STOPPED -> 80;
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("no state");
        };
        return InstanceState.builder().name(name).code(code).build();
    }

    private static void put(Call call, Instance instance, InstanceStateName state) {
        Things.put(
                call,
                Kinds.INSTANCE,
                instance.instanceId(),
                instance.toBuilder().state(state(state)).build());
    }

    private static void move(Call call, String id, InstanceStateName from, InstanceStateName to) {
        find(call, id)
                .filter(instance -> instance.state().name() == from)
                .ifPresent(instance -> put(call, instance, to));
    }

    private static void becomeTerminated(Call call, String id) {
        find(call, id).ifPresent(instance -> {
            for (NetworkInterface attached : interfaces(call, instance)) {
                if (Boolean.TRUE.equals(attached.attachment().deleteOnTermination())) {
                    Interfaces.remove(call, attached);
                } else {
                    Interfaces.detach(call, attached);
                }
            }
            put(call, instance, InstanceStateName.TERMINATED);
            call.later(call.settings().delays().tombstone(), FORGOTTEN, id);
        });
    }

    private static void tellGroup(Call call, Instance instance) {
        instance.tags().stream()
                .filter(tag -> Objects.equals(tag.key(), GROUP_TAG))
                .map(Tag::value)
                .forEach(group -> call.laterOnce(call.settings().delays().groupReaction(), GROUP_CHECK, group));
    }
}
