package io.bellhop.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An object of a provider's JSON, read for what it means. What is not there, empty or not readable is null, never a
 * failure. Texts come bounded, and without NUL and half surrogate pairs, which neither PostgreSQL nor JSON would take.
 */
public record Payload(JsonNode json) {

    /** Longer ones are no numbers that a hotel or restaurant knows. */
    private static final int MAX_DIGITS = 15;

    /** As many as the nearest double of a short decimal number has. */
    private static final int MAX_FRACTION_DIGITS = 20;

    /** No currency has more. */
    private static final int MONEY_DIGITS = 4;

    private static final Pattern CURRENCY = Pattern.compile("[A-Za-z]{3}");
    private static final Pattern LANGUAGE = Pattern.compile("([A-Za-z]{2,3})([-_].*)?");

    /** Says something of the field, be it that it is null. */
    public boolean tells(String field) {
        return json.has(field);
    }

    public boolean isObject() {
        return json.isObject();
    }

    /** The object at a field; if there is none, one that tells nothing. */
    public Payload at(String field) {
        return new Payload(json.path(field));
    }

    /** The element of an array, from 0; if there is none, one that tells nothing. */
    public Payload at(int index) {
        return new Payload(json.path(index));
    }

    /** The objects of an array, or the one object that stands in its place; whatever else is among them is left out. */
    public List<Payload> each(String field) {
        JsonNode value = json.path(field);
        Stream<Payload> objects =
                value.isObject() ? Stream.of(at(field)) : elements(value).map(Payload::new);
        return objects.filter(Payload::isObject).toList();
    }

    /** A text or number exactly as it is written, as an event's subject has it. */
    public String id(String field) {
        return StorableText.line(JsonBody.text(json, field));
    }

    /** The first of the fields that has one. */
    public String firstId(String... fields) {
        return StorableText.line(JsonBody.firstText(json, fields));
    }

    /** A line: a text or number without white space around it. */
    public String text(String field) {
        return StorableText.line(stripped(JsonBody.text(json, field)));
    }

    /** Several lines: what people write. */
    public String note(String field) {
        return StorableText.note(stripped(JsonBody.text(json, field)));
    }

    /** Those of the fields that have a text, one space between them. */
    public String joined(String... fields) {
        List<String> texts =
                Stream.of(fields).map(this::text).filter(Objects::nonNull).toList();
        return texts.isEmpty() ? null : StorableText.line(String.join(" ", texts));
    }

    /** Texts and numbers, of an array or alone; null if it is neither. */
    public List<String> texts(String field) {
        JsonNode value = json.path(field);
        Stream<JsonNode> values = value.isArray() ? elements(value) : Stream.of(value);
        List<String> texts = values.filter(each -> each.isTextual() || each.isNumber())
                .map(each -> StorableText.line(stripped(each.asText())))
                .filter(Objects::nonNull)
                .toList();
        return texts.isEmpty() && !value.isArray() ? null : texts;
    }

    public Boolean flag(String field) {
        JsonNode value = json.path(field);
        return value.isBoolean() ? value.booleanValue() : null;
    }

    /** A whole number that fits an int. */
    public Integer whole(String field) {
        try {
            BigDecimal number = decimal(field);
            return number == null ? null : number.intValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    /** How many: a whole number that is not negative. */
    public Integer count(String field) {
        Integer number = whole(field);
        return number == null || number < 0 ? null : number;
    }

    /** A number, or a text that holds one. */
    public BigDecimal decimal(String field) {
        String text = JsonBody.text(json, field);
        if (text == null || text.length() > 2 * MAX_FRACTION_DIGITS) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text.strip());
            boolean sane = (long) number.precision() - number.scale() <= MAX_DIGITS
                    && number.scale() <= MAX_FRACTION_DIGITS
                    && number.scale() >= -MAX_DIGITS;
            return sane ? number.setScale(Math.max(number.scale(), 0)) : null;
        } catch (NumberFormatException | ArithmeticException e) {
            return null;
        }
    }

    /** A price: 412.5, 412.50 and "412.50" are all 412.50. */
    public BigDecimal money(String field) {
        BigDecimal number = decimal(field);
        if (number == null) {
            return null;
        }
        BigDecimal rounded =
                number.setScale(MONEY_DIGITS, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.setScale(Math.max(rounded.scale(), 2));
    }

    /** A price as text, as in {@code 412.50}. */
    public String moneyText(String field) {
        BigDecimal money = money(field);
        return money == null ? null : money.toPlainString();
    }

    /** Three letters, in upper case. */
    public String currency(String field) {
        String text = text(field);
        return text != null && CURRENCY.matcher(text).matches() ? text.toUpperCase(Locale.ROOT) : null;
    }

    /** The language of {@code en}, {@code en-GB} or {@code EN_GB}, in lower case. */
    public String language(String field) {
        String text = text(field);
        Matcher matcher = LANGUAGE.matcher(text == null ? "" : text);
        return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : null;
    }

    public LocalDate date(String field) {
        return ProviderTime.date(JsonBody.text(json, field));
    }

    public LocalTime time(String field) {
        return ProviderTime.time(JsonBody.text(json, field));
    }

    /** @param zone of a time without an offset */
    public Instant moment(String field, ZoneId zone) {
        return ProviderTime.parse(JsonBody.text(json, field), zone);
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return array.isArray() ? StreamSupport.stream(array.spliterator(), false) : Stream.empty();
    }

    /** Null if nothing is left of it. */
    private static String stripped(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Without what it holds: that may be a person's. */
    @Override
    public String toString() {
        return "Payload[" + json.size() + " fields]";
    }
}
