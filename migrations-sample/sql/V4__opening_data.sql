-- The catalogue and last year's orders, as the old shop exported them.

insert into customers (email, full_name, country, created_at) values
    ('anna.berg@example.org',    'Anna Berg',     'DE', '2025-01-04 09:12+00'),
    ('bruno.costa@example.org',  'Bruno Costa',   'PT', '2025-01-19 17:40+00'),
    ('chloe.martin@example.org', 'Chloé Martin',  'FR', '2025-02-02 11:05+00'),
    ('dario.rossi@example.org',  'Dario Rossi',   'IT', '2025-02-27 20:31+00'),
    ('eva.novak@example.org',    'Eva Nováková',  'CZ', '2025-03-08 08:00+00'),
    ('finn.larsen@example.org',  'Finn Larsen',   'DK', '2025-03-30 14:22+00'),
    ('grace.obrien@example.org', 'Grace O''Brien', 'IE', '2025-04-11 10:48+00'),
    ('hugo.jansen@example.org',  'Hugo Jansen',   'NL', '2025-05-23 19:57+00');

insert into products (sku, name, price_cents) values
    ('TEA-ASSAM',   'Assam, loose, 250 g',        890),
    ('TEA-SENCHA',  'Sencha, loose, 100 g',      1150),
    ('TEA-ROOIBOS', 'Rooibos, loose, 250 g',      690),
    ('COF-HOUSE',   'House blend, beans, 1 kg',  2190),
    ('COF-DECAF',   'Decaf, beans, 500 g',       1290),
    ('COF-FILTER',  'Filter roast, beans, 1 kg', 2350),
    ('POT-IRON',    'Cast iron teapot',          4900),
    ('POT-GLASS',   'Glass teapot; 1.2 l',       2700),
    ('CUP-WHITE',   'Cup, white',                 950),
    ('CUP-BLUE',    'Cup, blue',                  950),
    ('GRN-HAND',    'Hand grinder',              7900),
    ('FLT-PAPER',   'Paper filters, 100 pieces',  390);

insert into orders (number, customer_id, status, ship_country, placed_at)
select 'S-' || lpad(n::text, 5, '0'),
       c.id,
       (array['placed', 'paid', 'shipped', 'delivered', 'delivered', 'cancelled'])[1 + n % 6]::order_status,
       -- The old shop asked for the country of delivery only from its second half year on.
       case when n > 300 then c.country end,
       timestamptz '2025-06-01 08:00+00' + n * interval '11 hours'
from generate_series(1, 600) as n
join customers c on c.email = (
    select email from customers order by email offset n % 8 limit 1
);

insert into order_items (order_id, line, product_id, quantity, price_cents)
select o.id, i.line, p.id, 1 + (o.n + i.line) % 3, p.price_cents
from (select id, substring(number from 3)::integer as n from orders) as o
cross join lateral generate_series(1, 1 + o.n % 4) as i (line)
join products p on p.sku = (
    select sku from products order by sku offset (o.n * 5 + i.line * 7) % 12 limit 1
);

insert into payments (order_id, method, amount_cents, succeeded, paid_at)
select o.id,
       (array['card', 'card', 'transfer', 'voucher'])[1 + o.id % 4],
       sum(i.quantity * i.price_cents),
       true,
       o.placed_at + interval '3 minutes'
from orders o
join order_items i on i.order_id = o.id
where o.status in ('paid', 'shipped', 'delivered')
group by o.id;
