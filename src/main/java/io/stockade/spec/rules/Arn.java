package io.stockade.spec.rules;

/** The parts of an ARN whose shape has been checked. */
record Arn(String partition, String region, String account, String resource) {
    private static final int PARTS = 6;

    static Arn of(String text) {
        String[] parts = text.split(":", PARTS);
        return new Arn(parts[1], parts[3], parts[4], parts[5]);
    }
}
