package io.stockade.sandbox.ec2;

import io.stockade.sandbox.service.AwsError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The filters that a kind of thing can be listed by: what each name reads from a thing. */
final class Filters<T> {
    /** EC2 user guide, "List and filter using the CLI and API". */
    private static final int VALUES_AT_MOST = 200;

    private final Map<String, Function<T, ? extends Collection<String>>> byName = new HashMap<>();

    /** A filter by something that a thing has one of, or none. */
    Filters<T> one(String name, Function<T, ? extends @Nullable Object> value) {
        return many(name, thing -> {
            Object found = value.apply(thing);
            return found == null ? List.of() : List.of(String.valueOf(found));
        });
    }

    /** A filter by something that a thing has several of; one that fits is enough. */
    Filters<T> many(String name, Function<T, ? extends Collection<String>> values) {
        byName.put(name, values);
        return this;
    }

    /** A filter by something of each member of a list. */
    <M> Filters<T> each(String name, Function<T, List<M>> members, Function<M, ? extends @Nullable Object> value) {
        return many(
                name,
                thing -> members.apply(thing).stream()
                        .map(value)
                        .filter(Objects::nonNull)
                        .map(String::valueOf)
                        .toList());
    }

    /** Whether a thing passes all filters of a request, each of which one of its values must fit. */
    Predicate<T> all(List<Filter> requested) {
        return requested.stream().map(this::predicate).reduce(thing -> true, Predicate::and);
    }

    private Predicate<T> predicate(Filter filter) {
        String name = filter.name();
        if (name == null || filter.values().isEmpty()) {
            throw AwsError.of("InvalidParameterValue", "The filter '" + name + "' has no values");
        }
        if (filter.values().size() > VALUES_AT_MOST) {
            throw AwsError.of(
                    "FilterLimitExceeded",
                    "The maximum number of filter values specified on a single call is " + VALUES_AT_MOST);
        }
        Predicate<String> value = matcher(filter.values());
        if (name.startsWith("tag:")) {
            String key = name.substring("tag:".length());
            return thing -> Tags.on(thing).stream().anyMatch(tag -> tag.key().equals(key) && value.test(tag.value()));
        }
        if (name.equals("tag-key")) {
            return thing -> Tags.on(thing).stream().map(Tag::key).anyMatch(value);
        }
        Function<T, ? extends Collection<String>> values = byName.get(name);
        if (values == null) {
            throw AwsError.invalidParameter("The filter '" + name + "' is invalid");
        }
        return thing -> {
            for (String each : values.apply(thing)) {
                if (value.test(each)) {
                    return true;
                }
            }
            return false;
        };
    }

    /** Values with * and ? are patterns, a backslash makes the next character plain. */
    private static Predicate<String> matcher(List<String> values) {
        Set<String> plain = new HashSet<>();
        List<Pattern> patterns = new ArrayList<>();
        for (String value : values) {
            if (value.chars().anyMatch(character -> character == '*' || character == '?' || character == '\\')) {
                patterns.add(pattern(value));
            } else {
                plain.add(value);
            }
        }
        return text -> plain.contains(text)
                || patterns.stream().anyMatch(pattern -> pattern.matcher(text).matches());
    }

    private static Pattern pattern(String value) {
        StringBuilder regex = new StringBuilder();
        for (int index = 0; index < value.length(); index++) {
            char character = value.charAt(index);
            if (character == '\\' && index + 1 < value.length()) {
                index++;
                regex.append(Pattern.quote(value.substring(index, index + 1)));
            } else if (character == '*') {
                regex.append(".*");
            } else if (character == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(character)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
