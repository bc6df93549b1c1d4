-- What an event follows from, if traces are made: so that its processing and its deliveries, later and elsewhere, belong to the
-- same trace. Without a default, so no row is written. It waits for whoever reads the table, and all appends would wait behind it: a
-- backup that runs just now makes it fail, and it is tried again at the next start.
set local lock_timeout = '5s';

alter table event add column trace_parent text;

comment on column event.trace_parent is 'W3C traceparent of the request that brought it; null if it is not traced';
