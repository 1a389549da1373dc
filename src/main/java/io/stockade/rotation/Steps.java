package io.stockade.rotation;

/** The four steps of a rotation, as AWS calls them: rotate-secrets_lambda-functions.html of the user guide. */
final class Steps {
    static final String CREATE = "createSecret";
    static final String SET = "setSecret";
    static final String TEST = "testSecret";
    static final String FINISH = "finishSecret";

    /** Where AWS was asked to take all of them. */
    static final String ROTATE = "rotateSecret";

    private Steps() {}
}
