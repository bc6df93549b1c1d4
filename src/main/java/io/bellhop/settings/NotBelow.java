package io.bellhop.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Another setting that this one may not be below, or not below so many times of it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(NotBelow.All.class)
public @interface NotBelow {

    /** The other's whole name. */
    String value();

    double times() default 1;

    /** Whether it may not be as much, either. */
    boolean strictly() default false;

    /** Several of them. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {
        NotBelow[] value();
    }
}
