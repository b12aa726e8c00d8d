create type app_state as enum ('old', 'now');
