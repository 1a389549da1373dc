package io.stockade.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the API server may be asked for, as RBAC names it.
 *
 * @param resource with the subresource behind a slash; the whole path of what is no resource
 */
public record Right(String group, String resource, String verb) implements Comparable<Right> {
    private static final int RESOURCE = 0;
    private static final int NAME = 1;
    private static final int SUBRESOURCE = 2;

    /** The right that a request needs, by kubernetes.io/docs/reference/access-authn-authz/authorization. */
    public static Right of(String method, String pathAndQuery) {
        String[] parts = pathAndQuery.split("\\?", 2);
        String path = parts[0];
        String query = parts.length > 1 ? parts[1] : "";
        boolean core = path.startsWith("/api/v1/");
        if (!core && !path.matches("/apis/[^/]+/[^/]+/.+")) {
            return new Right("", path, "get");
        }
        String group = core ? "" : path.split("/")[2];
        String[] rest = path.replaceFirst("^/(api/v1|apis/[^/]+/[^/]+)/", "")
                .replaceFirst("^namespaces/[^/]+/(?=.)", "")
                .split("/");
        String resource = rest.length > SUBRESOURCE ? rest[RESOURCE] + "/" + rest[SUBRESOURCE] : rest[RESOURCE];
        return new Right(group, resource, verb(method, rest.length > NAME, query));
    }

    private static String verb(String method, boolean named, String query) {
        return switch (method) {
            case "GET" -> named ? "get" : query.matches("(.*&)?watch=(true|1)(&.*)?") ? "watch" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> named ? "delete" : "deletecollection";
            default -> throw new IllegalArgumentException(method);
        };
    }

    /** Everything that the roles of rendered manifests grant, wherever they are bound. */
    public static Set<Right> granted(String rendered) {
        Set<Right> rights = new TreeSet<>();
        for (JsonNode object : Chart.objects(rendered)) {
            for (JsonNode rule : object.path("rules")) {
                Chart.texts(rule.path("apiGroups"))
                        .forEach(group -> Chart.texts(rule.path("resources"))
                                .flatMap(resource -> verbs(group, resource, rule))
                                .forEach(rights::add));
            }
        }
        return rights;
    }

    private static Stream<Right> verbs(String group, String resource, JsonNode rule) {
        return Chart.texts(rule.path("verbs")).map(verb -> new Right(group, resource, verb));
    }

    @Override
    public int compareTo(Right other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
    }
}
