package io.bellhop.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.standin.StandIn;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SevenRoomsPullIT {

    private StandIn standIn;

    @BeforeEach
    void start() {
        standIn = StandIn.start(0);
    }

    @AfterEach
    void stop() {
        standIn.stop();
    }

    @Test
    void venuesArrive() {
        Pulls pulls = Pulls.ofSevenRooms(standIn);

        JsonPath report = pulls.pull("venues");

        assertThat(report.getString("outcome")).isEqualTo("succeeded");
        assertThat(report.getInt("seen")).isEqualTo(report.getInt("new") + report.getInt("known"));
        assertThat(report.getInt("seen")).isEqualTo(2);
    }
}
