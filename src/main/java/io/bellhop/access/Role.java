package io.bellhop.access;

/** What a key's holder may do; constants, for use in annotations. */
public final class Role {

    /** Everything. */
    public static final String ADMIN = "admin";

    private Role() {}
}
