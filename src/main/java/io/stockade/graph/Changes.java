package io.stockade.graph;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a change of this component means, declared beside it: every component of every resource record has one. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Changes {
    /** How AWS lets the component change. */
    Effect value();

    /** The kinds of change. */
    enum Effect {
        /** AWS changes it on the living object. */
        IN_PLACE,
        /** Only a new object has the new value. */
        REPLACE,
        /** It is part of the natural key: with another value it is another object. */
        KEY,
        /** AWS's to change: shown, never drift. */
        AWS
    }
}
