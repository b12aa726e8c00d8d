drop function returns_set();
drop procedure call_me(int);
drop table called;
