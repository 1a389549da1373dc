package io.stockade.aws.call;

/** What AWS's names of calls tell. */
final class Actions {
    private Actions() {}

    /** Whether a call of this name changes nothing. */
    static boolean reading(String action) {
        return action.startsWith("Describe")
                || action.startsWith("Get")
                || action.startsWith("List")
                || action.startsWith("Lookup")
                || action.equals("ReceiveMessage");
    }
}
