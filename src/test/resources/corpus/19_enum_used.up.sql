create table in_state (s app_state default 'later');
insert into in_state default values;
insert into in_state values ('older');
