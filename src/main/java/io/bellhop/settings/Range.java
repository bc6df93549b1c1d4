package io.bellhop.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The least and the greatest value of a setting, as one writes them; where none is said, those of its {@link Kind}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Range {

    String min() default "";

    String max() default "";

    /** What it has to be a whole number of. */
    String step() default "";
}
