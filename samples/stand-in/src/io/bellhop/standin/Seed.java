package io.bellhop.standin;

import com.github.tomakehurst.wiremock.common.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import wiremock.com.fasterxml.jackson.databind.node.ArrayNode;
import wiremock.com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is there when the stand-in starts.
 *
 * @param start what stands for {@code @start} in a file; a little later, so that a gateway that was there should have heard
 */
record Seed(String folder, Instant start) {

    private static final DateTimeFormatter WITHOUT_ZONE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    /** As both providers write it: UTC, without saying so. */
    static String time(Instant time) {
        return WITHOUT_ZONE.format(time);
    }

    /** @param file as in {@code sevenrooms/venues} */
    List<ObjectNode> all(String file) {
        List<ObjectNode> all = new ArrayList<>();
        Json.read(text(file), ArrayNode.class).forEach(entry -> all.add((ObjectNode) entry));
        return all;
    }

    ObjectNode one(String file) {
        return Json.read(text(file), ObjectNode.class);
    }

    private String text(String file) {
        try {
            return Files.readString(Path.of(folder, "__files", file + ".json"))
                    .replace("@start", time(start.plusSeconds(1)));
        } catch (IOException e) {
            throw new UncheckedIOException("the stand-in is started in the project's folder", e);
        }
    }
}
