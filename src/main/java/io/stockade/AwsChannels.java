package io.stockade;

import io.stockade.alert.Channels;
import io.stockade.aws.alerts.AlertMail;
import io.stockade.cloud.CloudException;
import java.util.function.BiFunction;

/**
 * Alerts' way to topics and buses of AWS.
 *
 * @param regions what sends in an account and region
 */
record AwsChannels(BiFunction<String, String, AlertMail> regions) implements Channels {
    /** Of a sandbox, where there is nobody to be told. */
    static final Channels NONE = new Channels() {
        @Override
        public Outcome publish(Publication publication) {
            return new Outcome(State.DOWN, "a sandbox has no topics", null);
        }

        @Override
        public Outcome put(String busArn, Event event) {
            return new Outcome(State.DOWN, "a sandbox has no event buses", null);
        }
    };

    @Override
    public Outcome publish(Publication publication) {
        AlertMail.Letter letter = new AlertMail.Letter(
                publication.topicArn(),
                publication.id(),
                publication.group(),
                publication.subject(),
                publication.texts(),
                publication.attributes());
        return outcome(() -> mail(publication.topicArn()).publish(letter));
    }

    @Override
    public Outcome put(String busArn, Event event) {
        return outcome(() -> mail(busArn).put(busArn, event.source(), event.type(), event.detail()));
    }

    private AlertMail mail(String arn) {
        String[] parts = arn.split(":", 6);
        return regions.apply(parts[4], parts[3]);
    }

    private static Outcome outcome(Runnable call) {
        try {
            call.run();
            return Outcome.ARRIVED;
        } catch (CloudException failed) {
            State state = switch (failed.category()) {
                case INVALID, TOKEN_MISMATCH -> State.REFUSED;
                case NOT_FOUND,
                        ALREADY_EXISTS,
                        DEPENDENCY,
                        THROTTLED,
                        DENIED,
                        CREDENTIALS,
                        QUOTA,
                        UNCERTAIN,
                        UNSUPPORTED -> State.DOWN;
            };
            return new Outcome(state, String.valueOf(failed.getMessage()), failed.retryAfter());
        } catch (RuntimeException closing) {
            // A client that is being closed, or a defect: the message waits.
            return new Outcome(State.DOWN, closing.getClass().getSimpleName(), null);
        }
    }
}
