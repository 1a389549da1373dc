package io.stockade.cluster;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** As many of everything as the schema takes, with names as long as it takes: what the rules of the server cost most on. */
final class LargestManifest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ROLE = "arn:aws:iam::111122223333:role/";

    private LargestManifest() {}

    static String json() throws IOException {
        ObjectNode manifest = (ObjectNode) JSON.readTree(Stacks.manifest("largest", "{region: eu-west-1}"));
        ObjectNode spec = (ObjectNode) manifest.get("spec");
        spec.putObject("account").put("id", "111122223333");
        ObjectNode tags = spec.putObject("tags");
        for (int index = 0; index < 40; index++) {
            tags.put(named("tag", index, 128), "v".repeat(256));
        }
        network(spec.putObject("network"));
        ArrayNode groups = spec.putArray("securityGroups");
        ArrayNode secrets = spec.putArray("secrets");
        for (int index = 0; index < 100; index++) {
            groups.addObject().put("name", named("group", index, 60));
            secret(secrets.addObject(), index);
        }
        ArrayNode links = spec.putArray("links");
        for (int index = 0; index < 500; index++) {
            ObjectNode link = links.addObject().put("port", index + 1);
            String from = index < 100 ? "rotate-" + named("secret", 99 - index, 50) : named("group", 99, 60);
            link.putObject("from").put("group", from);
            link.putObject("to").put("group", named("group", 98, 60));
        }
        ObjectNode access = spec.putObject("secretAccess");
        roles(access.putArray("readers"));
        roles(access.putArray("writers"));
        return manifest.toString();
    }

    private static void network(ObjectNode network) {
        network.put("cidr", "10.0.0.0/16").put("zones", 6);
        ArrayNode tiers = network.putArray("tiers");
        for (int index = 0; index < 8; index++) {
            tiers.addObject().put("name", named("tier", index, 20)).put("access", index == 0 ? "Public" : "Isolated");
        }
        ArrayNode endpoints = network.putArray("endpoints");
        for (int index = 0; index < 50; index++) {
            ArrayNode used = endpoints
                    .addObject()
                    .put("service", named("service", index, 100))
                    .putArray("tiers");
            for (int tier = 0; tier < 8; tier++) {
                used.add(named("tier", tier, 20));
            }
        }
    }

    private static void secret(ObjectNode secret, int index) {
        secret.put("name", named("secret", index, 50));
        secret.putObject("value").putObject("random");
        ObjectNode rotation = secret.putObject("rotation").put("every", "30d");
        ObjectNode function = rotation.putObject("lambda")
                .put("tier", named("tier", 7, 20))
                .put("runtime", "python3.13")
                .put("handler", "a.b");
        function.putObject("code").putObject("s3").put("bucket", "artifacts").put("key", "rotate.zip");
        roles(secret.putArray("readers"));
        roles(secret.putArray("writers"));
    }

    private static void roles(ArrayNode roles) {
        for (int index = 0; index < 50; index++) {
            roles.add(ROLE + named("role", index, 60));
        }
    }

    private static String named(String what, int index, int length) {
        String name = what + "-" + index + "-";
        return name + "x".repeat(length - name.length());
    }
}
