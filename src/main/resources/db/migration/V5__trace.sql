-- What an event follows from, if traces are made: so that its processing and its deliveries, later and elsewhere, belong to the
-- same trace. Without a default, so no row is written. It waits for whoever reads the table, and all appends would wait behind it, of
-- which each is answered 503 after bellhop.event.append.budget, 2 s: a backup that runs just now makes it fail before that, and it is
-- tried again at the next start.
set local lock_timeout = '1s';

alter table event add column trace_parent text;

comment on column event.trace_parent is 'W3C traceparent of the request that brought it; null if it is not traced';
