package io.stockade;

import io.stockade.aws.call.BucketSizes;
import io.stockade.aws.call.Buckets;
import io.stockade.aws.call.CallLedger;
import io.stockade.aws.call.CallLog;
import io.stockade.aws.call.Calls;
import io.stockade.aws.events.EventQueue;
import io.stockade.aws.events.QueueUrl;
import io.stockade.cloud.Permit;
import io.stockade.hint.OurWrites;
import io.stockade.sandbox.Sandbox;
import java.time.InstantSource;
import java.util.List;

/** Queues in AWS that nobody began to listen to yet. */
final class UnheardQueues {
    private UnheardQueues() {}

    /** @param calls what the service calls */
    static Listening to(List<String> urls, InstantSource clock, CallLedger calls) {
        CloudSide cloud = new CloudSide(
                target -> {
                    throw new AssertionError("nothing is opened");
                },
                clock,
                1,
                false,
                (stack, what, seed) -> "",
                calls,
                new CloudSide.Events(url -> queue(url, clock), new OurWrites(Sandbox.SESSION, request -> false)),
                AwsChannels.NONE,
                () -> {});
        return Listening.to(urls, cloud, hint -> false);
    }

    private static EventQueue queue(QueueUrl url, InstantSource clock) {
        return new EventQueue(
                () -> {
                    throw new AssertionError("nothing is asked before it starts");
                },
                new Calls(
                        url::account,
                        url.region(),
                        new Buckets(BucketSizes.standard()),
                        CallLog.NONE,
                        clock,
                        Permit.ALWAYS),
                url);
    }
}
