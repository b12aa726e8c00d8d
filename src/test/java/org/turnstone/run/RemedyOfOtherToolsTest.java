package org.turnstone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.turnstone.format.MigrationState;
import org.turnstone.format.NewMigration;
import org.turnstone.format.Remedy;

/** The ways out that sqlx, Prisma and Knex have. */
class RemedyOfOtherToolsTest extends EngineFixture {
    private List<RowChange> apply(Remedy remedy) throws Exception {
        List<RowChange> shown = engine.rehearse(project(), target, remedy);
        List<RowChange> written = engine.apply(project(), target, remedy);
        assertThat(written).as("what was shown").hasSameSizeAs(shown);
        return written;
    }

    private List<String> created(String words) throws Exception {
        return engine.create(project(), NewMigration.called(words)).stream()
                .map(f -> scripts.folder().relativize(f).toString().replace('\\', '/'))
                .toList();
    }

    @Test
    void sqlxForgetsADirtyRowAndAcceptsAnEditedFile() throws Exception {
        scripts.with("migrations/0001_a.up.sql", "create table a (id int);")
                .with("migrations/0001_a.down.sql", "drop table a;")
                .with("migrations/0002_b.up.sql", "create table b (id int);")
                .with("migrations/0002_b.down.sql", "drop table b;");
        assertThat(apply(new Remedy.MarkApplied("1"))).hasSize(1);
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        scripts.with("migrations/0001_a.up.sql", "create table a (id int); -- edited");
        database.execute("update _sqlx_migrations set success = false where version = 2");
        assertThat(apply(new Remedy.Repair())).hasSize(2);
        assertThat(status().isClean()).isTrue();
        assertThat(status().pending()).extracting("version").containsExactly("2");
        apply(new Remedy.MarkReverted("1"));
        assertThat(status().pending()).hasSize(2);
        assertThatThrownBy(() -> engine.apply(project(), target, new Remedy.Unlock()))
                .isInstanceOf(RunRefused.class)
                .hasMessageContaining("lock");
        assertThat(created("add email"))
                .containsExactly("migrations/0003_add_email.up.sql", "migrations/0003_add_email.down.sql");
    }

    @Test
    void prismaResolvesAFailedMigrationBothWays() throws Exception {
        scripts.with("prisma/schema.prisma", "datasource db { provider = \"postgresql\" }")
                .with("prisma/migrations/20240101000000_init/migration.sql", "create table a (id int);\nselect 1/0;");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(status().count(MigrationState.FAILED)).isEqualTo(1);
        assertThat(apply(new Remedy.MarkReverted("20240101000000_init"))).hasSize(1);
        assertThat(status().pending()).hasSize(1);
        assertThat(apply(new Remedy.MarkApplied("20240101000000_init"))).hasSize(1);
        assertThat(status().pending()).isEmpty();
        assertThat(database.value("select count(*) filter (where rolled_back_at is not null) || '/' || count(*) from"
                        + " _prisma_migrations"))
                .isEqualTo("1/2");
        List<String> files = created("addUserName & HTTPServer's größe");
        assertThat(files)
                .anyMatch(f ->
                        f.matches("prisma/migrations/\\d{14}_add_user_name_and_http_servers_groesse/migration\\.sql"))
                .anyMatch(f -> f.endsWith("/down.sql"));
    }

    @Test
    void knexIsUnlockedAndMarked() throws Exception {
        scripts.with("knexfile.js", "module.exports = { client: 'pg' };")
                .with("migrations/20240101000000_a.sql", "create table a (id int);")
                .with("migrations/20240102000000_b.sql", "create table b (id int);");
        assertThat(project().format()).isEqualTo("Knex");
        assertThat(migrate().outcome()).isEqualTo(RunOutcome.SUCCEEDED);
        database.execute("update knex_migrations_lock set is_locked = 1");
        assertThat(apply(new Remedy.Unlock())).isNotEmpty();
        assertThat(database.value("select is_locked from knex_migrations_lock")).isEqualTo("0");
        String second = status().entries().get(1).version();
        apply(new Remedy.MarkReverted(second));
        assertThat(status().pending()).hasSize(1);
        apply(new Remedy.MarkApplied(null));
        assertThat(status().pending()).isEmpty();
        assertThat(database.value("select is_locked from knex_migrations_lock")).isEqualTo("0");
        assertThat(created("add email").get(0)).matches("migrations/\\d{14}_add_email\\.sql");
    }
}
