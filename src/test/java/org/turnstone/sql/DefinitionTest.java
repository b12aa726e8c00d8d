package org.turnstone.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DefinitionTest {
    @Test
    void tablesComeWithTheirColumns() {
        assertThat(found("""
            -- first
            create table if not exists app.orders (
                id bigint generated always as identity primary key,
                "Total" numeric(12, 2) not null default 0,
                constraint positive check ("Total" > 0),
                unique (id),
                tags text[]
            );
            """))
                .isEqualTo("table orders; column orders.id bigint; column orders.Total numeric(12, 2); column orders.tags"
                        + " text[]");
    }

    @Test
    void columnsMayComeLater() {
        assertThat(found("alter table only orders add column if not exists note varchar(20), add check (id > 0), add x int;"))
                .isEqualTo("column orders.note varchar(20); column orders.x int");
    }

    @Test
    void everythingElseByItsName() {
        assertThat(found("""
            create or replace function app.touch() returns trigger language plpgsql as $$ begin create table no(); end $$;
            create unique index concurrently orders_id on orders (id);
            create materialized view sums as select 1;
            create type status as enum ('a');
            create schema app;
            """)).isEqualTo("function touch; index orders_id; view sums; type status; schema app");
    }

    @Test
    void theOffsetIsWhereTheNameStands() {
        String script = "select 1;\ncreate table a.b (c int);";
        assertThat(Definition.in(script)).extracting(Definition::offset).containsExactly(25, 28);
        assertThat(script.substring(25)).startsWith("b (");
    }

    private static String found(String script) {
        return Definition.in(script).stream()
                .map(d -> d.kind() + " " + (d.table() == null ? "" : d.table() + ".") + d.name()
                        + (d.type() == null ? "" : " " + d.type()))
                .collect(Collectors.joining("; "));
    }
}
