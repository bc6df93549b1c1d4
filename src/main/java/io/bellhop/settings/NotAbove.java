package io.bellhop.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A setting of the framework that this one may not be above. Where that is not set, or nothing, it bounds nothing. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NotAbove {

    /** The other's whole name. */
    String value();

    /** Whether it may not be as much, either. */
    boolean strictly() default false;
}
