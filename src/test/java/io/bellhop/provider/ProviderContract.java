package io.bellhop.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.change.AvailabilityChange;
import io.bellhop.change.Change;
import io.bellhop.change.Notice;
import io.bellhop.change.ReservationChange;
import io.bellhop.change.VenueChange;
import io.bellhop.signature.SigningSecret;
import io.bellhop.signature.Verdict;
import io.bellhop.webhook.RawBody;
import io.bellhop.webhook.RequestBuilder;
import io.bellhop.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every provider. Its test extends this one, and adds only what is true of it alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ProviderContract {

    /** The secret of the signature vectors. */
    protected static final SigningSecret SECRET = new SigningSecret("whsec-example-not-a-real-secret");

    private static final SigningSecret ANOTHER = new SigningSecret("whsec-another-example-secret");
    private static final Pattern KEY = Pattern.compile("[ -~]{1,200}");
    private static final Pattern TYPE = Pattern.compile("[a-z_]+(\\.[a-z_]+)*");
    private static final Duration QUICKLY = Duration.ofSeconds(2);

    protected final Provider provider;
    protected final Fixtures fixtures;

    protected ProviderContract(Provider provider) {
        this.provider = provider;
        this.fixtures = Fixtures.of(provider.name());
    }

    /**
     * A documented request.
     *
     * @param proof the signature or token that proves it under {@link #SECRET}, made outside our code
     */
    public record Sample(RawBody body, String proof) {}

    protected abstract Sample sample();

    /** Adds a signature or token where the provider sends it by default. */
    protected abstract void addProof(RequestBuilder request, String proof);

    /** The sample's proof written in ways that are not the provider's. */
    protected abstract Stream<Named<String>> proofsInAnotherEncoding();

    protected abstract boolean signsItsBody();

    /** What comes with a body besides its proof. */
    protected RequestBuilder request(String example) {
        return RequestBuilder.with(fixtures.body(example));
    }

    /** Examples that tell of one event, whatever their shape; each other example is an event of its own. */
    protected Collection<Set<String>> examplesOfOneEvent() {
        return List.of();
    }

    // Its name

    @Test
    void isNamedLikeItsFolder() {
        assertThat(provider.getClass().getPackageName()).isEqualTo("io.bellhop.provider." + provider.name());
    }

    @Test
    void namesItsSettingsInLowerCaseWithDashes() {
        assertThat(provider.settings()).isNotEmpty().allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
    }

    // Its proof

    @Test
    void acceptsItsDocumentedExample() {
        assertThat(verify(proved(sample().body()), SECRET)).isEqualTo(new Verdict.Genuine());
    }

    @Test
    void acceptsAnyOfSeveralSecrets() {
        WebhookRequest request = proved(sample().body());

        assertThat(verify(request, SECRET, ANOTHER)).isEqualTo(new Verdict.Genuine());
        assertThat(verify(request, ANOTHER, SECRET)).isEqualTo(new Verdict.Genuine());
    }

    @Test
    void rejectsAnotherSecret() {
        assertThat(verify(proved(sample().body()), ANOTHER)).isEqualTo(refused(Verdict.Reason.MISMATCH));
    }

    @Test
    void rejectsEverythingWithoutASecret() {
        assertThat(verify(proved(sample().body()))).isEqualTo(refused(Verdict.Reason.NO_SECRET));
    }

    @Test
    void rejectsWhatHasNoProof() {
        WebhookRequest request = RequestBuilder.with(sample().body()).build();

        assertThat(verify(request, SECRET)).isEqualTo(refused(Verdict.Reason.MISSING));
    }

    @Test
    void rejectsAnEmptyProof() {
        assertThat(verify(withProof(sample().body(), ""), SECRET)).isEqualTo(refused(Verdict.Reason.MISSING));
    }

    @ParameterizedTest
    @MethodSource("proofsInAnotherEncoding")
    void rejectsAProofInAnotherEncoding(String proof) {
        assertThat(verify(withProof(sample().body(), proof), SECRET)).isInstanceOf(Verdict.Refused.class);
    }

    /** Nobody's business where only a token is sent; then it is a fact to know, not a fault. */
    @Test
    void noticesABodyChangedByOneByteIfItSignsItsBody() {
        byte[] body = sample().body().bytes();
        Verdict expected = signsItsBody() ? refused(Verdict.Reason.MISMATCH) : new Verdict.Genuine();

        for (int i = 0; i < body.length; i++) {
            byte[] changed = body.clone();
            changed[i] ^= 1;
            assertThat(verify(proved(new RawBody(changed)), SECRET))
                    .as("byte %d", i)
                    .isEqualTo(expected);
        }
    }

    @Test
    void noticesAByteMoreOrLessIfItSignsItsBody() {
        byte[] body = sample().body().bytes();
        Verdict expected = signsItsBody() ? refused(Verdict.Reason.MISMATCH) : new Verdict.Genuine();

        assertThat(verify(proved(new RawBody(Arrays.copyOf(body, body.length + 1))), SECRET))
                .isEqualTo(expected);
        assertThat(verify(proved(new RawBody(Arrays.copyOf(body, body.length - 1))), SECRET))
                .isEqualTo(expected);
    }

    // Its events

    Stream<String> examples() {
        return fixtures.examples().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsEachOfItsExamples(String example) throws UnreadablePayloadException {
        WebhookRequest request = request(example).build();

        List<Envelope> envelopes = provider.reader(SourceSettings.none()).read(request);

        assertThat(envelopes).isNotEmpty().allSatisfy(envelope -> {
            assertStorable(envelope, request.body());
            assertThat(envelope.type()).isNotIn("unreadable", "unknown").isIn(provider.eventTypes());
            assertThat(envelope.providerType()).isNotBlank();
            assertThat(envelope.subject()).isNotBlank();
            assertThat(envelope.note()).isNull();
        });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aSingleEventKeepsTheWholeBody(String example) throws UnreadablePayloadException {
        WebhookRequest request = request(example).build();

        assertThat(provider.reader(SourceSettings.none()).read(request))
                .singleElement()
                .extracting(Envelope::body)
                .isSameAs(request.body());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theOrderOfNamesAndWhiteSpaceDoNotChangeTheKey(String example) throws UnreadablePayloadException {
        byte[] rearranged = Mutations.rearranged(fixtures.json(example));

        assertThat(keys(rebuilt(example, rearranged)))
                .isEqualTo(keys(request(example).build()))
                .doesNotHaveDuplicates();
    }

    @Test
    void differentEventsHaveDifferentKeys() throws UnreadablePayloadException {
        Map<String, Set<String>> examplesByKey = new HashMap<>();
        for (String example : fixtures.examples()) {
            for (String key : keys(request(example).build())) {
                examplesByKey.computeIfAbsent(key, unused -> new HashSet<>()).add(example);
            }
        }

        assertThat(examplesByKey.values().stream().filter(same -> same.size() > 1))
                .containsExactlyInAnyOrderElementsOf(examplesOfOneEvent());
    }

    // What it cannot read

    Stream<Named<byte[]>> unreadableBodies() {
        return HostileBodies.unreadable();
    }

    Stream<Named<byte[]>> oddBodies() {
        return HostileBodies.odd();
    }

    @ParameterizedTest
    @MethodSource("unreadableBodies")
    void doesNotReadWhatIsNoJson(byte[] body) {
        WebhookRequest request = proved(new RawBody(body));

        assertTimeout(
                QUICKLY,
                () -> assertThatThrownBy(
                                () -> provider.reader(SourceSettings.none()).read(request))
                        .isInstanceOf(UnreadablePayloadException.class)
                        .message()
                        .isNotBlank()
                        .doesNotContain(HostileBodies.CANARY));
    }

    @ParameterizedTest
    @MethodSource("oddBodies")
    void readsOddJsonOrSaysThatItIsUnreadable(byte[] body) {
        assertTimeout(QUICKLY, () -> readOrRefuse(body));
    }

    @Test
    void readsNoBodyCutShort() {
        byte[] body = new String(sample().body().bytes(), StandardCharsets.UTF_8)
                .strip()
                .getBytes(StandardCharsets.UTF_8);

        for (int length = 0; length < body.length; length++) {
            WebhookRequest request = proved(new RawBody(Arrays.copyOf(body, length)));
            assertThatThrownBy(() -> provider.reader(SourceSettings.none()).read(request))
                    .as("%d bytes", length)
                    .isInstanceOf(UnreadablePayloadException.class);
        }
    }

    @Test
    void noFieldWithAnOddValueBreaksTheReader() {
        for (String example : fixtures.examples()) {
            Mutations.forEachOddity(fixtures.json(example), this::readOrRefuse);
        }
    }

    @Test
    void noDamagedByteBreaksTheReader() {
        Random random = new Random(20260601);
        byte[] body = sample().body().bytes();
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = body.clone();
            for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            readOrRefuse(damaged);
        }
    }

    /** One of the two, and nothing else. */
    private void readOrRefuse(byte[] body) {
        RawBody raw = new RawBody(body);
        try {
            List<Envelope> envelopes = provider.reader(SourceSettings.none())
                    .read(RequestBuilder.with(raw).build());
            assertThat(envelopes.isEmpty()).isFalse();
            envelopes.forEach(envelope -> assertStorable(envelope, raw));
        } catch (UnreadablePayloadException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain(HostileBodies.CANARY);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("broken by " + excerpt(body), e);
        }
    }

    private static String excerpt(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.length() > 2000 ? text.substring(0, 2000) + "…" : text;
    }

    /** Without many assertions, since it is called some ten thousand times. */
    private static void assertStorable(Envelope envelope, RawBody whole) {
        boolean storable = KEY.matcher(envelope.key().value()).matches()
                && TYPE.matcher(envelope.type()).matches()
                && isIndexable(envelope.providerType())
                && isIndexable(envelope.subject())
                && !(envelope.note() + "").contains(HostileBodies.CANARY)
                && envelope.keyLifetime().compareTo(Duration.ZERO) > 0
                && envelope.body().sizeBytes() > 0
                && envelope.body().sizeBytes() <= whole.sizeBytes();
        assertThat(storable).as("can be stored: %s", envelope).isTrue();
    }

    private static boolean isIndexable(String text) {
        return text == null || text.length() <= 300 && text.indexOf('\0') < 0;
    }

    // What its events mean

    @ParameterizedTest
    @MethodSource("examples")
    void eachExampleMeansAChange(String example) throws UnreadablePayloadException {
        List<Change> changes = translate(request(example).build());

        assertThat(changes).isNotEmpty().allMatch(Storable::is);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theVenueComesFirstIfOneIsNamed(String example) throws UnreadablePayloadException {
        List<Change> changes = translate(request(example).build());

        List<Change> venues =
                changes.stream().filter(VenueChange.class::isInstance).toList();
        assertThat(venues).hasSizeLessThanOrEqualTo(1).isEqualTo(changes.subList(0, venues.size()));
        assertThat(changes.stream().map(ProviderContract::venue).filter(Objects::nonNull))
                .allMatch(venue -> venue.equals(venue(changes.get(0))));
        assertThat(venues.isEmpty()).isEqualTo(changes.stream().allMatch(change -> venue(change) == null));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theSameEventAlwaysMeansTheSame(String example) throws UnreadablePayloadException {
        List<Change> once = translate(request(example).build());
        List<Change> again = translate(rebuilt(example, Mutations.rearranged(fixtures.json(example))));

        assertThat(again).containsExactlyElementsOf(once);
    }

    @Test
    void noFieldWithAnOddValueBreaksTheTranslator() {
        for (String example : fixtures.examples()) {
            Mutations.forEachOddity(fixtures.json(example), body -> translateOrRefuse(rebuilt(example, body)));
        }
    }

    @ParameterizedTest
    @MethodSource("oddBodies")
    void translatesOddJsonOrSaysThatItIsUnreadable(byte[] body) {
        assertTimeout(
                QUICKLY, () -> translateOrRefuse(rebuilt(fixtures.examples().get(0), body)));
    }

    @Test
    void noDamagedByteBreaksTheTranslator() {
        Random random = new Random(20260602);
        String example = fixtures.examples().get(0);
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = fixtures.body(example).bytes().clone();
            damaged[random.nextInt(damaged.length)] = (byte) (' ' + random.nextInt('~' - ' '));
            translateOrRefuse(rebuilt(example, damaged));
        }
    }

    @Test
    void translatesTheSameWhateverElseIsInTheBody() throws UnreadablePayloadException {
        for (String example : fixtures.examples()) {
            ContainerNode<?> more = fixtures.json(example).deepCopy();
            ObjectNode object = (ObjectNode) (more.isArray() ? more.get(0) : more);
            object.put("something_new", "canary")
                    .putArray("something_else")
                    .addObject()
                    .put("id", 1);

            assertThat(translate(rebuilt(example, Mutations.bytes(more))))
                    .as(example)
                    .isEqualTo(translate(request(example).build()));
        }
    }

    /** One of the two, and nothing else. */
    private void translateOrRefuse(WebhookRequest request) {
        try {
            for (Change change : translate(request)) {
                assertThat(Storable.is(change)).as("can be stored: %s", change).isTrue();
            }
        } catch (UnreadablePayloadException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain(HostileBodies.CANARY);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("broken by " + excerpt(request.body().bytes()), e);
        }
    }

    private static String venue(Change change) {
        if (change instanceof VenueChange venue) {
            return venue.reference();
        }
        if (change instanceof ReservationChange reservation) {
            return reservation.venue();
        }
        if (change instanceof AvailabilityChange availability) {
            return availability.venue();
        }
        return change instanceof Notice notice ? notice.fields().text("venue") : null;
    }

    // Helpers

    protected List<Change> translate(WebhookRequest request) throws UnreadablePayloadException {
        return new Translation(provider, SourceSettings.none()).of(request);
    }

    protected Verdict verify(WebhookRequest request, SigningSecret... secrets) {
        return verify(request, SourceSettings.none(), secrets);
    }

    protected Verdict verify(WebhookRequest request, SourceSettings settings, SigningSecret... secrets) {
        return provider.signature(settings).verify(request, List.of(secrets), RequestBuilder.NOW);
    }

    protected static Verdict refused(Verdict.Reason reason) {
        return new Verdict.Refused(reason);
    }

    /** The only envelope of a body that came with nothing but what the provider always sends. */
    protected Envelope readOne(String body) throws UnreadablePayloadException {
        return readOne(RequestBuilder.with(body).build(), SourceSettings.none());
    }

    protected Envelope readOne(WebhookRequest request, SourceSettings settings) throws UnreadablePayloadException {
        List<Envelope> envelopes = provider.reader(settings).read(request);
        assertThat(envelopes).hasSize(1);
        return envelopes.get(0);
    }

    private List<String> keys(WebhookRequest request) throws UnreadablePayloadException {
        return provider.reader(SourceSettings.none()).read(request).stream()
                .map(envelope -> envelope.key().value())
                .toList();
    }

    /** The example's request with another body. */
    private WebhookRequest rebuilt(String example, byte[] body) {
        WebhookRequest original = request(example).build();
        return new WebhookRequest(
                original.source(),
                original.path(),
                original.query(),
                original.headers(),
                new RawBody(body),
                original.receivedAt());
    }

    private WebhookRequest proved(RawBody body) {
        return withProof(body, sample().proof());
    }

    private WebhookRequest withProof(RawBody body, String proof) {
        RequestBuilder request = RequestBuilder.with(body);
        addProof(request, proof);
        return request.build();
    }
}
