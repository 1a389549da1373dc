package io.stockade.blueprint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.stockade.graph.Owner;
import io.stockade.spec.SecureStack;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Manifests for tests, bound without the checks that users' files go through. */
final class Manifests {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Manifests() {}

    static SecureStack read(String yaml) {
        try {
            return YAML.readValue(yaml, SecureStack.class);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** A stack called payments/orders with this network, written in flow style. */
    static SecureStack network(String network) {
        return read("""
                apiVersion: stockade.dev/v1alpha1
                kind: SecureStack
                metadata: {name: orders, namespace: payments}
                spec: {region: eu-west-1, network: %s}
                """.formatted(network));
    }

    static Owner owner(SecureStack stack) {
        return new Owner("test", stack.key(), "uid-1");
    }
}
