package io.bellhop.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bellhop.change.Change;
import io.bellhop.webhook.RawBody;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every provider that has an API. Its test extends this one, and adds only what is true of it alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ProviderApiContract {

    private static final Pattern KEY = Pattern.compile("[ -~]{1,200}");
    private static final Pattern TYPE = Pattern.compile("[a-z_]+(\\.[a-z_]+)*");
    private static final Pattern NAME = Pattern.compile("[a-z]+(_[a-z]+)*");
    private static final int MANY = 10_000;

    protected final Provider provider;
    protected final Fixtures fixtures;
    private final SourceSettings settings;

    /** @param settings with which it has an API */
    protected ProviderApiContract(Provider provider, SourceSettings settings) {
        this.provider = provider;
        this.fixtures = Fixtures.of(provider.name());
        this.settings = settings;
    }

    /** A documented answer of a feed. */
    public record Example(String feed, ApiCall asked, JsonNode answer) {

        @Override
        public String toString() {
            return feed + " " + asked.path();
        }
    }

    /** One at least of each feed. */
    protected abstract Stream<Example> examples();

    /** The pointer to the entries of an answer. */
    protected abstract String entries(Example example);

    protected final ProviderApi api() {
        return provider.api(settings).orElseThrow();
    }

    protected final Feed feed(String name) {
        return api().feeds().stream()
                .filter(feed -> feed.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    // What it has

    @Test
    void eachFeedHasAnExampleAndANameOfItsOwn() {
        List<String> names = api().feeds().stream().map(Feed::name).toList();

        assertThat(names)
                .doesNotHaveDuplicates()
                .allMatch(name -> NAME.matcher(name).matches());
        assertThat(examples().map(Example::feed)).containsAll(names);
    }

    @Test
    void namesItsCredentialsLikeSettings() {
        assertThat(provider.credentials()).isNotEmpty().allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void takesImpossibleSettingsForWhatTheyAre() {
        assertThat(api().access().callsPerMinute()).isPositive();
        assertThat(api().access().baseUrl()).startsWith("https://").doesNotEndWith("/");
    }

    // What it reads

    @ParameterizedTest
    @MethodSource("examples")
    void whatItReadsCanBeStoredAndTranslated(Example example) throws UnreadablePayloadException {
        for (FeedItem item : feed(example.feed()).read(example.asked(), example.answer())) {
            List<Change> changes = translate(item.envelope());

            assertThat(isStorable(item)).as("%s", item.envelope()).isTrue();
            assertThat(changes).isNotEmpty().allMatch(Storable::is);
            assertThat(item.envelope().type()).isIn(provider.eventTypes());
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theSameAnswerIsAlwaysReadTheSame(Example example) throws UnreadablePayloadException {
        Feed feed = feed(example.feed());
        JsonNode rearranged = Fixtures.json(Mutations.rearranged(example.answer()));

        assertThat(feed.read(example.asked(), rearranged))
                .usingRecursiveComparison()
                .isEqualTo(feed.read(example.asked(), example.answer()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void noFieldWithAnOddValueBreaksIt(Example example) {
        Mutations.forEachOddity(
                example.answer().deepCopy(),
                answer -> readOrRefuse(example.feed(), example.asked(), Fixtures.json(answer)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anOddEntryDoesNotKeepTheOthersFromBeingRead(Example example) throws UnreadablePayloadException {
        if (!(example.answer().at(entries(example)) instanceof ArrayNode)) {
            return;
        }
        Feed feed = feed(example.feed());
        int read = feed.read(example.asked(), example.answer()).size();
        JsonNode more = example.answer().deepCopy();
        ArrayNode entries = (ArrayNode) more.at(entries(example));
        entries.insert(0, "canary").insert(0, JsonNodeFactory.instance.nullNode());
        entries.insertObject(0).put("id", "../x").put("note", "canary");
        entries.addArray().add("canary");
        entries.addObject();

        List<FeedItem> items = feed.read(example.asked(), more);

        assertThat(items).hasSizeGreaterThanOrEqualTo(read).allMatch(ProviderApiContract::isStorable);
        assertThat(items.stream().filter(item -> !item.envelope().type().equals("unreadable")))
                .hasSizeGreaterThanOrEqualTo(read);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsManyEntries(Example example) throws UnreadablePayloadException {
        ContainerNode<?> many = example.answer().deepCopy();
        if (many.at(entries(example)) instanceof ArrayNode entries && !entries.isEmpty()) {
            for (int i = entries.size(); i < MANY; i++) {
                entries.add(entries.get(0));
            }
        }

        Feed feed = feed(example.feed());

        List<FeedItem> items = feed.read(example.asked(), many);

        assertThat(items).allMatch(ProviderApiContract::isStorable);
    }

    Stream<Named<byte[]>> oddBodies() {
        return HostileBodies.odd();
    }

    @ParameterizedTest
    @MethodSource("oddBodies")
    void readsAnOddAnswerOrSaysThatItIsUnreadable(byte[] body) {
        JsonNode odd = parsed(body);
        for (Example example : examples().toList()) {
            readOrRefuse(example.feed(), example.asked(), odd);
            ContainerNode<?> around = JsonNodeFactory.instance.objectNode().set("data", odd);
            readOrRefuse(example.feed(), example.asked(), around);
        }
    }

    /** Null in place of what does not get as far as here. */
    private static JsonNode parsed(byte[] body) {
        try {
            return JsonBody.parse(new RawBody(body));
        } catch (UnreadablePayloadException e) {
            return JsonNodeFactory.instance.nullNode();
        }
    }

    /** One of the two, and nothing else; what follows is always asked of the same place. */
    private void readOrRefuse(String name, ApiCall asked, JsonNode answer) {
        Feed feed = feed(name);
        try {
            for (FeedItem item : feed.read(asked, answer)) {
                assertThat(isStorable(item)).as("can be stored: %s", item).isTrue();
                translateOrRefuse(item.envelope());
            }
        } catch (UnreadablePayloadException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain(HostileBodies.CANARY);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("broken by an answer of " + asked, e);
        }
        assertThat(feed.next(asked, answer, 0)).allMatch(ProviderApiContract::isSafe);
    }

    private void translateOrRefuse(Envelope envelope) {
        try {
            assertThat(translate(envelope).stream().allMatch(Storable::is)).isTrue();
        } catch (UnreadablePayloadException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain(HostileBodies.CANARY);
        }
    }

    private List<Change> translate(Envelope envelope) throws UnreadablePayloadException {
        return new Translation(provider, settings).ofPulled(envelope);
    }

    /** Without many assertions, since it is called some ten thousand times. */
    private static boolean isStorable(FeedItem item) {
        Set<Envelope> envelopes = new HashSet<>(Arrays.asList(item.envelope()));
        if (item instanceof FeedItem.Announced announced) {
            envelopes.add(announced.inPlaceOfWebhook());
        }
        boolean storable = envelopes.stream()
                .allMatch(envelope -> KEY.matcher(envelope.key().value()).matches()
                        && TYPE.matcher(envelope.type()).matches()
                        && isIndexable(envelope.providerType())
                        && isIndexable(envelope.subject())
                        && !(envelope.note() + "").contains(HostileBodies.CANARY)
                        && envelope.keyLifetime().compareTo(Duration.ZERO) > 0
                        && envelope.body().sizeBytes() > 0);
        return storable && (item.acknowledgement() == null || isSafe(item.acknowledgement()));
    }

    /** No segment that a server, or something before it, may take for another path. */
    private static boolean isSafe(ApiCall call) {
        return call.path().stream().allMatch(segment -> segment.matches("[A-Za-z0-9_-]+"));
    }

    private static boolean isIndexable(String text) {
        return text == null || text.length() <= 300 && text.indexOf('\0') < 0;
    }
}
