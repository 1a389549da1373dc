package io.stockade.kube;

import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/** Lets through what people and controllers change about an object; a status that we wrote ourselves is no news. */
public final class ChangeFilter implements OnUpdateFilter<RawStack> {
    @Override
    public boolean accept(RawStack newer, RawStack older) {
        return !newer.uid().equals(older.uid())
                || newer.beingDeleted() != older.beingDeleted()
                || newer.generation() != older.generation()
                || !newer.getMetadata()
                        .getFinalizers()
                        .equals(older.getMetadata().getFinalizers())
                || !Objects.equals(
                        newer.getMetadata().getAnnotations(),
                        older.getMetadata().getAnnotations());
    }
}
