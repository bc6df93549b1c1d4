package io.bellhop.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How a text has to look. Not for secrets: what does not look so is shown. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Form {

    /** A regular expression for all of it. */
    String value();

    /** That in words: what it is. */
    String words();
}
