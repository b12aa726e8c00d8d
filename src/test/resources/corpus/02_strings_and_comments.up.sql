/* a comment; /* nested; */ still -- one; */
create table strings (id serial primary key, s text, b bit varying, k bytea); -- trailing; comment
insert into strings (s) values ('it''s; ok'), (E'a\'b;\n\\'), ('back\'), (U&'d\0061t\+000061;'), (U&'d!0061;' UESCAPE '!'),
  ($$dollar; 'quote' $1 $$), ($a$ $$ inner; $$ $a$), ($ä$ unicode; $ä$), (N'national;'),
  ('con'
   'tinued;'), ('with -- no comment'), ('/* neither */');
insert into strings (b) values (B'101'), (x'1F');
insert into strings (k) values ('\x0102'), (E'\\xdead'::bytea);
insert into strings (s) select '{"a": {"b;": 1}}'::jsonb #>> '{a,b;}';
insert into strings (s) select 'yes' where '{"a":1}'::jsonb ? 'a' and '{"a":1}'::jsonb ?| array['a','b'] and not '{"a":1}'::jsonb ?& array['b'];
insert into strings (s) values (5-(-3)), (2 ^ 3), (@ -5), (1.5e3), (.5), (5.);
insert into strings (s) select (array[1,2,3])[1:2]::text;
;;
create table "quoted ""name"";" ("a""b" int, "c;d" int, "é" int, été int);
create table dollar$name (a$1 int);
