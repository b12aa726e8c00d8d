alter type app_state add value if not exists 'later' after 'now';
alter type app_state rename value 'old' to 'older';
