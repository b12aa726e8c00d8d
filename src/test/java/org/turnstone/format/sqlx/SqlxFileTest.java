package org.turnstone.format.sqlx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.turnstone.format.sqlx.SqlxFile.Type;
import org.turnstone.testing.Vectors;
import tools.jackson.databind.JsonNode;

/** Names, checksums and the lock's number are sqlx's. */
class SqlxFileTest {
    @Test
    void namesAreReadAsSqlxReadsThem() {
        assertThat(SqlxFile.of("3_x.sql.sql")).isEqualTo(new SqlxFile(3, "x", Type.SIMPLE));
        assertThat(SqlxFile.of("4_x.up.up.sql")).isEqualTo(new SqlxFile(4, "x.up", Type.UP));
        assertThat(SqlxFile.of("4_x.up.sql.up.sql")).isEqualTo(new SqlxFile(4, "x", Type.UP));
        assertThat(SqlxFile.of("7_.sql")).isEqualTo(new SqlxFile(7, "", Type.SIMPLE));
        assertThat(SqlxFile.of("11__dbl.down.sql")).isEqualTo(new SqlxFile(11, " dbl", Type.DOWN));
        assertThat(SqlxFile.of("+5_a_b.sql")).isEqualTo(new SqlxFile(5, "a b", Type.SIMPLE));
        assertThat(SqlxFile.of("-6_a.sql").version()).isEqualTo(-6);
        assertThat(SqlxFile.of("0007_a.sql").version()).isEqualTo(7);
        assertThat(SqlxFile.of("9223372036854775807_a.sql").version()).isEqualTo(Long.MAX_VALUE);
        for (String fatal :
                new String[] {"9223372036854775808_a.sql", "bad_v.sql", "_17.sql", "1.0_a.sql", "１_a.sql"}) {
            assertThat(SqlxFile.isTaken(fatal)).isTrue();
            assertThat(SqlxFile.of(fatal)).as(fatal).isNull();
        }
        for (String ignored : new String[] {"schema.sql", "1_a.SQL", "1_a.sql.txt", "1-a.sql", "README_sql"}) {
            assertThat(SqlxFile.isTaken(ignored)).as(ignored).isFalse();
        }
    }

    @Test
    void checksumsAreThoseOfTheVectors() throws Exception {
        JsonNode edges = Vectors.checksums().get("edge");
        Set<Integer> ignored = Set.of((int) ' ', (int) '\t', (int) '\r', (int) '\n', 0xFEFF);
        int seen = 0;
        for (var entry : edges.properties()) {
            JsonNode edge = entry.getValue();
            if (!edge.has("sqlx_sha384")) {
                continue;
            }
            byte[] bytes = HexFormat.of().parseHex(edge.get("hex").asString());
            if (edge.get("sqlx_sha384").asString().equals("ERROR")) {
                assertThatThrownBy(() -> SqlxFile.decode(bytes)).isInstanceOf(CharacterCodingException.class);
                continue;
            }
            String text = SqlxFile.decode(bytes);
            assertThat(HexFormat.of().formatHex(SqlxFile.checksum(text, Set.of())))
                    .as(entry.getKey())
                    .isEqualTo(edge.get("sqlx_sha384").asString());
            assertThat(HexFormat.of().formatHex(SqlxFile.checksum(text, ignored)))
                    .as(entry.getKey())
                    .isEqualTo(edge.get("sqlx_sha384_ignored_cr_lf_sp_tab_bom").asString());
            seen++;
        }
        assertThat(seen).isEqualTo(10);
    }

    @Test
    void lockNumbersAreThoseOfTheVectors() throws Exception {
        for (var entry : Vectors.checksums().get("locks").get("sqlx").properties()) {
            assertThat(SqlxFormat.lockKey(entry.getKey()))
                    .isEqualTo(entry.getValue().asLong());
        }
    }

    @Test
    void onlyTheExactWordsAskForNoTransaction() {
        assertThat(SqlxFile.wantsNoTransaction("-- no-transaction\nselect 1")).isTrue();
        assertThat(SqlxFile.wantsNoTransaction("-- no-transactionXYZ")).isTrue();
        for (String not :
                new String[] {"--no-transaction", " -- no-transaction", "\n-- no-transaction", "-- No-transaction"}) {
            assertThat(SqlxFile.wantsNoTransaction(not)).isFalse();
        }
    }
}
