create table crlf (
  i int, -- comment
  t text default $$a
b$$
);
insert into crlf (t) values ('x
y');
-- lone carriage returncreate table cr (i int);
