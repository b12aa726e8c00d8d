drop table heir, fast;
drop table changing;
