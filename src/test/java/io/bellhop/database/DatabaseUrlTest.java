package io.bellhop.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://db.example.com:5432/bellhop?sslmode=require",
                "postgres://db.example.com:5432/bellhop?sslmode=require",
                "jdbc:postgresql://db.example.com:5432/bellhop?sslmode=require",
            })
    void understandsTheUsualSpellings(String text) {
        assertThat(DatabaseUrl.parse(DatabaseUrl.PRIMARY, text))
                .isEqualTo(new DatabaseUrl("postgresql://db.example.com:5432/bellhop?sslmode=require", null, null));
    }

    @Test
    void takesCredentialsOutOfTheUrl() {
        DatabaseUrl url =
                DatabaseUrl.parse(DatabaseUrl.PRIMARY, "postgresql://someone:p%40ss:word@db.example.com/bellhop");

        assertThat(url).isEqualTo(new DatabaseUrl("postgresql://db.example.com/bellhop", "someone", "p@ss:word"));
        assertThat(url.toString()).doesNotContain("p@ss");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.example.com",
                "mysql://db.example.com/bellhop",
                "postgresql://db.example.com",
                "postgresql:///bellhop",
                "postgresql://someone:hunter2@/bellhop",
                "postgresql://one.example.com,two.example.com/bellhop",
                "postgresql://someone:hunter2@db example/bellhop",
            })
    void saysWhatIsExpectedWithoutRepeatingWhatItGot(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(DatabaseUrl.PRIMARY, text))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("postgresql://host:5432/name")
                .hasMessageNotContaining("hunter2");
    }
}
