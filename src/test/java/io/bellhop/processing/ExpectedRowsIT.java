package io.bellhop.processing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.Api;
import io.bellhop.ingress.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every sample and every example of every provider, alone on a source of its own, gives exactly the rows that
 * {@code src/test/resources/expected} has, which are written by hand from the providers' contracts.
 */
@QuarkusTest
class ExpectedRowsIT {

    private static final Path EXPECTED = Path.of("src/test/resources/expected");
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private static final Map<String, String> SETTINGS = Map.of(
            "sevenrooms", "{\"venue-zone\":\"America/New_York\",\"currency\":\"USD\",\"phone-region\":\"US\"}",
            "channex", "{\"venue-zone\":\"Europe/Amsterdam\"}",
            "guestapi", "{\"statuses\":\"1=confirmed, 2=arrived, 9=canceled\"}",
            "roomz", "{}");

    private static final List<String> VOLATILE =
            List.of("id", "source", "event_id", "gap_event_id", "created_at", "updated_at");

    private static final List<String> PULLED = List.of(
            "currency",
            "address",
            "postal_code",
            "city",
            "region",
            "country",
            "phone",
            "website",
            "venue_group",
            "pulled_at");

    static List<String> bodies() {
        return Stream.of("samples", "providers")
                .flatMap(root -> files(EXPECTED.resolve(root)))
                .map(file -> EXPECTED.relativize(file).toString())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void becomesTheRowsThatTheContractSays(String file) throws IOException {
        JsonNode expected = JSON.readTree(EXPECTED.resolve(file).toFile());
        String provider = file.split("/")[1];
        Database.forgetState();
        Webhook webhook = Webhook.toNewSource(provider, SETTINGS.get(provider));

        send(webhook, provider, Path.of(file)).statusCode(202);
        Database.awaitProcessed();

        assertThat(written(rows(webhook.source()))).isEqualTo(written(withAllLists(expected)));
    }

    private static ValidatableResponse send(Webhook webhook, String provider, Path file) throws IOException {
        Path body = file.startsWith("samples")
                ? file
                : Path.of("src/test/resources").resolve(file);
        byte[] bytes = Files.readAllBytes(body);
        return switch (provider) {
            case "roomz" -> webhook.roomz(bytes);
            case "channex" -> webhook.channex(bytes);
            case "guestapi" -> webhook.guestapi(bytes, updateType(file));
            default ->
                file.toString().contains("event-in-path")
                        ? webhook.signedAsSevenrooms(bytes)
                                .post("/webhooks/" + webhook.source() + "/"
                                        + file.getFileName().toString().replace(".json", ""))
                                .then()
                        : webhook.sevenrooms(bytes);
        };
    }

    /** {@code reservation.Insert.json}, {@code reservations.Update.pair.json}; null for one without. */
    private static String updateType(Path file) {
        String[] parts = file.getFileName().toString().split("\\.");
        return parts.length == 2 ? null : parts[1];
    }

    // What there is

    private static ObjectNode rows(String source) {
        ObjectNode rows = JSON.createObjectNode();
        List<JsonNode> events = get("/api/v1/events?source=" + source, Comparator.comparing(text("id")));
        events.forEach(event -> rows.withArray("events").add(event.get("type")));
        boolean dead = events.stream()
                .anyMatch(event -> "dead".equals(event.get("state").textValue()));
        if (dead) {
            rows.put("dead", true);
        }
        List<JsonNode> guests = get("/api/v1/guests", Comparator.comparing(ExpectedRowsIT::guestKey));
        List<String> guestIds =
                guests.stream().map(guest -> guest.get("id").textValue()).toList();
        List<JsonNode> reservations = get("/api/v1/reservations", Comparator.comparing(text("reference")));
        reservations.forEach(reservation -> {
            JsonNode id = ((ObjectNode) reservation).remove("guest_id");
            int guest = guestIds.indexOf(id.textValue());
            ((ObjectNode) reservation)
                    .set(
                            "guest",
                            guest < 0 ? JSON.nullNode() : JSON.getNodeFactory().numberNode(guest));
        });
        List<JsonNode> availability = new ArrayList<>();
        List<JsonNode> notices = new ArrayList<>();
        events.forEach(event -> changes(event).forEach(change -> {
            if (change.path("kind").textValue().equals("availability")) {
                availability.addAll(availability(source, change.get("change")));
            }
            if (change.path("kind").textValue().equals("notice")) {
                notices.add(change.at("/change/fields"));
            }
        }));
        put(rows, "venues", get("/api/v1/venues", Comparator.comparing(text("reference"))));
        put(rows, "guests", guests);
        put(rows, "reservations", reservations);
        put(rows, "rooms", get("/api/v1/rooms", Comparator.comparing(text("reference"))));
        put(rows, "availability", availability);
        put(rows, "notices", notices);
        return rows;
    }

    private static void put(ObjectNode rows, String name, List<JsonNode> values) {
        ArrayNode array = rows.putArray(name);
        for (JsonNode value : values) {
            ObjectNode row = value.deepCopy();
            row.remove(VOLATILE);
            row.path("references").forEach(reference -> ((ObjectNode) reference).remove("source"));
            array.add(row);
        }
    }

    private static List<JsonNode> get(String path, Comparator<JsonNode> order) {
        return items(Api.asAdmin().get(path).asString()).sorted(order).toList();
    }

    private static List<JsonNode> changes(JsonNode event) {
        var answer = Api.asAdmin().get("/api/v1/events/" + event.get("id").textValue() + "/changes");
        return answer.statusCode() == 409 ? List.of() : items(answer.asString()).toList();
    }

    private static List<JsonNode> availability(String source, JsonNode change) {
        String date = change.get("date").textValue();
        return items(Api.asAdmin()
                        .queryParam("source", source)
                        .queryParam("venue", change.get("venue").textValue())
                        .queryParam("from", date)
                        .queryParam(
                                "to",
                                java.time.LocalDate.parse(date).plusDays(1).toString())
                        .get("/api/v1/availability")
                        .asString())
                .filter(row -> row.get("room_type").equals(change.get("room_type"))
                        && row.get("rate_plan").equals(change.get("rate_plan")))
                .toList();
    }

    private static Stream<JsonNode> items(String json) {
        try {
            return StreamSupport.stream(JSON.readTree(json).path("items").spliterator(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Function<JsonNode, String> text(String field) {
        return node -> node.path(field).asText();
    }

    private static String guestKey(JsonNode guest) {
        JsonNode reference = guest.at("/references/0/reference");
        return reference.isMissingNode() ? guest.path("email").asText() : reference.asText();
    }

    // What there should be

    private static ObjectNode withAllLists(JsonNode expected) {
        ObjectNode all = expected.deepCopy();
        for (String list : List.of("venues", "guests", "reservations", "rooms", "availability", "notices")) {
            if (!all.has(list)) {
                all.putArray(list);
            }
        }
        all.get("venues").forEach(venue -> addUntold((ObjectNode) venue));
        return all;
    }

    /** What no webhook tells of a venue. */
    private static void addUntold(ObjectNode venue) {
        venue.put("stale", false);
        PULLED.forEach(venue::putNull);
    }

    /** Readable, in one order of names, and numbers without regard to their digits. */
    private static String written(JsonNode json) {
        try {
            return JSON.writeValueAsString(JSON.treeToValue(plain(json), Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode plain(JsonNode json) {
        if (json.isNumber()) {
            return JSON.getNodeFactory()
                    .textNode(json.decimalValue().stripTrailingZeros().toPlainString());
        }
        if (json instanceof ObjectNode object) {
            ObjectNode plain = JSON.createObjectNode();
            object.properties().forEach(field -> {
                boolean anyTime =
                        field.getKey().equals("deleted_at") && !field.getValue().isNull();
                plain.set(
                        field.getKey(), anyTime ? JSON.getNodeFactory().textNode("deleted") : plain(field.getValue()));
            });
            return plain;
        }
        if (json instanceof ArrayNode array) {
            ArrayNode plain = JSON.createArrayNode();
            array.forEach(element -> plain.add(plain(element)));
            return plain;
        }
        return json;
    }

    private static Stream<Path> files(Path root) {
        try {
            return Files.walk(root).filter(Files::isRegularFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
