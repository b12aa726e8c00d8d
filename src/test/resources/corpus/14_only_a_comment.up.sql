-- nothing to do yet;
/* really; */
