-- Of no use to whoever looks for a reservation by its reference. While the table had never been analysed, finding all of a source
-- seemed as cheap as finding the one, and a plan made then went on reading all of them. Webhooks are stored meanwhile; processing
-- waits for the index.
set local lock_timeout = '5s';

drop index reservation_by_venue;
create index reservation_by_venue on reservation (source, venue, id) where venue is not null;
