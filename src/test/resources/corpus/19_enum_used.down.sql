drop table in_state;
