package io.bellhop.subscription;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellhop.signature.SigningSecret;
import io.bellhop.signature.SubscriptionSecrets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * A subscription as a person wants it: all but its secret. As far as can be told without asking anybody, it can be.
 *
 * @param callbackUrl as it was typed in, like {@code fallbackUrl}; the latter may be null
 * @param venueId null for all of them
 * @param ratePerMinute null for no limit
 */
record Wanted(
        String name,
        String callbackUrl,
        String fallbackUrl,
        EventMask mask,
        UUID venueId,
        Additions additions,
        boolean active,
        boolean sendData,
        boolean ordered,
        RetryPolicy retry,
        Integer ratePerMinute) {

    static final String NAME = "name";
    static final String CALLBACK_URL = "callback_url";
    static final String FALLBACK_URL = "fallback_url";
    static final String EVENT_MASK = "event_mask";
    static final String VENUE_ID = "venue_id";
    static final String SECRET = "secret";
    private static final String IS_GLOBAL = "is_global";
    private static final String REQUEST_PARAMS = "request_params";
    static final String HEADERS = "headers";
    private static final String IS_ACTIVE = "is_active";
    private static final String SEND_DATA = "send_data";
    private static final String ORDERED = "ordered";
    private static final String MAX_ATTEMPTS = "max_attempts";
    private static final String RETRY_SCHEDULE = "retry_schedule";
    private static final String MAX_AGE = "max_age";
    private static final String RATE_LIMIT = "rate_limit";

    static final Set<String> FIELDS = Set.of(
            NAME,
            CALLBACK_URL,
            FALLBACK_URL,
            EVENT_MASK,
            VENUE_ID,
            SECRET,
            IS_GLOBAL,
            REQUEST_PARAMS,
            HEADERS,
            IS_ACTIVE,
            SEND_DATA,
            ORDERED,
            MAX_ATTEMPTS,
            RETRY_SCHEDULE,
            MAX_AGE,
            RATE_LIMIT);

    private static final int MAX_DELAY = (int) Duration.ofDays(7).toSeconds();
    private static final int MIN_AGE = 60;
    private static final int MAX_MAX_AGE = (int) Duration.ofDays(30).toSeconds();

    /** @throws io.bellhop.api.ProblemException 422 with the field that is wrong */
    static Wanted of(ObjectNode json) {
        Asked asked = new Asked(json);
        return new Wanted(
                asked.requiredText(NAME, TextRules::name),
                asked.requiredText(CALLBACK_URL, Function.identity()),
                asked.text(FALLBACK_URL, Function.identity()),
                asked.requiredText(EVENT_MASK, EventMask::parse),
                venue(asked),
                new Additions(asked.texts(REQUEST_PARAMS, TextRules::param), asked.texts(HEADERS, TextRules::header)),
                asked.flag(IS_ACTIVE, true),
                asked.flag(SEND_DATA, true),
                asked.flag(ORDERED, false),
                retry(asked),
                asked.number(RATE_LIMIT, 1, 60_000, null));
    }

    private static UUID venue(Asked asked) {
        UUID venue = asked.text(VENUE_ID, TextRules::uuid);
        boolean global = asked.flag(IS_GLOBAL, false);
        if (global && venue != null) {
            throw Asked.problem(IS_GLOBAL, "is true for the events of all venues, and then venue_id is null");
        }
        if (!global && venue == null) {
            throw Asked.problem(VENUE_ID, "is missing; give it, or is_global true for the events of all venues");
        }
        return venue;
    }

    private static RetryPolicy retry(Asked asked) {
        RetryPolicy standard = RetryPolicy.DEFAULT;
        return new RetryPolicy(
                asked.numbers(RETRY_SCHEDULE, 30, 1, MAX_DELAY, seconds(standard)).stream()
                        .map(Duration::ofSeconds)
                        .toList(),
                asked.number(MAX_ATTEMPTS, 1, 50, standard.maxAttempts()),
                Duration.ofSeconds(asked.number(
                        MAX_AGE, MIN_AGE, MAX_MAX_AGE, (int) standard.maxAge().toSeconds())));
    }

    private static List<Integer> seconds(RetryPolicy retry) {
        return retry.schedule().stream().map(delay -> (int) delay.toSeconds()).toList();
    }

    /** The secret that a body brings; a random one if it brings none. */
    static SigningSecret secret(ObjectNode json) {
        SigningSecret secret = new Asked(json).text(SECRET, SubscriptionSecrets::parse);
        return secret == null ? SubscriptionSecrets.random() : secret;
    }

    /** As somebody would have to ask for it, so that a part of it can be changed. */
    static ObjectNode json(Subscription present, Additions additions) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(NAME, present.name).put(CALLBACK_URL, present.callbackUrl).put(EVENT_MASK, present.eventMask);
        if (present.fallbackUrl != null) {
            json.put(FALLBACK_URL, present.fallbackUrl);
        }
        if (present.venueId == null) {
            json.put(IS_GLOBAL, true);
        } else {
            json.put(VENUE_ID, present.venueId.toString());
        }
        additions.requestParams().forEach(json.putObject(REQUEST_PARAMS)::put);
        additions.headers().forEach(json.putObject(HEADERS)::put);
        json.put(IS_ACTIVE, present.active).put(SEND_DATA, present.sendData).put(ORDERED, present.ordered);
        json.put(MAX_ATTEMPTS, present.maxAttempts).put(MAX_AGE, present.maxAge);
        ArrayNode schedule = json.putArray(RETRY_SCHEDULE);
        for (int seconds : present.retrySchedule) {
            schedule.add(seconds);
        }
        if (present.rateLimit != null) {
            json.put(RATE_LIMIT, present.rateLimit);
        }
        return json;
    }

    /** Sets all but the id, the times and what is sealed. */
    void writeTo(Subscription subscription) {
        subscription.name = name;
        subscription.callbackUrl = callbackUrl;
        subscription.fallbackUrl = fallbackUrl;
        subscription.eventMask = mask.toString();
        subscription.venueId = venueId;
        subscription.global = venueId == null;
        subscription.active = active;
        subscription.sendData = sendData;
        subscription.ordered = ordered;
        subscription.maxAttempts = retry.maxAttempts();
        subscription.retrySchedule =
                seconds(retry).stream().mapToInt(Integer::intValue).toArray();
        subscription.maxAge = (int) retry.maxAge().toSeconds();
        subscription.rateLimit = ratePerMinute;
    }

    /** Without addresses and additions, which may hold tokens. */
    @Override
    public String toString() {
        return "Wanted[redacted]";
    }
}
