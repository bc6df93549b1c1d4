package io.bellhop.processing;

import io.bellhop.Api;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** The test's own way into the database. */
public final class Database {

    private Database() {}

    public static void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Connection connect() throws SQLException {
        var config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class));
    }

    /** Until every event is processed, or failed. */
    public static void awaitProcessed() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Api.asAdmin()
                                .get("/api/v1/events?state=pending&limit=1")
                                .<Integer>path("items.size()")
                        == 0);
    }

    /** Nothing is known of anybody any more. */
    static void forgetState() {
        awaitProcessed();
        execute("truncate guest, guest_reference, guest_contact, reservation, venue, room, availability, confirmation,"
                + " failed_event");
    }
}
