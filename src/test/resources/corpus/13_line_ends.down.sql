drop table cr;
drop table crlf;
