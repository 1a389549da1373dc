package io.stockade;

import io.stockade.reconcile.DriftChoice;
import io.stockade.reconcile.FrontEnd;
import io.stockade.reconcile.FrontEnd.Known;
import io.stockade.spec.SecureStack;
import io.stockade.spec.SpecProblem;
import io.stockade.spec.manifest.ManifestReader;
import io.stockade.spec.manifest.ManifestResult;
import io.stockade.web.Refusal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stacks are to be is the cluster's business: it knows who may ask, and keeps what was asked. */
record KubectlRequests(FrontEnd front) implements Requests {
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int UNPROCESSABLE = 422;

    @Override
    public Known apply(byte[] manifest) {
        throw instead("kubectl apply -f FILE");
    }

    @Override
    public Known approve(String stack, String plan) {
        throw instead(on(stack, "annotate --overwrite", "stockade.dev/approve=" + plan));
    }

    @Override
    public String rotate(String stack, String secret) {
        throw instead(on(stack, "annotate --overwrite", "stockade.dev/rotate-requested-at=" + secret + "=TIME"));
    }

    @Override
    public void decide(String stack, String key, @Nullable DriftChoice choice, Set<String> keys) {
        String annotation = DriftChoice.ANNOTATION + key;
        throw instead(on(
                stack,
                "annotate --overwrite",
                choice == null ? annotation + "-" : "\"" + annotation + "=" + choice.text() + "\""));
    }

    @Override
    public Known delete(String stack) {
        throw instead(on(stack, "delete", ""));
    }

    @Override
    public SecureStack check(byte[] manifest) {
        ManifestResult result = ManifestReader.read(manifest, "manifest.json");
        return result.stack()
                .orElseThrow(() -> new Refusal(
                        UNPROCESSABLE,
                        String.join(
                                "\n",
                                result.problems().stream()
                                        .filter(SpecProblem::blocks)
                                        .map(SpecProblem::text)
                                        .toList())));
    }

    private String on(String stack, String verb, String rest) {
        if (front.find(stack).isEmpty()) {
            throw new Refusal(NOT_FOUND, "there is no stack " + stack + "; 'stockade get' lists what there is");
        }
        int slash = stack.indexOf('/');
        String command = "kubectl -n " + stack.substring(0, slash) + " " + verb + " securestack "
                + stack.substring(slash + 1) + " " + rest;
        return command.strip();
    }

    private static Refusal instead(String command) {
        return new Refusal(NOT_ALLOWED, "this service works for a cluster; use '" + command + "'");
    }
}
