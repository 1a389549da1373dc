package io.stockade.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A folder with the programs of a Kubernetes API server, where others put them: what {@code KUBEBUILDER_ASSETS} names
 * (setup-envtest), else the newest below {@code KUBE_API_TEST_DIR}, else below {@code .kubeapitest} in the home
 * directory (fabric8's kube-api-test). Without any, the tests that ask are skipped.
 */
record KubernetesBinaries(Path folder) {
    private static final String NAMED = "KUBEBUILDER_ASSETS";
    private static final String BELOW = "KUBE_API_TEST_DIR";
    private static final List<String> NEEDED = List.of("etcd", "kube-apiserver", "kubectl");

    /** Every test that asks is skipped, and one line says so. */
    private static final AtomicBoolean SKIPPED = new AtomicBoolean();

    /** The programs; where there are none, the test that asks is skipped. */
    static KubernetesBinaries find() {
        Optional<KubernetesBinaries> found = find(System.getenv(), Path.of(System.getProperty("user.home")));
        if (found.isPresent()) {
            return found.get();
        }
        String missing = "no Kubernetes API server: name a folder with " + String.join(", ", NEEDED) + " in " + NAMED
                + ", or one of kube-api-test in " + BELOW;
        if (SKIPPED.compareAndSet(false, true)) {
            System.err.println("skipped: " + missing);
        }
        throw new TestAbortedException(missing);
    }

    static Optional<KubernetesBinaries> find(Map<String, String> environment, Path home) {
        String named = environment.get(NAMED);
        if (named != null) {
            return Optional.of(whole(Path.of(named), NAMED));
        }
        String below = environment.get(BELOW);
        return newest(below == null ? home.resolve(".kubeapitest") : Path.of(below));
    }

    /** What somebody named has to be right: a test that is skipped by a slip of the pen would never be missed. */
    private static KubernetesBinaries whole(Path folder, String variable) {
        for (String program : NEEDED) {
            if (!Files.isExecutable(folder.resolve(program))) {
                throw new AssertionError(variable + " names " + folder + ", which has no " + program);
            }
        }
        return new KubernetesBinaries(folder);
    }

    private static Optional<KubernetesBinaries> newest(Path kubeApiTest) {
        Path versions = kubeApiTest.resolve("k8s");
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(versions)) {
            return folders.filter(
                            folder -> NEEDED.stream().allMatch(program -> Files.isExecutable(folder.resolve(program))))
                    .max(Comparator.comparing(KubernetesBinaries::version))
                    .map(KubernetesBinaries::new);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Of a folder such as {@code 1.34.4-linux-amd64}, as a text that sorts like the number. */
    private static String version(Path folder) {
        StringBuilder sortable = new StringBuilder();
        for (String number : folder.getFileName().toString().split("-", 2)[0].split("[.]")) {
            sortable.append("0".repeat(Math.max(0, 8 - number.length()))).append(number);
        }
        return sortable.toString();
    }

    Path program(String name) {
        return folder.resolve(name);
    }

    /** Whether there is what deletes the content of namespaces; setup-envtest doesn't bring it. */
    boolean hasControllerManager() {
        return Files.isExecutable(program("kube-controller-manager"));
    }
}
