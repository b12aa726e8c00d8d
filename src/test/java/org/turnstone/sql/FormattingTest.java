package org.turnstone.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FormattingTest {
    @Test
    void columnsAndClausesStandOnLinesOfTheirOwn() {
        assertThat(Formatting.of("create table t (id int, -- key\n"
                        + " name text not null, price numeric(12, 2));select  a,b from t\n"
                        + "  left join u on t.id=u.id where a=1   and b in (select 1 from x) order by a;\n"))
                .hasValue("""
                    create table t (
                        id int, -- key
                        name text not null,
                        price numeric(12, 2)
                    );select a,b
                    from t
                    left join u
                    on t.id=u.id
                    where a=1
                        and b in (
                        select 1
                        from x
                    )
                    order by a;
                    """);
    }

    @Test
    void bodiesAndTextsAreLeftAlone() {
        String function =
                "create function f() returns int language sql as $$ select   1 $$;\n\n\n\nselect 'a'\n  'b';\n";
        assertThat(Formatting.of(function)).hasValue(function.replace("\n\n\n\n", "\n\n"));
    }

    @Test
    void doingItTwiceChangesNothingMore() throws Exception {
        int formatted = 0;
        try (var files = Files.walk(Path.of("src", "test", "resources", "vectors"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".sql")).toList()) {
                String text = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
                var once = Formatting.of(text);
                if (once.isPresent()) {
                    assertThat(Formatting.of(once.get())).as(file.toString()).isEqualTo(once);
                    formatted++;
                }
            }
        }
        assertThat(formatted).isGreaterThan(10);
    }

    @Test
    void aScriptWithDataIsRefused() {
        assertThat(Formatting.of("copy t from stdin;\n1\t2\n\\.\n")).isEmpty();
    }
}
