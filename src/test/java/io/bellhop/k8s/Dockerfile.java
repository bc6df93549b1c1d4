package io.bellhop.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands in a container file, stage by stage.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</a>
 */
record Dockerfile(List<Instruction> instructions) {

    private static final Pattern PARAMETER = Pattern.compile("\\$\\{(\\w+)}");

    /** One instruction, its lines joined. */
    record Instruction(String keyword, String arguments) {}

    /**
     * What a stage begins with and does.
     *
     * @param base an image, or the name of an earlier stage
     * @param name empty if it has none
     */
    record Stage(String base, String name, List<Instruction> instructions) {

        Stream<String> all(String keyword) {
            return instructions.stream()
                    .filter(instruction -> instruction.keyword().equals(keyword))
                    .map(Instruction::arguments);
        }
    }

    static Dockerfile read(Path file) throws IOException {
        String joined = Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.joining("\n"))
                .replaceAll("\\\\\n\\s*", "");
        return new Dockerfile(joined.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split("\\s+", 2))
                .map(parts -> new Instruction(parts[0], parts[1]))
                .toList());
    }

    List<Stage> stages() {
        List<Stage> stages = new ArrayList<>();
        for (Instruction instruction : instructions) {
            if (instruction.keyword().equals("FROM")) {
                String[] words = filledIn(instruction.arguments()).split("\\s+");
                stages.add(new Stage(words[0], words.length > 2 ? words[2] : "", new ArrayList<>()));
            } else if (!stages.isEmpty()) {
                stages.get(stages.size() - 1).instructions().add(instruction);
            }
        }
        return stages;
    }

    /** With the defaults of the parameters that stand before the first stage. */
    private String filledIn(String text) {
        Map<String, String> defaults = new LinkedHashMap<>();
        instructions.stream()
                .takeWhile(instruction -> !instruction.keyword().equals("FROM"))
                .map(instruction -> instruction.arguments().split("=", 2))
                .forEach(parts -> defaults.put(parts[0], parts[1]));
        return PARAMETER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(defaults.getOrDefault(found.group(1), "")));
    }
}
