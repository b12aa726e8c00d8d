delete from rows_of_data where id > 5;
drop table rows_of_data;
