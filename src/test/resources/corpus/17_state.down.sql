drop type app_state;
