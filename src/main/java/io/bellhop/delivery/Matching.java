package io.bellhop.delivery;

/** Which subscriptions want which events, in SQL. */
final class Matching {

    /** Of {@code subscription} and an event's {@code type}: the rule of {@link io.bellhop.subscription.EventMask#matches}. */
    static final String WANTED_TYPE = """
            masks && array['*', type, substring(type from '^[^.]+[.]') || '*',
                substring(type from '^[^.]+[.][^.]+[.]') || '*']
            """;

    /**
     * From {@code told} (event_id, source, type, subject, venue: the provider's id of it, or null) to {@code chosen} (event_id,
     * subscription_id, venue_id, order_key).
     *
     * <p>The venue is the one that the event tells or is about, or else that of its reservation. Where subscriptions for all venues
     * and for this one have the same address, the venue's has it. A subscription is not told of itself: it may be the one that
     * fails.
     */
    static final String CHOSEN = """
            placed as (
                select told.*, venue.id as venue_id
                from told
                    left join reservation on told.venue is null and told.subject like 'reservation/%'
                        and reservation.source = told.source
                        and reservation.reference = substr(told.subject, length('reservation/') + 1)
                    left join venue on venue.source = told.source
                        and venue.reference = coalesce(told.venue, reservation.venue, substring(told.subject from '^venue/(.*)$'))
            ), matching as (
                select event_id, s.id as subscription_id, placed.venue_id, callback_url, is_global,
                    case when ordered then source || ' ' || subject end as order_key
                from placed join subscription as s on is_active
                    and (is_global or s.venue_id = placed.venue_id)
                    and
            """ + WANTED_TYPE + """
                    and subject is distinct from 'subscription/sub_' || replace(s.id::text, '-', '')
            ), chosen as (
                select event_id, subscription_id, venue_id, order_key
                from matching
                where not (is_global and exists (
                    select from matching as other
                    where other.event_id = matching.event_id and other.callback_url = matching.callback_url
                        and not other.is_global))
            )
            """;

    private Matching() {}
}
