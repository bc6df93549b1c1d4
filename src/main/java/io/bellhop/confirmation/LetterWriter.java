package io.bellhop.confirmation;

import io.bellhop.confirmation.Letter.Line;
import io.quarkus.qute.i18n.Localized;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Puts into words what there is to tell a guest. */
@Singleton
final class LetterWriter {

    private final Map<Language, Words> words;
    private final Language defaultLanguage;

    LetterWriter(
            ConfirmationConfig config,
            Words english,
            @Localized("fr") Words french,
            @Localized("de") Words german,
            @Localized("es") Words spanish) {
        this.words = Map.of(Language.EN, english, Language.FR, french, Language.DE, german, Language.ES, spanish);
        this.defaultLanguage = config.defaultLanguage();
    }

    /** The words for this guest. */
    Words wordsFor(Booking booking) {
        return words.get(language(booking));
    }

    Letter write(Kind kind, Booking booking, boolean hasInvite) {
        Language language = language(booking);
        Words said = words.get(language);
        String heading = heading(kind, said);
        List<Line> lines = new BookingLines(kind, said, language).of(booking);
        return new Letter(
                language.tag(),
                subject(heading, booking, language),
                heading,
                greeting(booking.guest().name(), said),
                introduction(kind, said),
                lines,
                hasInvite ? calendarNote(kind, said) : null,
                said.whyYou(),
                color(kind));
    }

    private Language language(Booking booking) {
        return Objects.requireNonNullElse(booking.guest().language(), defaultLanguage);
    }

    /** Where and when in it, so that a guest with several reservations need not open each. */
    private static String subject(String heading, Booking booking, Language language) {
        Stream<String> facts = Stream.of(
                booking.venue(),
                booking.period().arrival().date() == null
                        ? null
                        : language.dates().format(booking.period().arrival().date()));
        List<String> known = facts.filter(Objects::nonNull).toList();
        return known.isEmpty() ? heading : heading + ": " + String.join(", ", known);
    }

    private static String greeting(String name, Words said) {
        return name == null ? said.greetingWithoutName() : said.greeting(name);
    }

    private static String heading(Kind kind, Words said) {
        return switch (kind) {
            case CONFIRMATION -> said.confirmationHeading();
            case CHANGE -> said.changeHeading();
            case CANCELLATION -> said.cancellationHeading();
        };
    }

    private static String introduction(Kind kind, Words said) {
        return switch (kind) {
            case CONFIRMATION -> said.confirmationIntroduction();
            case CHANGE -> said.changeIntroduction();
            case CANCELLATION -> said.cancellationIntroduction();
        };
    }

    private static String calendarNote(Kind kind, Words said) {
        return kind == Kind.CANCELLATION ? said.calendarNoteOfCancellation() : said.calendarNote();
    }

    private static String color(Kind kind) {
        return switch (kind) {
            case CONFIRMATION -> "#1d6b4f";
            case CHANGE -> "#7a4d05";
            case CANCELLATION -> "#8c2f39";
        };
    }
}
