-- Takes back the export and nothing that came later: its order numbers end at S-00600.
delete from payments where order_id in (select id from orders where number between 'S-00001' and 'S-00600');
delete from orders where number between 'S-00001' and 'S-00600';
delete from products where sku in (
    'TEA-ASSAM', 'TEA-SENCHA', 'TEA-ROOIBOS', 'COF-HOUSE', 'COF-DECAF', 'COF-FILTER',
    'POT-IRON', 'POT-GLASS', 'CUP-WHITE', 'CUP-BLUE', 'GRN-HAND', 'FLT-PAPER'
);
delete from customers where email in (
    'anna.berg@example.org', 'bruno.costa@example.org', 'chloe.martin@example.org', 'dario.rossi@example.org',
    'eva.novak@example.org', 'finn.larsen@example.org', 'grace.obrien@example.org', 'hugo.jansen@example.org'
);
