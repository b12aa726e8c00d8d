drop type app_state;
create type app_state as enum ('old', 'now');
