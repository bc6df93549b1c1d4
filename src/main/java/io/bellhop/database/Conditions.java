package io.bellhop.database;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** The conditions of a list, only those asked for: an "or null" for the others would cost the index. */
public final class Conditions {

    private final List<Object> arguments = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();

    /** One without an argument. */
    public void add(String condition) {
        conditions.add(condition);
    }

    /**
     * One with an argument; none if that is null.
     *
     * @param comparison SQL up to the argument, as in {@code id < }
     */
    public void add(String comparison, Object argument) {
        if (argument != null) {
            conditions.add(comparison + argument(argument));
        }
    }

    /** The placeholder of another argument. */
    public String argument(Object argument) {
        arguments.add(argument);
        return "$" + arguments.size();
    }

    /** A where clause, or nothing. */
    public String sql() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    public Tuple arguments() {
        return Tuple.tuple(arguments);
    }
}
