drop table dollar$name;
drop table "quoted ""name"";";
drop table strings;
