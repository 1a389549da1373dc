package io.stockade.cli;

import io.stockade.reconcile.AllowedRoles;
import io.stockade.reconcile.StackDetail;
import io.stockade.spec.SecureStack;
import io.stockade.web.PlanReply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What commands need of the rest of the product in their own process. */
public interface Machinery {
    /**
     * What would be done about a manifest without a service: nothing is changed.
     *
     * @param sandbox against an empty sandbox; otherwise against AWS
     */
    PlanReply plan(SecureStack stack, boolean sandbox);

    /**
     * The rights that Stockade's role needs for a manifest, and no others.
     *
     * @param account in which the role is
     * @param installation as the service is told it
     * @param readOnly whether the service is to write nothing
     */
    Rights rights(SecureStack stack, String account, String installation, boolean readOnly);

    /**
     * Looks at what brings AWS's events to a service, makes it, or takes it away.
     *
     * @throws Failure if AWS refuses, or something that is not ours has one of the names
     */
    EventsReport events(EventsTask task, EventsUse use);

    /** Runs the service until it is told to end; the exit code. */
    int run(RunOptions options);

    /** Runs the demonstration; the exit code. */
    int demo(DemoOptions options);

    /**
     * What a role may do.
     *
     * @param capabilities the policies below {@code deploy/iam} that it is made of
     * @param policy as one document, for people
     * @param parts the same in as many managed policies as IAM's limit demands
     */
    record Rights(List<String> capabilities, String policy, List<String> parts) {
        public Rights {
            capabilities = List.copyOf(capabilities);
            parts = List.copyOf(parts);
        }
    }

    /** What is to be done about the way of events. */
    enum EventsTask {
        LOOK,
        ENABLE,
        DISABLE
    }

    /**
     * Where events come from, and for whom.
     *
     * @param installation whose queue it is
     * @param iam whether what happens in IAM counts too, of which AWS tells in another region
     */
    record EventsUse(String region, String installation, boolean iam) {}

    /**
     * What there is on the way of events.
     *
     * @param parts in the order in which they are made
     * @param queues the URLs that a service is to be given
     * @param rights the policy that it needs for them
     */
    record EventsReport(List<StackDetail.Resource> parts, List<String> queues, String rights) {
        public EventsReport {
            parts = List.copyOf(parts);
            queues = List.copyOf(queues);
        }

        /** Whether everything is in the given state. */
        boolean all(String state) {
            return parts.stream().allMatch(part -> part.state().equals(state));
        }
    }

    /**
     * How a service is to run.
     *
     * @param state where it keeps what must outlive it
     * @param tokenFile holds what clients must show; needed off loopback
     * @param speed seconds of the sandbox in a real second
     * @param sweep in the sandbox's time where that is the cloud
     * @param installation whose everything is that it makes
     * @param limits what AWS allows this account; {@code null} for AWS's defaults
     * @param telling whom it tells what happens
     * @param events the URLs of the queues that events come from
     * @param cluster where objects are in the place of a folder's files; {@code null} for the folder
     */
    record RunOptions(
            Path folder,
            Path state,
            String host,
            int port,
            @Nullable Path tokenFile,
            boolean sandbox,
            double speed,
            Duration sweep,
            boolean readOnly,
            boolean prune,
            String installation,
            RoleUse roles,
            @Nullable Path limits,
            Telling telling,
            List<String> events,
            @Nullable ClusterUse cluster) {
        public RunOptions {
            events = List.copyOf(events);
        }
    }

    /**
     * Whom a service tells what happens, besides those who ask.
     *
     * @param alerts the file that says who is alerted; {@code null} for nobody
     * @param auditLog takes a line for all that was done, {@code -} for the standard output; {@code null} for none
     * @param state where a service in a cluster keeps alerts over restarts; {@code null} for nowhere
     */
    record Telling(
            @Nullable Path alerts,
            @Nullable String auditLog,
            @Nullable Path state) {
        public static final Telling NOBODY = new Telling(null, null, null);
    }

    /**
     * Which objects of a cluster a service works for.
     *
     * @param namespaces in which they are; empty for all
     * @param selector their labels, as kubectl takes them; empty for any
     * @param lease which instances share of which one is to work, as NAME or NAMESPACE/NAME; {@code null} for the
     *     installation's in the namespace of this process
     */
    record ClusterUse(
            List<String> namespaces,
            String selector,
            @Nullable String lease) {
        public ClusterUse {
            namespaces = List.copyOf(namespaces);
        }
    }

    /**
     * How a service uses roles of manifests.
     *
     * @param allowed which of them it may assume
     * @param tagged whether the sessions carry a tag, which the roles must allow
     */
    record RoleUse(AllowedRoles allowed, boolean tagged) {
        /** Any role, without tags. */
        public static final RoleUse PLAIN = new RoleUse(AllowedRoles.ANY, false);
    }

    /**
     * How the demonstration is to run.
     *
     * @param once to its end without waiting for anybody
     * @param port of the service it starts; 0 for any
     */
    record DemoOptions(boolean once, double speed, int port) {}
}
