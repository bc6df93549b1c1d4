package io.bellhop.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.bellhop.delivery.AttemptResult.Made;
import io.bellhop.egress.PostResult.Failed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * One request of an attempt, as it is kept and shown.
 *
 * @param number of the attempt, from 1; an attempt whose callback fails has a second request, to the fallback
 * @param target null if nobody knows, of an attempt that was lost
 * @param at when it was begun; null of one that was lost
 * @param status of the answer; null if there was none
 * @param reason why it was no success; null if it was
 * @param detail more of that; may be null
 * @param answer the head of the answer's body, if there was any
 * @param cutOff the answer was longer than is read, or did not end in time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RecordedAttempt(
        int number,
        Target target,
        Instant at,
        Integer status,
        String reason,
        String detail,
        String answer,
        Boolean cutOff,
        Long latencyMs) {

    static RecordedAttempt of(int number, Exchange exchange) {
        return new RecordedAttempt(
                number,
                exchange.target(),
                exchange.at(),
                exchange.answer().map(answer -> answer.status()).orElse(null),
                exchange.reason(),
                exchange.result() instanceof Failed failed ? failed.detail() : null,
                exchange.answer()
                        .map(answer -> answer.bodyHead())
                        .filter(head -> !head.isEmpty())
                        .orElse(null),
                exchange.answer()
                        .map(answer -> answer.cutOff())
                        .filter(cut -> cut)
                        .orElse(null),
                exchange.took().toMillis());
    }

    private static RecordedAttempt lost(int number) {
        return new RecordedAttempt(number, null, null, null, Reason.LOST, null, null, null, null);
    }

    /** What an attempt adds to its delivery's list, with the one before if that was lost. */
    static JsonArray json(Ended ended) {
        JsonArray list = new JsonArray();
        int number = ended.delivery().attempt();
        if (ended.delivery().lost()) {
            list.add(lost(number - 1).json());
        }
        if (ended.result() instanceof Made made) {
            made.exchanges().forEach(exchange -> list.add(of(number, exchange).json()));
        }
        return list;
    }

    private JsonObject json() {
        JsonObject json = new JsonObject().put("number", number);
        put(json, "target", target);
        put(json, "at", at);
        put(json, "status", status);
        put(json, "reason", reason);
        put(json, "detail", detail);
        put(json, "answer", answer);
        put(json, "cut_off", cutOff);
        put(json, "latency_ms", latencyMs);
        return json;
    }

    private static void put(JsonObject json, String name, Object value) {
        if (value != null) {
            json.put(name, value instanceof Target || value instanceof Instant ? value.toString() : value);
        }
    }

    static RecordedAttempt read(JsonObject json) {
        String target = json.getString("target");
        return new RecordedAttempt(
                json.getInteger("number"),
                target == null ? null : Target.parse(target),
                json.getInstant("at"),
                json.getInteger("status"),
                json.getString("reason"),
                json.getString("detail"),
                json.getString("answer"),
                json.getBoolean("cut_off"),
                json.getLong("latency_ms"));
    }
}
