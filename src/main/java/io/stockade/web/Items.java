package io.stockade.web;

import java.util.List;

/** A list, as an object: more can be said beside it later. */
public record Items<T>(List<T> items) {
    public static <T> Items<T> of(List<T> items) {
        return new Items<>(items);
    }
}
