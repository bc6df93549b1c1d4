package io.bellhop.confirmation;

import io.bellhop.confirmation.Booking.Party;
import io.bellhop.confirmation.Booking.Places;
import io.bellhop.confirmation.Booking.Price;
import io.bellhop.confirmation.Letter.Line;
import io.bellhop.confirmation.Period.Moment;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts into words what is known of a reservation, line by line. */
record BookingLines(Kind kind, Words words, Language language) {

    private static final Pattern LETTER_THEN_DIGIT = Pattern.compile("(?<=\\p{L})(?=\\d)");

    /** Without those of which nothing is known. */
    List<Line> of(Booking booking) {
        List<Line> lines = new ArrayList<>();
        add(lines, words.where(), booking.venue());
        lines.addAll(when(booking.period()));
        add(lines, words.guests(), persons(booking.party()));
        add(lines, booking.places().rooms() > 1 ? words.rooms() : words.room(), rooms(booking.places()));
        add(lines, words.table(), String.join(", ", booking.places().tables()));
        add(lines, words.code(), booking.code());
        // Beside what no longer stands, an amount would look like one to pay.
        add(lines, words.total(), kind == Kind.CANCELLATION ? null : total(booking.price()));
        return lines;
    }

    private static void add(List<Line> lines, String label, String value) {
        if (value != null && !value.isEmpty()) {
            lines.add(new Line(label, value));
        }
    }

    private List<Line> when(Period period) {
        List<Line> lines = new ArrayList<>();
        if (period.isStay()) {
            add(lines, words.arrival(), moment(period.arrival(), period.zone()));
            add(lines, words.departure(), moment(period.departure(), period.zone()));
            return lines;
        }
        Moment arrival = period.arrival();
        add(
                lines,
                words.date(),
                arrival.date() == null ? null : language.dates().format(arrival.date()));
        if (arrival.time() != null) {
            String until = period.until().map(end -> "–" + time(end)).orElse("");
            add(lines, words.time(), time(arrival.time()) + until + zoneName(arrival.at(), period.zone()));
        }
        return lines;
    }

    private String moment(Moment moment, ZoneId zone) {
        String date = language.dates().format(moment.date());
        return moment.time() == null ? date : date + ", " + time(moment.time()) + zoneName(moment.at(), zone);
    }

    private String time(LocalTime time) {
        return language.times().format(time);
    }

    /** As it is called in that season, for a guest who books from afar. */
    private String zoneName(Instant at, ZoneId zone) {
        return at == null || zone == null
                ? ""
                : " ("
                        + DateTimeFormatter.ofPattern("zzzz", language.locale())
                                .format(ZonedDateTime.ofInstant(at, zone))
                        + ")";
    }

    private String persons(Party party) {
        if (party.persons() == null) {
            return null;
        }
        boolean onlyAdults = isNone(party.children()) && isNone(party.infants());
        if (onlyAdults) {
            return party.persons().toString();
        }
        String parts = Stream.of(
                        isNone(party.adults()) ? "" : words.adults(party.adults()),
                        isNone(party.children()) ? "" : words.children(party.children()),
                        isNone(party.infants()) ? "" : words.infants(party.infants()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return party.persons() + " (" + parts + ")";
    }

    private static boolean isNone(Integer count) {
        return count == null || count == 0;
    }

    /** Their types if all have one, as in {@code 2 × Double, Suite}; else their number. */
    private static String rooms(Places places) {
        if (places.rooms() == 0) {
            return null;
        }
        if (places.roomTypes().size() < places.rooms()) {
            return Integer.toString(places.rooms());
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        places.roomTypes().forEach(type -> counts.merge(type, 1, Integer::sum));
        return counts.entrySet().stream()
                .map(type -> type.getValue() == 1 ? type.getKey() : type.getValue() + " × " + type.getKey())
                .collect(Collectors.joining(", "));
    }

    private String total(Price price) {
        if (price.amount() == null) {
            return null;
        }
        NumberFormat format = NumberFormat.getCurrencyInstance(language.locale());
        try {
            Currency currency = Currency.getInstance(price.currency());
            format.setCurrency(currency);
            format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
            format.setMaximumFractionDigits(
                    Math.max(currency.getDefaultFractionDigits(), price.amount().scale()));
            // Where no symbol is known, as for francs in English, the code would stick to the number.
            return LETTER_THEN_DIGIT.matcher(format.format(price.amount())).replaceFirst("\u00A0");
        } catch (IllegalArgumentException e) {
            return price.amount().toPlainString() + " " + price.currency();
        }
    }
}
