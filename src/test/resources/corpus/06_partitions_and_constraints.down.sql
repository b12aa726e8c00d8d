drop table child, parent, booked, measured;
drop extension btree_gist;
