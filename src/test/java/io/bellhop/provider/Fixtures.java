package io.bellhop.provider;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellhop.webhook.RawBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A provider's folder of example bodies and signatures; its paths are relative to that folder. */
public final class Fixtures {

    /** Leaves numbers as they are written. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Path folder;

    private Fixtures(Path folder) {
        this.folder = folder;
    }

    public static Fixtures of(String provider) {
        URL url = Fixtures.class.getResource("/providers/" + provider);
        if (url == null) {
            throw new IllegalArgumentException("no fixtures of " + provider);
        }
        try {
            return new Fixtures(Path.of(url.toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As in {@code examples/booking.json}, in alphabetical order. */
    public List<String> examples() {
        try (Stream<Path> files = Files.list(folder.resolve("examples"))) {
            return files.map(file -> "examples/" + file.getFileName()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RawBody body(String file) {
        try {
            return new RawBody(Files.readAllBytes(folder.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode json(String file) {
        return json(body(file).bytes());
    }

    public static JsonNode json(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
