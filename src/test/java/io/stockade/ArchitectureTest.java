package io.stockade;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The walls between the packages, and what the core must not take from anywhere but its constructors. */
class ArchitectureTest {
    private static final String BASE = "io.stockade";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);

    /** What calculates and knows nothing else of ours; every package may use it. */
    private static final Set<String> BASES = Set.of("net", "schedule", "text");

    /** What each package may use besides the bases; the root may use everything, and nothing uses the root. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("net", Set.of()),
            Map.entry("schedule", Set.of()),
            Map.entry("text", Set.of()),
            Map.entry("spec", Set.of()),
            Map.entry("graph", Set.of()),
            Map.entry("blueprint", Set.of("spec", "graph")),
            Map.entry("cloud", Set.of("graph")),
            Map.entry("hint", Set.of("graph")),
            Map.entry("plan", Set.of("graph", "cloud")),
            Map.entry("memory", Set.of("graph")),
            Map.entry("apply", Set.of("plan", "cloud", "graph", "memory")),
            Map.entry("rotation", Set.of("graph", "cloud", "memory")),
            Map.entry("status", Set.of("spec", "graph", "cloud", "plan", "apply", "rotation")),
            Map.entry(
                    "reconcile",
                    Set.of(
                            "spec",
                            "graph",
                            "blueprint",
                            "cloud",
                            "plan",
                            "apply",
                            "rotation",
                            "memory",
                            "status",
                            "hint")),
            Map.entry("aws", Set.of("cloud", "graph")),
            Map.entry("sandbox", Set.of()),
            Map.entry("standalone", Set.of("spec", "graph", "plan", "status", "memory", "rotation", "reconcile")),
            Map.entry("kube", Set.of("spec", "graph", "cloud", "plan", "status", "memory", "rotation", "reconcile")),
            Map.entry("alert", Set.of("spec", "graph", "memory", "status", "reconcile")),
            Map.entry("history", Set.of("spec", "graph", "plan", "memory", "rotation", "status", "reconcile")),
            Map.entry("web", Set.of("spec", "graph", "plan", "status", "reconcile", "history")),
            Map.entry("cli", Set.of("spec", "graph", "plan", "status", "reconcile", "history", "web")));

    private static final Set<String> CORE = Set.of(
            "net",
            "schedule",
            "text",
            "spec",
            "graph",
            "blueprint",
            "cloud",
            "plan",
            "memory",
            "apply",
            "rotation",
            "status",
            "hint",
            "reconcile",
            "alert",
            "history");

    /**
     * Ordered by addresses in memory, which differ from run to run. Hash tables of texts are the same in every run, and
     * the salt of {@code Set.of} can't be told from bytecode: the simulation's equal runs show that none is iterated.
     */
    private static final Set<String> SALTED =
            Set.of("java.util.IdentityHashMap", "java.util.WeakHashMap", "java.util.Hashtable");

    @Test
    void packagesUseOnlyWhatTheyMay() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String from = part(type);
            Set<String> allowed = MAY_USE.getOrDefault(from, Set.of());
            if (from.isEmpty()) {
                continue;
            }
            assertThat(MAY_USE).as("the table of packages").containsKey(from);
            type.getDirectDependenciesFromSelf().forEach(dependency -> {
                JavaClass target = dependency.getTargetClass();
                String to = part(target);
                boolean ours = target.getPackageName().startsWith(BASE);
                if (ours && !to.equals(from) && !BASES.contains(to) && !allowed.contains(to)) {
                    wrong.add(type.getName() + " -> " + target.getName());
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theCoreKnowsNoFrameworkClusterOrSdk() {
        noClasses()
                .that(describe("are in the core", type -> CORE.contains(part(type))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "jakarta..",
                        "io.javaoperatorsdk..",
                        "io.fabric8.kubernetes..",
                        "software.amazon..")
                .check(CLASSES);
    }

    @Test
    void theSdkIsSeenByTheWayToAwsAndTheSandboxOnly() {
        noClasses()
                .that(describe(
                        "are neither aws nor sandbox nor root",
                        type -> !Set.of("aws", "sandbox", "").contains(part(type))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(CLASSES);
    }

    @Test
    void theClusterIsSeenByItsFrontEndOnly() {
        noClasses()
                .that(describe(
                        "are neither kube nor root", type -> !Set.of("kube", "").contains(part(type))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8.kubernetes..", "io.javaoperatorsdk..", "io.quarkiverse..")
                .check(CLASSES);
    }

    @Test
    void theCoreTakesTimeAndChanceFromOutside() {
        List<String> wrong = new ArrayList<>();
        for (JavaClass type : CLASSES) {
            if (CORE.contains(part(type))) {
                type.getMethodCallsFromSelf().forEach(call -> {
                    String owner = call.getTargetOwner().getName();
                    String method = call.getTarget().getName();
                    if (isAmbient(
                            owner,
                            method,
                            call.getTarget().getRawParameterTypes().isEmpty(),
                            call.getTarget().getRawParameterTypes().stream()
                                    .anyMatch(each -> each.isEquivalentTo(java.util.concurrent.Executor.class)))) {
                        wrong.add(call.getDescription());
                    }
                });
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theCoreHasNoSaltedCollections() {
        Map<String, String> wrong = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            if (CORE.contains(part(type))) {
                type.getConstructorCallsFromSelf().stream()
                        .filter(call -> SALTED.contains(call.getTargetOwner().getName()))
                        .forEach(call -> wrong.put(type.getName(), call.getDescription()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void classesAreNamedByWhatTheyDo() {
        noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)").check(CLASSES);
    }

    private static boolean isAmbient(String owner, String method, boolean withoutArguments, boolean withExecutor) {
        return switch (owner) {
            case "java.time.Instant", "java.time.LocalDate", "java.time.LocalDateTime", "java.time.ZonedDateTime" ->
                method.equals("now") && withoutArguments;
            case "java.util.UUID" -> method.equals("randomUUID");
            case "java.util.concurrent.ThreadLocalRandom" -> true;
            case "java.util.concurrent.ForkJoinPool" -> method.equals("commonPool");
            case "java.util.concurrent.CompletableFuture" -> method.endsWith("Async") && !withExecutor;
            case "java.lang.System" -> method.equals("currentTimeMillis") || method.equals("nanoTime");
            case "java.lang.Math" -> method.equals("random");
            default -> method.equals("parallelStream") || method.equals("parallel");
        };
    }

    private static String part(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(BASE + ".")) {
            return "";
        }
        return name.substring(BASE.length() + 1).split("\\.")[0];
    }
}
