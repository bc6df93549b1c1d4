package io.bellhop.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellhop.provider.RegisteredWebhook;
import io.bellhop.signature.SigningSecret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final List<SigningSecret> SECRETS = List.of(new SigningSecret("new"), new SigningSecret("older"));

    private static final Map<String, String> FIELDS =
            Map.of("url", "https://a.example.com", "venue", "v1", "active", "true", "headers.X-Secret", "new");

    private static final RegisteredWebhook WANTED = new RegisteredWebhook(null, FIELDS);

    @Test
    void isFoundByItsIdThoughItGoesElsewhere() {
        RegisteredWebhook moved = webhook("2", Map.of("url", "https://b.example.com"));

        Found found = found("2", webhook("1", Map.of("venue", "v2")), moved);

        assertThat(found.webhook()).isEqualTo(moved);
        assertThat(found.duplicates()).isEmpty();
    }

    @Test
    void isFoundByWhatItIsForIfItsIdIsNotKnown() {
        RegisteredWebhook same = webhook("2", Map.of("active", "false"));

        assertThat(found(null, webhook("1", Map.of("venue", "v2")), same).webhook())
                .isEqualTo(same);
    }

    @Test
    void isFoundByWhatItIsForIfNoneHasItsId() {
        RegisteredWebhook same = webhook("2", Map.of());

        assertThat(found("9", same)).isEqualTo(new Found(same, List.of()));
    }

    @Test
    void oneForAnotherVenueOrAddressIsNotIt() {
        assertThat(found(
                                null,
                                webhook("1", Map.of("venue", "v2")),
                                webhook("2", Map.of("url", "https://b.example.com")))
                        .webhook())
                .isNull();
    }

    @Test
    void oneThatIsListedTwiceIsNoDuplicateOfItself() {
        RegisteredWebhook same = webhook("1", Map.of());

        assertThat(found("1", same, webhook("1", Map.of("active", "false"))).duplicates())
                .isEmpty();
        assertThat(found(null, same, same).duplicates()).isEmpty();
    }

    @Test
    void othersAtTheSameAddressAreKnownWhateverArgumentsTheyHave() {
        RegisteredWebhook other = webhook("2", Map.of("venue", "v2", "url", "https://a.example.com?hotel=2"));
        RegisteredWebhook elsewhere = webhook("3", Map.of("venue", "v2", "url", "https://a.example.com.example.org"));

        assertThat(found("1", webhook("1", Map.of()), other, elsewhere).others())
                .containsExactly(other);
    }

    @Test
    void oldSecretsDoNotEndWhileAnotherWebhookBringsThem() {
        Found found = found("1", webhook("1", Map.of()));

        assertThat(Standing.of(found, List.of(), List.of()).bringsNewestSecret())
                .isTrue();
        Standing standing = Standing.of(found, List.of(), List.of(true, true));
        assertThat(standing.bringsNewestSecret()).isFalse();
        assertThat(standing.state()).isEqualTo(State.DRIFTED);
        assertThat(standing.drift()).containsExactly(Drift.others(List.of(true, true)));
    }

    @Test
    void othersForTheSameAreDuplicates() {
        RegisteredWebhook first = webhook("1", Map.of());
        RegisteredWebhook second = webhook("2", Map.of());

        assertThat(found("2", first, second)).isEqualTo(new Found(second, List.of(first)));
        assertThat(found(null, first, second)).isEqualTo(new Found(first, List.of(second)));
        assertThat(standing(found("2", first, second)).drift()).containsExactly(Drift.duplicates(1));
    }

    @Test
    void isRegisteredIfNothingDiffers() {
        assertThat(standing(found("1", webhook("1", Map.of()))).state()).isEqualTo(State.REGISTERED);
        assertThat(standing(found("1")).state()).isEqualTo(State.ABSENT);
    }

    @Test
    void aFieldThatDiffersIsShown() {
        Standing standing = standing(found("1", webhook("1", Map.of("active", "false", "mask", "*"))));

        assertThat(standing.state()).isEqualTo(State.DRIFTED);
        assertThat(standing.drift())
                .containsExactly(
                        new Drift("active", null, null, "true", "false"), new Drift("mask", null, null, null, "*"));
        assertThat(standing.bringsNewestSecret()).isTrue();
    }

    @Test
    void aSecretThatDiffersIsNotShownButWhetherItIsAccepted() {
        Standing older = standing(found("1", webhook("1", Map.of("headers.X-Secret", "older"))));
        Standing other = standing(found("1", webhook("1", Map.of("headers.X-Secret", "somebody's"))));

        assertThat(older.drift()).containsExactly(new Drift("headers.X-Secret", true, true, null, null));
        assertThat(other.drift()).containsExactly(new Drift("headers.X-Secret", true, false, null, null));
        assertThat(older.bringsNewestSecret()).isFalse();
        assertThat(other.bringsNewestSecret()).isFalse();
    }

    @Test
    void ofAnotherHeaderNothingIsSaid() {
        Standing standing = standing(found("1", webhook("1", Map.of("headers.X-Other", "somebody's"))));

        assertThat(standing.drift()).containsExactly(new Drift("headers.X-Other", true, null, null, null));
        assertThat(standing.bringsNewestSecret()).isTrue();
    }

    @Test
    void aHeaderIsTheSameWhateverItsCase() {
        Map<String, String> fields = new HashMap<>(FIELDS);
        fields.put("headers.x-secret", fields.remove("headers.X-Secret"));

        assertThat(standing(new Found(new RegisteredWebhook("1", fields), List.of()))
                        .state())
                .isEqualTo(State.REGISTERED);
    }

    @Test
    void ofAnAddressWhatMayBeASecretIsNotShown() {
        assertThat(Shown.text("https://user:secret@a.example.com/x?token=secret#secret"))
                .isEqualTo("https://[redacted]@a.example.com/x?[redacted]");
        assertThat(Shown.text("https://a.example.com/x")).isEqualTo("https://a.example.com/x");
        assertThat(Shown.fields(WANTED, StandingTest::isSecret))
                .containsEntry("headers.X-Secret", "[redacted]")
                .containsEntry("url", "https://a.example.com");
    }

    private static Standing standing(Found found) {
        List<Drift> drift = found.webhook() == null
                ? List.of()
                : Drift.between(WANTED, found.webhook(), StandingTest::isSecret, SECRETS);
        return Standing.of(found, drift, List.of());
    }

    private static Found found(String reference, RegisteredWebhook... all) {
        return Found.among(List.of(all), reference, WANTED, Set.of("url", "venue"), "url");
    }

    private static RegisteredWebhook webhook(String reference, Map<String, String> changed) {
        Map<String, String> fields = new HashMap<>(FIELDS);
        fields.putAll(changed);
        return new RegisteredWebhook(reference, fields);
    }

    private static boolean isSecret(String field) {
        return field.startsWith("headers.");
    }
}
