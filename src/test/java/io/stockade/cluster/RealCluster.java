package io.stockade.cluster;

import io.stockade.FreePort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An API server of Kubernetes with its store, as processes on loopback, and with the controllers for namespaces and for
 * garbage where their program is there. Nothing of it runs a container.
 */
final class RealCluster implements AutoCloseable {
    static final Path CRD = Path.of("crds/securestacks.stockade.dev.yaml");

    private static final long PATIENCE_SECONDS = 120;
    private static final String TOKEN = "of-a-test-on-loopback";
    private static final String CONTROLLERS = "namespace-controller,garbage-collector-controller";

    private final KubernetesBinaries binaries;
    private final Path home;
    private final int port;
    private final int storePort;
    private final List<Process> others = new ArrayList<>();
    private @Nullable Process server;

    /** A test process that is killed must not leave a cluster behind. */
    private final Thread lastResort = new Thread(this::destroy);

    private RealCluster(KubernetesBinaries binaries, Path home) throws IOException {
        this.binaries = binaries;
        this.home = home;
        this.port = FreePort.find();
        this.storePort = FreePort.find();
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** A cluster that is ready; where there are no programs to make it of, the test is skipped. */
    static RealCluster start(Path home) throws IOException, InterruptedException {
        RealCluster cluster = new RealCluster(KubernetesBinaries.find(), Files.createDirectories(home));
        try {
            cluster.writeKeys();
            cluster.startStore();
            cluster.startServer();
            cluster.startControllers();
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException | Error failed) {
            cluster.close();
            throw failed;
        }
    }

    /** The same, which knows SecureStacks. */
    static RealCluster withStacks(Path home) throws IOException, InterruptedException {
        RealCluster cluster = start(home);
        cluster.learn(CRD);
        return cluster;
    }

    /** Applies the definition of an object, and waits until it is served. */
    void learn(Path definition) throws IOException, InterruptedException {
        kubectl().ok("apply", "-f", definition.toString());
        kubectl().ok("wait", "--for=condition=Established", "--timeout=60s", "-f", definition.toString());
        // The schema is published a moment after the objects are served.
        while (kubectl().run(null, "explain", "securestack.spec").exitCode() != 0) {
            Thread.sleep(100);
        }
    }

    Path kubeconfig() {
        return home.resolve("kubeconfig");
    }

    Kubectl kubectl() {
        return new Kubectl(binaries.program("kubectl"), kubeconfig(), "default");
    }

    /** In a namespace of its own. */
    Kubectl namespace(String name) throws IOException, InterruptedException {
        kubectl().ok("create", "namespace", name);
        return kubectl().in(name);
    }

    /** In a namespace that is made if it isn't there. */
    Kubectl existing(String name) throws IOException, InterruptedException {
        boolean missing = kubectl().run(null, "get", "namespace", name).exitCode() != 0;
        return missing ? namespace(name) : kubectl().in(name);
    }

    boolean hasControllers() {
        return binaries.hasControllerManager();
    }

    /** Ends the API server as a failing machine does; the store stays. */
    void killServer() throws InterruptedException {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }

    /** Starts the API server, at the port that it had before. */
    void startServer() throws IOException, InterruptedException {
        server = launch(
                "kube-apiserver",
                "--etcd-servers=http://127.0.0.1:" + storePort,
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--endpoint-reconciler-type=none",
                "--secure-port=" + port,
                "--cert-dir=" + home,
                "--token-auth-file=" + home.resolve("tokens.csv"),
                "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
                "--service-account-key-file=" + home.resolve("accounts.pub"),
                "--service-account-signing-key-file=" + home.resolve("accounts.key"),
                "--service-cluster-ip-range=10.0.0.0/24",
                "--authorization-mode=RBAC");
        long last = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!ready()) {
            if (System.nanoTime() > last || !server.isAlive()) {
                throw new IOException("the API server does not start:\n" + log("kube-apiserver"));
            }
            Thread.sleep(100);
        }
    }

    private boolean ready() throws IOException, InterruptedException {
        return Files.exists(home.resolve("apiserver.crt"))
                && kubectl().run(null, "get", "--raw", "/readyz").out().equals("ok");
    }

    private void startStore() throws IOException {
        String peers = "http://127.0.0.1:" + FreePort.find();
        String clients = "http://127.0.0.1:" + storePort;
        others.add(launch(
                "etcd",
                "--name=test",
                "--data-dir=" + home.resolve("store"),
                "--unsafe-no-fsync",
                "--log-level=warn",
                "--listen-client-urls=" + clients,
                "--advertise-client-urls=" + clients,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=test=" + peers));
    }

    private void startControllers() throws IOException {
        if (hasControllers()) {
            others.add(launch(
                    "kube-controller-manager",
                    "--kubeconfig=" + kubeconfig(),
                    "--leader-elect=false",
                    "--secure-port=0",
                    "--controllers=" + CONTROLLERS));
        }
    }

    private void writeKeys() throws IOException {
        KeyPair accounts = keys();
        Files.writeString(
                home.resolve("accounts.key"),
                pem("PRIVATE", accounts.getPrivate().getEncoded()));
        Files.writeString(
                home.resolve("accounts.pub"), pem("PUBLIC", accounts.getPublic().getEncoded()));
        Files.writeString(home.resolve("tokens.csv"), TOKEN + ",admin,admin,\"system:masters\"\n");
        Files.writeString(kubeconfig(), """
                apiVersion: v1
                kind: Config
                clusters: [{name: test, cluster: {server: "https://127.0.0.1:%d", certificate-authority: "%s"}}]
                users: [{name: admin, user: {token: "%s"}}]
                contexts: [{name: test, context: {cluster: test, user: admin}}]
                current-context: test
                """.formatted(port, home.resolve("apiserver.crt"), TOKEN));
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static String pem(String which, byte[] encoded) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + which + " KEY-----\n" + text + "\n-----END " + which + " KEY-----\n";
    }

    private Process launch(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(binaries.program(program).toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve(program + ".log").toFile()))
                .start();
    }

    private String log(String program) throws IOException {
        String whole = Files.readString(home.resolve(program + ".log"), StandardCharsets.UTF_8);
        return whole.substring(Math.max(0, whole.length() - 4000));
    }

    private void destroy() {
        if (server != null) {
            server.destroyForcibly();
        }
        others.forEach(Process::destroyForcibly);
    }

    @Override
    public void close() throws InterruptedException {
        destroy();
        if (server != null) {
            server.waitFor();
        }
        for (Process other : others) {
            other.waitFor();
        }
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (IllegalStateException ending) {
            return;
        }
    }
}
