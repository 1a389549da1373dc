package io.stockade.sandbox.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockade.sandbox.world.RowJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import software.amazon.awssdk.core.SdkPojo;

/** What a request asks for, in short: equal for equal requests but for their client token. */
final class Fingerprint {
    private static final RowJson JSON = new RowJson();

    private Fingerprint() {}

    static String of(SdkPojo request) {
        ObjectNode json = (ObjectNode) JSON.write(request);
        json.remove("ClientToken");
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(json.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
