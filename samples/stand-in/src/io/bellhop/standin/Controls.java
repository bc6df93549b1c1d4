package io.bellhop.standin;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** What a person tells the stand-in itself to do, over HTTP, under {@code /__stand-in}. */
final class Controls {

    private final StandIn standIn;

    Controls(StandIn standIn) {
        this.standIn = standIn;
    }

    Map<String, Function<Asked, Answer>> answers() {
        return Map.of(
                "controls.show", this::show,
                "controls.trouble", this::trouble,
                "controls.end-trouble", this::endTrouble,
                "controls.revoke", this::revoke,
                "controls.book", this::book,
                "controls.updated-since", this::updatedSince,
                "controls.other", asked -> new Answer(404, Answer.object(Map.of("error", "no such control"))));
    }

    private Answer show(Asked asked) {
        return Answer.ok(Answer.object(Map.of(
                "requests", standIn.requests(),
                "acknowledged", standIn.channex().acknowledged(),
                "webhooks", standIn.channex().webhooks().size())));
    }

    private Answer trouble(Asked asked) {
        int status = asked.number("status", 0);
        Trouble trouble = asked.query().containsKey("endless") ? Trouble.endlessBody() : Trouble.status(status);
        trouble = trouble.on(asked.query().get("method"), asked.query().getOrDefault("path", "*"))
                .times(asked.number("times", 1))
                .after(Duration.ofMillis(asked.number("slow_ms", 0)));
        if (asked.query().containsKey("retry_after")) {
            trouble = trouble.retryAfter(Duration.ofSeconds(asked.number("retry_after", 0)));
        } else if (asked.query().containsKey("retry_after_date")) {
            trouble = trouble.retryAfterDate(Duration.ofSeconds(asked.number("retry_after_date", 0)));
        }
        if (!trouble.isInsteadOfTheAnswer() && trouble.delay().isZero()) {
            return wrong("what is to go wrong? Say status, slow_ms or endless");
        }
        standIn.trouble(trouble);
        return done(Map.of("path", trouble.path(), "times", trouble.times()));
    }

    private Answer endTrouble(Asked asked) {
        standIn.endTrouble();
        return done(Map.of("trouble", "none"));
    }

    private Answer revoke(Asked asked) {
        standIn.sevenRooms().revokeTokens();
        return done(Map.of("tokens", "revoked"));
    }

    private Answer book(Asked asked) {
        String provider = asked.query().getOrDefault("provider", "channex");
        String told = asked.query().getOrDefault("webhook", "dropped");
        if (!told.equals("dropped") && !told.equals("sent")) {
            return wrong("webhook is dropped or sent");
        }
        Webhook webhook = told.equals("sent") ? Webhook.SENT : Webhook.DROPPED;
        return switch (provider) {
            case "channex" -> done(Map.of("revision_id", standIn.channex().book(webhook), "webhook", told));
            case "sevenrooms" -> done(Map.of("id", standIn.sevenRooms().book(webhook), "webhook", told));
            default -> wrong("provider is channex or sevenrooms");
        };
    }

    private Answer updatedSince(Asked asked) {
        boolean honoured = Boolean.parseBoolean(asked.query().getOrDefault("honoured", "true"));
        standIn.sevenRooms().honoursUpdatedSince(honoured);
        return done(Map.of("honoured", honoured));
    }

    private static Answer done(Map<String, ?> what) {
        return Answer.ok(Answer.object(what));
    }

    private static Answer wrong(String why) {
        return new Answer(400, Answer.object(Map.of("error", why)));
    }
}
