package io.stockade.kube;

/** A manifest with much of everything, as an organisation might write that has one stack for all of its applications. */
final class LargeStack {
    private static final int TIERS = 8;
    private static final int GROUPS = 40;
    private static final int LINKS = 40;
    private static final int SECRETS = 40;

    private LargeStack() {}

    static String manifest() {
        StringBuilder text = new StringBuilder("""
                metadata: {name: large}
                spec:
                  region: us-east-1
                  network:
                    cidr: 10.0.0.0/16
                    zones: 6
                    nat: {mode: Gateway, availability: PerZone}
                    endpoints: [{service: s3}, {service: dynamodb}, {service: ssm}, {service: secretsmanager}]
                    tiers:
                """);
        for (int tier = 0; tier < TIERS; tier++) {
            String access = tier == 0 ? "Public" : tier == 1 ? "Private" : "Isolated";
            text.append("    - {name: tier-number-%d, access: %s}\n".formatted(tier, access));
        }
        text.append("  securityGroups:\n");
        for (int group = 0; group < GROUPS; group++) {
            text.append("  - {name: %s}\n".formatted(group(group)));
        }
        text.append("  links:\n");
        for (int link = 0; link < LINKS; link++) {
            String from = group(link % GROUPS);
            String into = group((link + 1 + link / GROUPS) % GROUPS);
            text.append("  - {from: {group: %s}, to: {group: %s}, port: %d}\n".formatted(from, into, 1000 + link));
        }
        text.append("  secrets:\n");
        for (int secret = 0; secret < SECRETS; secret++) {
            text.append("  - {name: credentials-number-%d, value: {random: {length: 32}}, rotation: {every: 30d}}\n"
                    .formatted(secret));
        }
        return text.toString();
    }

    private static String group(int number) {
        return "group-of-applications-" + number;
    }
}
