package io.stockade.build;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * Has the JVM keep the classes of a packaged application as it has read, verified and linked them, for later starts: half
 * of a start goes by with that. The service is run as in a cluster for it, with stand-ins for the API server and for AWS
 * that know as much as one pass asks for. An application without an archive starts all the same, so nothing here fails a
 * build.
 */
final class ClassArchive {
    private static final String ARCHIVE = "target/quarkus-app/stockade.jsa";
    private static final String PASSWORD = "of-a-build-on-loopback";
    private static final String CREDENTIALS = " -Daws.accessKeyId=AKIDEXAMPLE -Daws.secretAccessKey=example";
    private static final int MOST_SECONDS = 300;
    private static final long QUIET_MILLISECONDS = 2_000;

    private ClassArchive() {}

    /** @param arguments the folder of the distribution, in which {@code deploy} and {@code target} are */
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        Path temporary = Files.createTempDirectory("stockade-archive");
        try {
            make(home, temporary);
        } catch (IOException | GeneralSecurityException failed) {
            System.err.println("no class archive, so that starts take longer: " + failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            delete(temporary);
        }
    }

    private static void make(Path home, Path temporary)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path archive = home.resolve(ARCHIVE);
        Files.deleteIfExists(archive);
        Path made = archive.resolveSibling("stockade.jsa.new");
        Identity identity = Identity.in(temporary);
        Aws aws = new Aws();
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpsServer cluster = server(identity, new ApiServer()::answer, threads);
        HttpsServer cloud = server(identity, aws::answer, threads);
        try {
            Path kubeconfig = Files.writeString(
                    temporary.resolve("kubeconfig"),
                    identity.kubeconfig(cluster.getAddress().getPort()));
            Path output = temporary.resolve("output");
            Process service = service(
                    home,
                    output,
                    Map.of(
                            "KUBECONFIG",
                            kubeconfig.toString(),
                            "AWS_ENDPOINT_URL",
                            "https://localhost:" + cloud.getAddress().getPort(),
                            "STOCKADE_JAVA_OPTS",
                            identity.trusting() + CREDENTIALS + " -XX:ArchiveClassesAtExit=" + made));
            boolean passed = aws.awaitEndOfPass(service);
            // Tells it to end; the archive is written then.
            service.destroy();
            boolean ended = service.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
            service.destroyForcibly().waitFor();
            if (!passed || !ended || !Files.exists(made)) {
                throw new IOException("the service said: " + Files.readString(output));
            }
            use(home, made, archive);
        } finally {
            Files.deleteIfExists(made);
            cluster.stop(0);
            cloud.stop(0);
            threads.shutdownNow();
        }
    }

    private static Process service(Path home, Path output, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = launcher(
                        home, "run", "--mode=kubernetes", "--read-only", "--port", String.valueOf(freePort()))
                .directory(output.getParent().toFile())
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static ProcessBuilder launcher(Path home, String... arguments) {
        ProcessBuilder builder =
                new ProcessBuilder(home.resolve("deploy/standalone/stockade").toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    /** A JVM may fall over half an archive; so there is a whole one, which was tried, or none. */
    private static void use(Path home, Path made, Path archive) throws IOException, InterruptedException {
        Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
        int exit = launcher(home, "version")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (exit != 0) {
            Files.delete(archive);
            throw new IOException("no start succeeds with it");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private interface Answer {
        void to(HttpExchange exchange, String body) throws IOException;
    }

    private static HttpsServer server(Identity identity, Answer answer, ExecutorService threads)
            throws IOException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(identity.configurator());
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (InputStream body = exchange.getRequestBody()) {
                answer.to(exchange, new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        });
        server.start();
        return server;
    }

    private static void send(HttpExchange exchange, int code, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** A key with its certificate, by which both sides know each other. */
    private record Identity(KeyStore keys, KeyStore trusted, Path trustStore) {
        private static final String KEYTOOL =
                "keytool -genkeypair -storetype PKCS12 -alias key -keyalg RSA -keysize 2048"
                        + " -dname CN=localhost -ext san=dns:localhost,ip:127.0.0.1 -ext bc=ca:true -validity 2";

        static Identity in(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
            Path store = folder.resolve("keys.p12");
            List<String> command = new ArrayList<>(List.of(KEYTOOL.split(" ")));
            command.set(
                    0,
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
            command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
            Process made = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (made.waitFor() != 0) {
                throw new IOException("keytool made no key");
            }
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            // A certificate with its key is not one that is trusted.
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("certificate", keys.getCertificate("key"));
            Path trustStore = folder.resolve("trusted.p12");
            try (OutputStream file = Files.newOutputStream(trustStore)) {
                trusted.store(file, PASSWORD.toCharArray());
            }
            return new Identity(keys, trusted, trustStore);
        }

        HttpsConfigurator configurator() throws GeneralSecurityException {
            KeyManagerFactory ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            ours.init(keys, PASSWORD.toCharArray());
            TrustManagerFactory theirs = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            theirs.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(ours.getKeyManagers(), theirs.getTrustManagers(), null);
            return new HttpsConfigurator(context) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters wanted = context.getDefaultSSLParameters();
                    wanted.setWantClientAuth(true);
                    parameters.setSSLParameters(wanted);
                }
            };
        }

        String trusting() {
            return "-Djavax.net.ssl.trustStore=" + trustStore + " -Djavax.net.ssl.trustStorePassword=" + PASSWORD;
        }

        String kubeconfig(int port) throws GeneralSecurityException {
            String certificate = pem("CERTIFICATE", keys.getCertificate("key").getEncoded());
            String key = pem(
                    "PRIVATE KEY", keys.getKey("key", PASSWORD.toCharArray()).getEncoded());
            return """
                    apiVersion: v1
                    kind: Config
                    clusters:
                      - name: build
                        cluster: {server: "https://127.0.0.1:%d", certificate-authority-data: %s}
                    users:
                      - name: build
                        user: {client-certificate-data: %s, client-key-data: %s}
                    contexts:
                      - name: build
                        context: {cluster: build, user: build}
                    current-context: build
                    """.formatted(port, certificate, certificate, key);
        }

        /** As a kubeconfig has it: text in Base64, which is in Base64 itself. */
        private static String pem(String what, byte[] bytes) {
            String text = "-----BEGIN " + what + "-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what
                    + "-----\n";
            return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Knows one stack, gives out leases, and takes whatever is written. */
    private static final class ApiServer {
        private static final String JSON = "application/json";
        private static final Pattern METADATA = Pattern.compile("\"metadata\"\\s*:\\s*\\{");
        private static final Pattern VERSION = Pattern.compile("\"resourceVersion\"\\s*:\\s*\"[^\"]*\"");
        private static final String STACK = """
                {"apiVersion":"stockade.dev/v1alpha1","kind":"SecureStack","metadata":{"name":"first","namespace":"default",
                "uid":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","resourceVersion":"2","generation":1,
                "creationTimestamp":"2026-01-01T00:00:00Z","finalizers":["stockade.dev/stack"]},
                "spec":{"region":"eu-west-1","network":{"nat":{"mode":"None"}},
                "securityGroups":[{"name":"app"},{"name":"db"}],
                "links":[{"from":{"group":"app"},"to":{"group":"db"},"port":5432}]}}""";
        private static final String LIST = """
                {"apiVersion":"stockade.dev/v1alpha1","kind":"SecureStackList","metadata":{"resourceVersion":"2"},
                "items":[%s]}""".formatted(STACK);

        private final Map<String, String> written = new ConcurrentHashMap<>();
        private final AtomicLong version = new AtomicLong(2);

        void answer(HttpExchange exchange, String body) throws IOException {
            String path = exchange.getRequestURI().getPath();
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            switch (exchange.getRequestMethod()) {
                case "GET" -> get(exchange, path, query.contains("watch=true"));
                case "PATCH" -> send(exchange, 200, JSON, written.getOrDefault(path, STACK));
                default ->
                    send(exchange, exchange.getRequestMethod().equals("POST") ? 201 : 200, JSON, kept(path, body));
            }
        }

        /** Begins a web socket, in which nothing ever happens. */
        private static void watch(HttpExchange exchange) throws IOException {
            String key = exchange.getRequestHeaders().getFirst("Sec-WebSocket-Key");
            if (key == null) {
                send(exchange, 404, JSON, "{}");
                return;
            }
            exchange.getResponseHeaders().set("Connection", "Upgrade");
            exchange.getResponseHeaders().set("Upgrade", "websocket");
            exchange.getResponseHeaders().set("Sec-WebSocket-Accept", accepting(key));
            exchange.sendResponseHeaders(101, -1);
        }

        /** As RFC 6455 has it, 4.2.2. */
        private static String accepting(String key) {
            String said = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
            try {
                MessageDigest sha = MessageDigest.getInstance("SHA-1");
                return Base64.getEncoder().encodeToString(sha.digest(said.getBytes(StandardCharsets.US_ASCII)));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private void get(HttpExchange exchange, String path, boolean watched) throws IOException {
            if (watched) {
                watch(exchange);
            } else if (path.endsWith("/securestacks")) {
                send(exchange, 200, JSON, LIST);
            } else if (path.contains("/securestacks/")) {
                send(exchange, 200, JSON, written.getOrDefault(path, STACK));
            } else if (path.equals("/version")) {
                send(exchange, 200, JSON, "{\"major\":\"1\",\"minor\":\"34\",\"gitVersion\":\"v1.34.0\"}");
            } else {
                String status = "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\","
                        + "\"reason\":\"NotFound\",\"code\":404}";
                String known = written.get(path);
                send(exchange, known == null ? 404 : 200, JSON, known == null ? status : known);
            }
        }

        /** The object with the version that it has now; a lease is found under its name. */
        private String kept(String path, String body) {
            String next = "\"resourceVersion\":\"" + version.incrementAndGet() + "\"";
            String object = VERSION.matcher(body).find()
                    ? VERSION.matcher(body).replaceFirst(next)
                    : METADATA.matcher(body).replaceFirst("\"metadata\":{" + next + ",");
            written.put(path.endsWith("/leases") ? path + "/stockade" : path, object);
            return object;
        }
    }

    /** An account with three zones and nothing in it. */
    private static final class Aws {
        private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");

        private final CountDownLatch asked = new CountDownLatch(5);
        private final AtomicLong last = new AtomicLong();

        void answer(HttpExchange exchange, String body) throws IOException {
            last.set(System.nanoTime());
            asked.countDown();
            Matcher action = ACTION.matcher(body);
            if (action.find()) {
                String name = action.group(1);
                String found = found(name);
                send(
                        exchange,
                        200,
                        "text/xml",
                        "<%sResponse><%sResult>%s</%sResult>%s<requestId>r</requestId></%sResponse>"
                                .formatted(name, name, found, name, found, name));
            } else {
                send(exchange, 200, "application/json", "{}");
            }
        }

        private static String found(String action) {
            return switch (action) {
                case "GetCallerIdentity" ->
                    "<Arn>arn:aws:iam::123456789012:user/build</Arn><UserId>build</UserId>"
                            + "<Account>123456789012</Account>";
                case "DescribeAvailabilityZones" ->
                    "<availabilityZoneInfo>" + zone("a", 1) + zone("b", 2) + zone("c", 3) + "</availabilityZoneInfo>";
                default -> "";
            };
        }

        private static String zone(String letter, int number) {
            return "<item><zoneName>eu-west-1%s</zoneName><zoneId>euw1-az%d</zoneId><zoneState>available</zoneState>"
                            .formatted(letter, number)
                    + "<zoneType>availability-zone</zoneType><regionName>eu-west-1</regionName></item>";
        }

        /** A pass asks for many things at once, and then for nothing. */
        boolean awaitEndOfPass(Process service) throws InterruptedException {
            for (int waited = 0; !asked.await(1, TimeUnit.SECONDS); waited++) {
                if (!service.isAlive() || waited > MOST_SECONDS) {
                    return false;
                }
            }
            while (System.nanoTime() - last.get() < TimeUnit.MILLISECONDS.toNanos(QUIET_MILLISECONDS)) {
                Thread.sleep(QUIET_MILLISECONDS / 4);
            }
            return true;
        }
    }
}
