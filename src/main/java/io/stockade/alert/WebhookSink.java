package io.stockade.alert;

import java.time.InstantSource;
import java.util.Map;

/**
 * Sends CloudEvents to an address of the user's, signed.
 *
 * @param clock the receiver's, as far as it is right: it tells old messages by it
 */
record WebhookSink(Post post, Reference url, Reference key, InstantSource clock, String installation) implements Sink {
    @Override
    public void send(Message message) throws UndeliveredException {
        byte[] body = CloudEvent.bytes(message, installation);
        String signature = Signature.of(body, key.reveal(), clock.instant());
        post.send(url, Map.of("Content-Type", CloudEvent.MEDIA_TYPE, Signature.HEADER, signature), body);
    }
}
