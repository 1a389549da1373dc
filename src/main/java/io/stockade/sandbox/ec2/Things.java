package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import io.stockade.sandbox.service.Call;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finding things by id, with AWS's answers when they are not there. */
final class Things {
    private Things() {}

    /**
     * The thing with this id.
     *
     * @throws AwsError with the kind's own codes if there is none, or the id can't be one
     */
    static <T> T require(Call call, Kind<T> kind, @Nullable String id) {
        if (id == null || id.isEmpty()) {
            throw AwsError.missingParameter(kind.label());
        }
        Optional<T> found = find(call, kind, id);
        call.touch(id);
        return found.orElseThrow(() -> missing(kind, id));
    }

    static <T> Optional<T> find(Call call, Kind<T> kind, String id) {
        return call.find(kind.table(), id);
    }

    static <T> void put(Call call, Kind<T> kind, String id, T thing) {
        call.put(kind.table(), id, thing);
    }

    static AwsError missing(Kind<?> kind, String id) {
        if (!id.startsWith(kind.prefix()) && kind.notFound().endsWith(".NotFound")) {
            return AwsError.of(kind.notFound().replace(".NotFound", ".Malformed"), "Invalid id: \"" + id + "\"");
        }
        return AwsError.of(kind.notFound(), "The " + kind.label() + " '" + id + "' does not exist");
    }
}
