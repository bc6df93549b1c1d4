-- With a condition, so that it is no way to a reservation by its reference: while the table had never been analysed, reading all of
-- a source by this index seemed as cheap as finding the one by its key, and a plan made then was kept. Webhooks are stored while it
-- is made; processing waits.
set local lock_timeout = '5s';

drop index reservation_by_venue;
create index reservation_by_venue on reservation (source, venue, id) where venue is not null;
