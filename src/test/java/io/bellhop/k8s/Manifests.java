package io.bellhop.k8s;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What one folder renders to, each object read strictly into its kind's model. */
record Manifests(List<Object> objects) {

    private static final ObjectMapper MAPPER = new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .setAnnotationIntrospector(new NoOtherFields());

    /** The models would keep fields that they do not know, so that nothing is lost between versions. Here none may be there. */
    private static final class NoOtherFields extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    /** @throws IllegalArgumentException that names kind, object and field, if one is not as Kubernetes understands it */
    static Manifests read(String yaml) {
        List<Object> objects = new ArrayList<>();
        try (YAMLParser parser = new YAMLFactory().createParser(yaml)) {
            MAPPER.readerFor(JsonNode.class)
                    .<JsonNode>readValues(parser)
                    .forEachRemaining(document -> objects.add(read(document)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Manifests(List.copyOf(objects));
    }

    private static Object read(JsonNode document) {
        String kind = document.path("kind").asText();
        try {
            return MAPPER.treeToValue(
                    document, Kinds.modelOf(document.path("apiVersion").asText(), kind));
        } catch (IOException e) {
            String name = document.path("metadata").path("name").asText();
            throw new IllegalArgumentException(kind + "/" + name + ": " + e.getMessage(), e);
        }
    }

    <T> Stream<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast);
    }
}
