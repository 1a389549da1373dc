package io.stockade.standalone;

import io.stockade.reconcile.DesiredStack;
import io.stockade.reconcile.DriftChoice;
import io.stockade.spec.SecureStack;
import io.stockade.spec.StackMetadata;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the folder remembers of a stack, so that a restart knows what its files no longer say.
 *
 * @param manifest the last good one
 * @param uid made once for each incarnation of the stack
 * @param generation counts the changes of its spec, from 1
 * @param file the name of the file that it came from
 * @param content digest of that file
 * @param approve id of the plan that a person approved
 * @param vanished when the file was found gone, as long as pruning may still follow from it
 * @param rotateRequests what a person asked with for a rotation at once, the last for each secret, by its name
 * @param driftDecisions what a person decided upon drifts, by their keys
 */
record StackRecord(
        SecureStack manifest,
        String uid,
        long generation,
        DesiredStack.State state,
        String file,
        String content,
        @Nullable String approve,
        @Nullable Instant vanished,
        SortedMap<String, String> rotateRequests,
        SortedMap<String, String> driftDecisions) {
    StackRecord {
        // Files of earlier releases have none.
        driftDecisions = driftDecisions == null
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(driftDecisions));
        // Files of releases without secrets have none.
        rotateRequests = rotateRequests == null
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(rotateRequests));
    }

    static final int FORMAT = 1;

    /** The annotation that says the same as {@code stockade approve}. */
    private static final String APPROVE = "stockade.dev/approve";

    private static final String ADOPT_UID = "stockade.dev/adopt-uid";

    static StackRecord first(SecureStack manifest, String uid, String file, String content) {
        return new StackRecord(
                manifest,
                uid,
                1,
                DesiredStack.State.WANTED,
                file,
                content,
                null,
                null,
                new TreeMap<>(),
                new TreeMap<>());
    }

    /** The record after its file was read well; only another spec is another generation. */
    StackRecord readAgain(SecureStack newer, String newFile, String newContent) {
        long newGeneration = newer.spec().equals(manifest.spec()) ? generation : generation + 1;
        return new StackRecord(
                newer,
                uid,
                newGeneration,
                DesiredStack.State.WANTED,
                newFile,
                newContent,
                approve,
                null,
                rotateRequests,
                driftDecisions);
    }

    StackRecord approving(String plan) {
        return new StackRecord(
                manifest, uid, generation, state, file, content, plan, vanished, rotateRequests, driftDecisions);
    }

    /** @param request a text that was never used before for this secret */
    StackRecord rotating(String secret, String request) {
        SortedMap<String, String> requests = new TreeMap<>(rotateRequests);
        requests.put(secret, request);
        return new StackRecord(
                manifest, uid, generation, state, file, content, approve, vanished, requests, driftDecisions);
    }

    /** @param decisions all that hold from now on, by the key of the drift */
    StackRecord deciding(SortedMap<String, String> decisions) {
        return new StackRecord(
                manifest, uid, generation, state, file, content, approve, vanished, rotateRequests, decisions);
    }

    StackRecord deleting() {
        return new StackRecord(
                manifest,
                uid,
                generation,
                DesiredStack.State.DELETING,
                file,
                content,
                approve,
                null,
                rotateRequests,
                driftDecisions);
    }

    /** @param since when it vanished; {@code null} if nothing may follow from it any more */
    StackRecord orphaned(@Nullable Instant since) {
        return new StackRecord(
                manifest,
                uid,
                generation,
                DesiredStack.State.ORPHANED,
                file,
                content,
                approve,
                since,
                rotateRequests,
                driftDecisions);
    }

    /** The record as the engine sees it. */
    DesiredStack desired(@Nullable String trouble) {
        Map<String, String> annotations = manifest.metadata().annotations();
        return new DesiredStack(
                numbered(),
                generation,
                state,
                trouble,
                approve == null ? annotations.get(APPROVE) : approve,
                annotations.get(ADOPT_UID),
                rotateRequests,
                decisions(annotations));
    }

    /** What was decided here is newer than what a file says. */
    private SortedMap<String, String> decisions(Map<String, String> annotations) {
        SortedMap<String, String> decisions = DriftChoice.among(annotations);
        decisions.putAll(driftDecisions);
        return decisions;
    }

    /** The manifest with the uid and generation that this installation gave it, whatever its file says. */
    private SecureStack numbered() {
        StackMetadata written = manifest.metadata();
        StackMetadata metadata = new StackMetadata(
                written.name(), written.namespaceOrDefault(), uid, written.labels(), written.annotations(), generation);
        return new SecureStack(manifest.apiVersion(), manifest.kind(), metadata, manifest.spec());
    }
}
