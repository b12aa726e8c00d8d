package org.turnstone.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataLossTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop table orders | TABLE orders",
                "DROP TABLE IF EXISTS Shop.Orders, \"Odd Name\" cascade; | TABLE shop.orders, TABLE Odd Name",
                "drop schema if exists old cascade | SCHEMA old",
                "alter table only orders drop column if exists note, drop total cascade | COLUMN orders.note, COLUMN"
                        + " orders.total",
                "alter table orders drop constraint positive, add column drop_me int | ''",
                "alter table orders add check (a in (1, 2)), drop b | COLUMN orders.b",
                "alter table a.orders alter price type numeric using price::numeric, alter column x set data type int"
                        + " | CONVERTED a.orders.price, CONVERTED a.orders.x",
                "alter table orders alter column x set default 1, alter column x drop not null | ''",
                "truncate table only orders, items restart identity | ALL_ROWS orders, ALL_ROWS items",
                "delete from only orders where id = 1 | ROWS orders",
                "update orders set price = 0 where price is null | VALUES orders",
                "with gone as (delete from orders returning *) insert into old select * from gone | ALL_ROWS orders",
                "with x as (select 1 for update) update orders set a = 1 | VALUES orders",
                "with x as (select 1 a) insert into t select a from x on conflict (a) do update set a = 2 | ''",
                "select 'drop table orders' | ''",
                "select 1 /* delete from orders */ | ''",
                "create table orders (id int); insert into orders values (1); drop table orders | ''",
                "create temporary table t (id int); update orders set a = 1; drop table t | VALUES orders",
                "drop index orders_idx; drop view v; drop type t; drop function f | ''",
                "do $$ begin delete from orders; end $$ | ALL_ROWS orders",
                "do $$ declare n int := 1; begin if exists (select from pg_class where relname = 'drop') then alter"
                        + " table orders drop column note; else truncate items; end if; end $$ | COLUMN orders.note,"
                        + " ALL_ROWS items",
                "do language plpgsql 'begin execute ''drop table old''; execute format(''drop table %I'', 1); end' |"
                        + " TABLE old",
                "do language plperl 'delete from orders;' | ''",
                "create function f() returns void language sql as 'delete from orders' | ''",
                "delete from orders; delete from orders | ALL_ROWS orders",
                "delete from orders using items i where i.id = orders.id | ROWS orders",
                "delete from orders using (select 1 where true) i returning * | ALL_ROWS orders",
                "with gone as (delete from orders where id = 1 returning *) delete from items | ROWS orders, ALL_ROWS"
                        + " items",
                "merge into stock s using new n on s.id = n.id when matched and n.gone then delete when matched then"
                        + " update set n = 1 when not matched then insert values (1) | ROWS stock, VALUES stock",
                "drop table measurements_2019 | TABLE measurements_2019",
                "alter table measurements detach partition measurements_2019 | ''"
            })
    void whatGoesIsNamed(String script, String expected) {
        assertThat(String.join(
                        ", ",
                        DataLoss.of(script).stream()
                                .map(l -> l.kind() + " " + l.name() + (l.column() == null ? "" : "." + l.column()))
                                .toList()))
                .isEqualTo(expected);
    }

    @Test
    void nonsenseIsNoReasonToFail() {
        for (String script :
                new String[] {"drop table", "alter table", "delete from", "update", "with", "truncate ,", "("}) {
            assertThat(DataLoss.of(script)).isEmpty();
        }
    }
}
