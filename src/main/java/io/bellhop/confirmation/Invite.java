package io.bellhop.confirmation;

import io.bellhop.confirmation.Period.Moment;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.Temporal;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Transp;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/**
 * A reservation for a guest's calendar. Published, not requested: a calendar offers to add it, and sends no answer that
 * nobody would read. All of one reservation's have the same UID, and those that come later a greater SEQUENCE.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5546#section-3.2">RFC 5546, 3.2</a>
 * @param method {@code PUBLISH}, or {@code CANCEL} to take it out of the calendar
 * @param text with lines of at most 75 characters that end in CR LF
 */
record Invite(String method, String text) {

    private static final int MAX_LINE_CHARACTERS = 73;

    @Override
    public String toString() {
        return "Invite[" + method + ", redacted]";
    }

    /** As a media type. */
    String contentType() {
        return "text/calendar; charset=UTF-8; method=" + method;
    }

    /**
     * Empty if it is not known when the guest comes.
     *
     * @param organizer an e-mail address; null if there is none
     */
    static Optional<Invite> of(Kind kind, Booking booking, String organizer, Words words, Instant now) {
        Temporal start = temporal(booking.period().arrival(), booking.period().isWholeDays());
        if (start == null) {
            return Optional.empty();
        }
        boolean canceled = kind == Kind.CANCELLATION;
        VEvent event = new VEvent(false);
        event.add(new Uid(booking.reservation().toString()));
        event.add(new Sequence(booking.sequence()));
        event.add(new DtStamp(now));
        event.add(new DtStart<>(start));
        end(booking.period(), start).ifPresent(end -> event.add(new DtEnd<>(end)));
        event.add(new Summary(booking.venue() == null ? words.reservation() : booking.venue()));
        if (booking.venue() != null) {
            event.add(new Location(booking.venue()));
        }
        if (booking.code() != null) {
            event.add(new Description(words.code() + ": " + booking.code()));
        }
        if (organizer != null) {
            event.add(new Organizer(URI.create("mailto:" + organizer)));
        }
        event.add(status(canceled));
        event.add(availability(booking.period(), start));
        return Optional.of(written(canceled ? ImmutableMethod.CANCEL : ImmutableMethod.PUBLISH, event));
    }

    private static Invite written(Method method, VEvent event) {
        Calendar calendar = new Calendar();
        calendar.add(new ProdId("-//Bellhop//Confirmations//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(method);
        calendar.add(event);
        StringWriter text = new StringWriter();
        try {
            new CalendarOutputter(false, MAX_LINE_CHARACTERS).output(calendar, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Invite(method.getValue(), text.toString());
    }

    private static Status status(boolean canceled) {
        return canceled ? ImmutableStatus.VEVENT_CANCELLED : ImmutableStatus.VEVENT_CONFIRMED;
    }

    /** A week in a hotel does not make a week of meetings impossible. */
    private static Transp availability(Period period, Temporal start) {
        boolean wholeDays = period.isStay() || start instanceof LocalDate;
        return wholeDays ? ImmutableTransp.TRANSPARENT : ImmutableTransp.OPAQUE;
    }

    /** A date; or in UTC, which needs no description of the zone; or, without a zone, wherever the guest then is. */
    private static Temporal temporal(Moment moment, boolean wholeDays) {
        if (wholeDays) {
            return moment.date();
        }
        if (moment.at() != null) {
            return moment.at();
        }
        return moment.date() == null || moment.time() == null ? null : LocalDateTime.of(moment.date(), moment.time());
    }

    /** Of the same sort as the start, and after it; else there is none, and the calendar decides. */
    private static Optional<Temporal> end(Period period, Temporal start) {
        if (start instanceof LocalDate date) {
            return Optional.of(period.isStay() ? period.departure().date() : date.plusDays(1));
        }
        Moment departure = period.departure();
        LocalDate date = departure.date() == null ? period.arrival().date() : departure.date();
        Temporal end = temporal(Moment.of(date, departure.time(), departure.at(), period.zone()), false);
        return isAfter(end, start) ? Optional.of(end) : Optional.empty();
    }

    private static boolean isAfter(Temporal end, Temporal start) {
        if (end instanceof Instant at && start instanceof Instant from) {
            return at.isAfter(from);
        }
        return end instanceof LocalDateTime local && start instanceof LocalDateTime begin && local.isAfter(begin);
    }
}
