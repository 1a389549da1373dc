package io.stockade.aws.policy;

import java.util.List;

/** What it takes to send alerts to a topic or a bus. */
public final class AlertRights {
    private static final String ACCOUNT = "{account}";

    private AlertRights() {}

    /** Of the service, with topic and bus to be filled in. */
    public static Policy ofService() {
        return new Policy(List.of(
                Statement.of("PublishAlerts", "sns", "Publish").on(Placeholders.arn("sns:*:" + ACCOUNT, "{topic}")),
                Statement.of("PutAlerts", "events", "PutEvents")
                        .on(Placeholders.arn("events:*:" + ACCOUNT, "event-bus/{bus}"))));
    }
}
