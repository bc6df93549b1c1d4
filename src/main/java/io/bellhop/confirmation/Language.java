package io.bellhop.confirmation;

import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One that e-mails are written in, and how it writes dates and times. */
enum Language {
    EN("EEEE, d MMMM uuuu", "h:mm a"),
    FR("EEEE d MMMM uuuu", "HH:mm"),
    DE("EEEE, d. MMMM uuuu", "HH:mm"),
    ES("EEEE, d 'de' MMMM 'de' uuuu", "HH:mm");

    private final Locale locale = Locale.forLanguageTag(name().toLowerCase(Locale.ROOT));
    private final DateTimeFormatter dates;
    private final DateTimeFormatter times;

    // Patterns of our own: those of the platform change from one Java version to the next.
    Language(String dates, String times) {
        this.dates = DateTimeFormatter.ofPattern(dates, locale);
        this.times = DateTimeFormatter.ofPattern(times, locale);
    }

    /** That of a tag as {@code de} or {@code de-CH}; may be null. */
    static Optional<Language> of(String tag) {
        String language =
                tag == null ? "" : Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
        return Arrays.stream(values())
                .filter(known -> known.locale.getLanguage().equals(language))
                .findFirst();
    }

    Locale locale() {
        return locale;
    }

    /** As in {@code Saturday, 20 June 2026}. */
    DateTimeFormatter dates() {
        return dates;
    }

    /** As in {@code 7:30 PM}. */
    DateTimeFormatter times() {
        return times;
    }

    /** ISO 639, as in {@code en}. */
    String tag() {
        return locale.getLanguage();
    }
}
