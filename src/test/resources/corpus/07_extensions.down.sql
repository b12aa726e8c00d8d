drop table extended;
drop extension ltree;
drop extension pg_trgm;
drop extension hstore;
drop extension citext;
drop extension "uuid-ossp";
