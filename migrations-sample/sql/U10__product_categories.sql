alter table products drop column category_id;
drop table categories;
