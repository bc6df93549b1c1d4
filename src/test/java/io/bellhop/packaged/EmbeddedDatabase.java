package io.bellhop.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Asks the PostgreSQL that a gateway has started in a directory. */
record EmbeddedDatabase(Path dataDirectory) {

    /** The first column of all rows, as text. */
    List<String> query(String sql) throws SQLException, IOException {
        String port = Files.readAllLines(dataDirectory.resolve("postgres/postmaster.pid"))
                .get(3)
                .strip();
        String password = Files.readString(dataDirectory.resolve("password")).strip();
        return query("jdbc:postgresql://127.0.0.1:" + port + "/bellhop", password, sql);
    }

    static List<String> query(String url, String password, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, "postgres", password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
