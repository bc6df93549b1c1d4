-- What an event follows from, if traces are made: so that its processing and its deliveries, later and elsewhere, belong to the
-- same trace. Without a default, so no row is written.
alter table event add column trace_parent text;

comment on column event.trace_parent is 'W3C traceparent of the request that brought it; null if it is not traced';
