alter default privileges in schema public revoke select on tables from corpus_owner;
drop table after_default;
drop table owned;
revoke create on schema public from corpus_owner;
