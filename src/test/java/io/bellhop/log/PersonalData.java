package io.bellhop.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The made-up people of the tests: their names, and what they wrote. A name counts from four letters on, a text from two words
 * on; what is shorter is found in the company of more.
 */
final class PersonalData {

    private static final int MIN_NAME_LETTERS = 4;
    private static final Set<String> NAMES = Set.of(
            "first_name",
            "last_name",
            "surname",
            "customer_name",
            "guest_name",
            "reviewer_name",
            "cardholder_name",
            "responsible");
    private static final Set<String> TEXTS = Set.of(
            "notes",
            "client_requests",
            "internal_notes",
            "private_notes",
            "message",
            "content",
            "raw_content",
            "address",
            "address_2",
            "card_number");
    private static final Set<String> PERSONS_OWN = Set.of("surname", "last_name", "mail");
    /** In code such a field may also be followed by a column's name, or by what is no name on purpose. */
    private static final Pattern NAME_IN_CODE = Pattern.compile("\\\\?\"(?:" + String.join("|", NAMES)
            + ")\\\\?\"\\s*[:,]\\s*\\\\?\"(\\p{Lu}\\p{L}+(?:[ -]\\p{Lu}\\p{L}+)*)\\\\?\"");

    private final Map<String, Map<Words, Path>> byFirstWord = new HashMap<>();

    private PersonalData() {}

    /** All in the JSON files of the folders; and the names in the tests written in Java. */
    static PersonalData in(Path... folders) {
        PersonalData data = new PersonalData();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(Files::isRegularFile).forEach(data::read);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return data;
    }

    int size() {
        return byFirstWord.values().stream().mapToInt(Map::size).sum();
    }

    /** Where the personal datum that the line holds comes from. */
    Optional<Path> foundIn(String line) {
        List<String> words = Words.of(line).all();
        for (int place = 0; place < words.size(); place++) {
            for (Map.Entry<Words, Path> datum :
                    byFirstWord.getOrDefault(words.get(place), Map.of()).entrySet()) {
                if (datum.getKey().beginsAt(place, words)) {
                    return Optional.of(datum.getValue());
                }
            }
        }
        return Optional.empty();
    }

    private void read(Path file) {
        try {
            if (file.toString().endsWith(".json")) {
                readJson(JsonMapper.builder().build().readTree(file.toFile()), file);
            } else if (file.toString().endsWith(".java")) {
                NAME_IN_CODE.matcher(Files.readString(file)).results().forEach(name -> addName(name.group(1), file));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is not JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readJson(JsonNode node, Path file) {
        boolean isPerson = PERSONS_OWN.stream().anyMatch(node::has);
        node.properties().forEach(field -> {
            String value = field.getValue().asText("");
            if (NAMES.contains(field.getKey()) || (isPerson && field.getKey().equals("name"))) {
                addName(value, file);
            } else if (TEXTS.contains(field.getKey())) {
                addText(value, file);
            }
        });
        node.forEach(child -> readJson(child, file));
    }

    /** As a whole, and each of its parts. */
    private void addName(String name, Path file) {
        addText(name, file);
        Words.of(name).all().stream()
                .filter(part -> part.length() >= MIN_NAME_LETTERS)
                .filter(part -> part.chars().allMatch(Character::isLetter))
                .forEach(part -> add(new Words(List.of(part)), file));
    }

    private void addText(String text, Path file) {
        Words words = Words.of(text);
        if (words.all().size() > 1) {
            add(words, file);
        }
    }

    private void add(Words words, Path file) {
        byFirstWord
                .computeIfAbsent(words.all().get(0), first -> new HashMap<>())
                .putIfAbsent(words, file);
    }
}
