package org.turnstone.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTraitsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS s.n ON t (a)| CREATE INDEX CONCURRENTLY",
                "create index concurrently on t (a)| CREATE INDEX CONCURRENTLY",
                "drop index /* x */ concurrently if exists a| DROP INDEX CONCURRENTLY",
                "reindex (verbose) table concurrently t| REINDEX CONCURRENTLY",
                "reindex (concurrently, verbose) index i| REINDEX CONCURRENTLY",
                "REINDEX SCHEMA s| REINDEX SCHEMA",
                "reindex (verbose) database| REINDEX DATABASE",
                "vacuum (analyze) t| VACUUM",
                "VACUUM| VACUUM",
                "cluster| CLUSTER without a table",
                "cluster (verbose);| CLUSTER without a table",
                "create database d| CREATE DATABASE",
                "drop database if exists d| DROP DATABASE",
                "create tablespace t location '/x'| CREATE TABLESPACE",
                "drop tablespace t| DROP TABLESPACE",
                "alter system set work_mem = '1MB'| ALTER SYSTEM",
                "alter database d set tablespace t| ALTER DATABASE SET TABLESPACE",
                "create subscription s connection 'x' publication p, q with (enabled = false)| CREATE SUBSCRIPTION",
                "drop subscription s| DROP SUBSCRIPTION with a replication slot",
                "alter subscription s refresh publication| ALTER SUBSCRIPTION REFRESH PUBLICATION",
                "alter subscription s set publication p| ALTER SUBSCRIPTION SET PUBLICATION with refresh",
                "discard all| DISCARD ALL",
                "alter table if exists only s.t detach partition p.q concurrently| ALTER TABLE DETACH PARTITION"
                        + " CONCURRENTLY",
                "prepare transaction 'x'| PREPARE TRANSACTION",
                "commit prepared 'x'| COMMIT PREPARED",
                "rollback prepared 'x'| ROLLBACK PREPARED",
            })
    void knowsWhatIsRefusedInsideATransaction(String sql, String what) {
        assertThat(StatementTraits.of("-- why\n" + sql).outsideOnly())
                .isEqualTo(what + " cannot run inside a transaction");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index concurrently_i on t (a)",
                "create index \"concurrently\" on t (a)",
                "drop index i",
                "reindex table t",
                "reindex (concurrently false) table t",
                "cluster t using i",
                "cluster (verbose) t",
                "alter database d set work_mem = '1MB'",
                "create subscription s connection 'x' publication p with (connect = false)",
                "create subscription s connection 'x' publication p with (create_slot = 'off', slot_name = none)",
                "alter subscription s disable",
                "alter subscription s add publication p with (refresh = false)",
                "alter table t detach partition p finalize",
                "refresh materialized view concurrently v",
                "discard plans",
                "analyze t",
                "prepare p as select 1",
                "select 'vacuum'",
                "comment on index i is 'create index concurrently'",
                "",
            })
    void letsTheRestRunInside(String sql) {
        assertThat(StatementTraits.of(sql).outsideOnly()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "begin, true",
        "BEGIN ISOLATION LEVEL SERIALIZABLE, true",
        "start transaction, true",
        "commit and chain, true",
        "end, true",
        "rollback, true",
        "abort, true",
        "prepare transaction 'x', true",
        "rollback prepared 'x', true",
        "savepoint a, false",
        "release a, false",
        "rollback to savepoint a, false",
        "rollback work to a, false",
        "create function f() returns int begin atomic select 1; end, false",
        "prepare p as select 1, false",
        "do $$ begin commit; end $$, false",
    })
    void knowsWhatControlsTheTransaction(String sql, boolean controls) {
        assertThat(StatementTraits.of(sql).controlsTransaction()).isEqualTo(controls);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create or replace view v as select 1| CREATE VIEW",
                "create temp table t (a int generated always as (1) stored)| CREATE TABLE",
                "create table t (a) with (fillfactor = 70) as select 1| CREATE TABLE AS",
                "create constraint trigger t after insert on u| CREATE TRIGGER",
                "create materialized view v as select 1| CREATE MATERIALIZED VIEW",
                "create text search configuration c (copy = simple)| CREATE TEXT SEARCH CONFIGURATION",
                "create user mapping for u server s| CREATE USER MAPPING",
                "create foreign data wrapper w| CREATE FOREIGN DATA WRAPPER",
                "alter default privileges grant select on tables to u| ALTER DEFAULT PRIVILEGES",
                "drop operator class c using btree| DROP OPERATOR CLASS",
                "with update as (delete from t returning *), b(x) as (select 1) insert into u select * from b| INSERT",
                "with a as (select 1) select * from a| SELECT",
                "(select 1) union select 2| SELECT",
                "select a, b as into into temp t from u| SELECT INTO",
                "/* x */ update t set a = 1| UPDATE",
                "-- x| ``",
                "rollback to a| ROLLBACK TO SAVEPOINT",
            },
            quoteCharacter = '`')
    void namesTheCommand(String sql, String tag) {
        assertThat(StatementTraits.of(sql).tag()).isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "create table if not exists S.\"T\" (a int constraint C1 check (a > 0), constraint c2 unique (a))|"
                        + " T,c1,c2",
                "create unique index N on t (a)| n",
                "create index on t (a)| ``",
                "alter table t add constraint c check (a > 0), drop constraint d, add e int constraint f not null| c,f",
                "create schema if not exists x create table y (a int) create view z as select 1| x,y,z",
                "create schema authorization u| u",
                "create or replace function s.f(a int) returns int return a| f",
                "create type u&\"\\0041b\" as enum ('a')| Ab",
                "create statistics on a, b from t| ``",
                "select 1 into t| t",
                "drop table t| ``",
            })
    void namesWhatIsCreated(String sql, String names) {
        assertThat(StatementTraits.of(sql).creates()).isEqualTo(names.isEmpty() ? Set.of() : Set.of(names.split(",")));
    }

    @Test
    void namesTheIndex() {
        StatementTraits traits =
                StatementTraits.of("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS s.\"My \"\"N\" ON ONLY t (a);");

        assertThat(traits.indexName()).isEqualTo("My \"N");
        assertThat(traits.concurrentIndex()).isTrue();
        assertThat(traits.tag()).isEqualTo("CREATE INDEX");
        assertThat(StatementTraits.of("create index " + "é".repeat(40) + " on t (a)")
                        .indexName())
                .isEqualTo("é".repeat(31));
        assertThat(StatementTraits.of("reindex table concurrently t").indexName())
                .isNull();
    }

    @Test
    void namesTheEnumLabel() {
        assertThat(StatementTraits.of("alter type s.t add value if not exists 'it''s' before 'x'")
                        .addsEnumValue())
                .isEqualTo("it's");
        assertThat(StatementTraits.of("alter type t add attribute value text").addsEnumValue())
                .isNull();
        assertThat(StatementTraits.of("alter type t rename value 'a' to 'b'").addsEnumValue())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "copy t from stdin, true",
        "COPY s.t (a) FROM STDIN WITH (FORMAT csv), true",
        "copy t from 'stdin', false",
        "copy t from program 'stdin', false",
        "copy t to stdout, false",
        "copy (select 1 from stdin) to stdout, false",
    })
    void knowsWhetherDataFollows(String sql, boolean copies) {
        assertThat(StatementTraits.of(sql).copiesFromStdin()).isEqualTo(copies);
    }

    @Test
    void findsNamesWhereTheyAreCode() {
        Set<String> names = Set.of("Old", "gone");

        assertThat(StatementTraits.mentions("select * from GONE", names)).isTrue();
        assertThat(StatementTraits.mentions("select \"Old\"", names)).isTrue();
        assertThat(StatementTraits.mentions("do $a$ begin execute $b$ drop table gone $b$; end $a$", names))
                .isTrue();
        assertThat(StatementTraits.mentions("select old, \"GONE\", 'gone' -- gone", names))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "select 1, false",
                "`;;select 1; ; -- x`, false",
                "`select 1; select 2`, true",
                "`select 1\\; select 2`, true",
                "`create function f() returns int begin atomic select 1; select 2; end;`, false",
                "`select ';' (;)`, false",
                "`do $$ begin; end $$;`, false",
            })
    void countsStatements(String sql, boolean several) {
        assertThat(StatementTraits.holdsSeveralStatements(sql)).isEqualTo(several);
    }

    @Test
    void readsAnythingWithoutFailing() {
        for (SplitCases.Case vector : SplitCases.all()) {
            for (int end = 0; end <= vector.input().length(); end++) {
                assertThat(StatementTraits.of(vector.input().substring(0, end))).isNotNull();
            }
        }
        for (String sql : new String[] {
            "(",
            "create",
            "create table",
            "alter table",
            "alter table t add constraint",
            "reindex (",
            "cluster (a =",
            "alter type t add value",
            "create subscription s with (connect",
            "with",
            "with a as (",
            "copy",
            "copy t (",
            "create table \"",
            "create table U&\"",
            "alter type t add value E'",
            "alter type t add value $$",
            "select into",
            "create table U&\"\\00",
            "create index concurrently",
            "alter table t ,,",
            "alter type t add value E'\\"
        }) {
            assertThat(StatementTraits.of(sql).tag()).isNotNull();
        }
    }

    @Test
    void readsAnyDepthWithoutFailing() {
        for (String part : new String[] {"create schema ", "(", "with a as ", "create ", "$a$ $b$ ", "case "}) {
            String deep = part.repeat(100_000);

            assertThat(StatementTraits.of(deep)).isNotNull();
            assertThat(StatementTraits.of("create schema a " + deep)).isNotNull();
            assertThat(StatementTraits.mentions(deep, Set.of("x"))).isFalse();
        }
    }
}
