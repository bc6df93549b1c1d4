package io.bellhop.confirmation;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What e-mails say, here in English; {@code messages/confirmation_*.properties} have the other languages. */
@MessageBundle("confirmation")
interface Words {

    @Message("Your reservation is confirmed")
    String confirmationHeading();

    @Message("Your reservation has changed")
    String changeHeading();

    @Message("Your reservation is canceled")
    String cancellationHeading();

    @Message("We look forward to welcoming you. Here is what we have noted:")
    String confirmationIntroduction();

    @Message("This is how it stands now:")
    String changeIntroduction();

    @Message("This reservation no longer stands:")
    String cancellationIntroduction();

    @Message("Dear {name},")
    String greeting(String name);

    @Message("Hello,")
    String greetingWithoutName();

    @Message("The attached file puts it in your calendar.")
    String calendarNote();

    @Message("The attached file takes it out of your calendar.")
    String calendarNoteOfCancellation();

    @Message(
            "You get this e-mail because this address was given for a reservation. If it was not you, please ignore it.")
    String whyYou();

    @Message("Reservation")
    String reservation();

    @Message("Where")
    String where();

    @Message("Date")
    String date();

    @Message("Time")
    String time();

    @Message("Arrival")
    String arrival();

    @Message("Departure")
    String departure();

    @Message("Guests")
    String guests();

    @Message("adults: {count}")
    String adults(int count);

    @Message("children: {count}")
    String children(int count);

    @Message("infants: {count}")
    String infants(int count);

    @Message("Table")
    String table();

    @Message("Room")
    String room();

    @Message("Rooms")
    String rooms();

    @Message("Confirmation code")
    String code();

    @Message("Total")
    String total();
}
