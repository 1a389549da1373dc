package io.stockade.aws.ec2;

import io.stockade.aws.call.Edits;
import io.stockade.aws.call.SingleDriver;
import io.stockade.cloud.Written;
import io.stockade.graph.Observed;
import io.stockade.graph.Resource;
import io.stockade.graph.ResourceKind;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** A driver of one of EC2's kinds. Most of them change nothing in place but tags, and are deleted by one call. */
abstract class Ec2Driver<R extends Resource> extends SingleDriver<R> {
    protected final Ec2 ec2;
    private final ResourceKind kind;

    protected Ec2Driver(Ec2 ec2, ResourceKind kind) {
        this.ec2 = ec2;
        this.kind = kind;
    }

    @Override
    public final ResourceKind kind() {
        return kind;
    }

    @Override
    public Written update(Observed<R> current, R desired, Set<String> components) {
        return changes(Edits.of(current, desired, components, ec2.now()), current.id(), desired)
                .tags(Ec2Tags.put(ec2, kind, current.id()), Ec2Tags.takeOff(ec2, kind, current.id()))
                .written();
    }

    /** The calls for what the kind changes in place beside tags. */
    protected Edits<R> changes(Edits<R> edits, String id, R desired) {
        return edits;
    }

    /** Deletes by a call; that the thing is gone already is success. */
    protected Written goneAfter(Observed<R> doomed, String action, Function<Ec2Client, ?> call) {
        return goneAfter(doomed, () -> ec2.call(action, kind, doomed.id(), call));
    }
}
