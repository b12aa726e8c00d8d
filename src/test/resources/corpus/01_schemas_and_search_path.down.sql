drop view app.seen;
drop table also_public, in_public;
drop table "Odd; name"."T;2", app.t;
drop schema "Odd; name";
drop schema app;
