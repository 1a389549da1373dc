package io.stockade.build;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Takes out of the AWS clients of a packaged application the operations that nobody calls. EC2 has 760 of them and the
 * JVM, verifying the client, loads the request of each: some 25 MiB for the sixty that are called. What is called is
 * read from the classes of the application; what somebody asked for by reflection would not be found.
 */
final class SlimClients {
    private static final int ASM = Opcodes.ASM9;
    private static final String SERVICES = "software/amazon/awssdk/services/";
    private static final Pattern CLIENT = Pattern.compile("(" + SERVICES + "\\w+/)(\\w+Client)");
    private static final Pattern OPERATION = Pattern.compile(
            "\\(L" + SERVICES + "\\w+/model/\\w+Request;.*\\)L" + SERVICES + "\\w+/model/\\w+Response;");
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(\\w+)\\$\\d+");
    private static final String PAGES = "Paginator";

    /** Of a service, what is made for operations: it would have every one of them called. */
    private static final Set<String> MADE_FOR_EACH = Set.of("model", "transform", "paginators", "waiters");

    /** Says that the jar isn't the original, as its license wants, and that nothing is left to be done. */
    private static final String NOTE = "/META-INF/stockade-changes.txt";

    private final Map<String, Set<String>> called = new TreeMap<>();

    private SlimClients() {}

    /** @param arguments the folder of the packaged application */
    public static void main(String[] arguments) throws IOException {
        Path application = Path.of(arguments[0]);
        SlimClients slim = new SlimClients();
        for (Path jar : jars(application.resolve("app"), "")) {
            try (FileSystem files = FileSystems.newFileSystem(jar)) {
                slim.noteCalls(classes(files.getPath("/")));
            }
        }
        for (Path jar : jars(application.resolve("lib/main"), "software.amazon.awssdk.")) {
            try (FileSystem files = FileSystems.newFileSystem(jar)) {
                slim.rewrite(files);
            }
        }
    }

    private static List<Path> jars(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> classes(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    private void noteCalls(List<Path> classes) throws IOException {
        for (Path each : classes) {
            new ClassReader(Files.readAllBytes(each)).accept(new Calls(), ClassReader.SKIP_DEBUG);
        }
    }

    private void rewrite(FileSystem jar) throws IOException {
        if (Files.exists(jar.getPath(NOTE))) {
            return;
        }
        for (String client : List.copyOf(called.keySet())) {
            Matcher name = CLIENT.matcher(client);
            if (name.matches() && Files.exists(jar.getPath("/" + client + ".class"))) {
                noteCalls(classes(jar.getPath("/" + name.group(1))).stream()
                        .filter(SlimClients::callsOfItself)
                        .toList());
                Set<String> uncalled = operations(jar.getPath("/" + client + ".class"));
                uncalled.removeAll(called.get(client));
                without(uncalled, jar.getPath("/" + client + ".class"));
                without(uncalled, jar.getPath("/" + name.group(1) + "Default" + name.group(2) + ".class"));
                Files.writeString(jar.getPath(NOTE), """
                        Stockade has taken out of the synchronous client, and of its interface, the operations
                        that it doesn't call.
                        """);
                keepTime(jar.getPath(NOTE), Files.getLastModifiedTime(jar.getPath("/" + client + ".class")));
            }
        }
    }

    /** A service may come with credential providers and the like. */
    private static boolean callsOfItself(Path file) {
        String part = file.getParent().getFileName().toString();
        return !MADE_FOR_EACH.contains(part) && !file.getFileName().toString().endsWith("Client.class");
    }

    private static Set<String> operations(Path client) throws IOException {
        Set<String> operations = new TreeSet<>();
        new ClassReader(Files.readAllBytes(client))
                .accept(
                        new ClassVisitor(ASM) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                if (OPERATION.matcher(descriptor).matches()) {
                                    operations.add(name);
                                }
                                return null;
                            }
                        },
                        ClassReader.SKIP_CODE);
        return operations;
    }

    /** The constant pool is made anew: names that nothing uses would be symbols of the JVM still. */
    private static void without(Set<String> operations, Path file) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        ClassWriter written = new ClassWriter(0);
        new ClassReader(Files.readAllBytes(file))
                .accept(
                        new ClassVisitor(ASM, written) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                return operations.contains(operationOf(name))
                                        ? null
                                        : super.visitMethod(access, name, descriptor, signature, thrown);
                            }
                        },
                        0);
        Files.write(file, written.toByteArray());
        keepTime(file, time);
    }

    /** A build is to make the same jar every time. */
    private static void keepTime(Path file, FileTime time) throws IOException {
        Files.setLastModifiedTime(file, time);
    }

    private static String operationOf(String method) {
        Matcher lambda = LAMBDA.matcher(method);
        String name = lambda.matches() ? lambda.group(1) : method;
        return name.endsWith(PAGES) ? name.substring(0, name.length() - PAGES.length()) : name;
    }

    /** Takes note of what a class calls of clients, and of what it hands on as a method reference. */
    private final class Calls extends ClassVisitor {
        Calls() {
            super(ASM);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(ASM) {
                @Override
                public void visitMethodInsn(int code, String owner, String method, String type, boolean ofInterface) {
                    note(owner, method);
                }

                @Override
                public void visitInvokeDynamicInsn(String method, String type, Handle maker, Object... given) {
                    Stream.of(given)
                            .filter(Handle.class::isInstance)
                            .map(Handle.class::cast)
                            .forEach(handle -> note(handle.getOwner(), handle.getName()));
                }
            };
        }

        private void note(String owner, String method) {
            if (CLIENT.matcher(owner).matches()) {
                called.computeIfAbsent(owner, client -> new TreeSet<>()).add(operationOf(method));
            }
        }
    }
}
