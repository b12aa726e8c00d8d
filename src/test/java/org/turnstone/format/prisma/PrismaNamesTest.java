package org.turnstone.format.prisma;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.turnstone.testing.Vectors;
import tools.jackson.databind.JsonNode;

/** Order and checksums are Prisma's. */
class PrismaNamesTest {
    @Test
    void namesStandAsInTheRealRun() {
        List<String> expected = List.of(
                "10_x",
                "2024_x",
                "20240101_a",
                "20240101_A",
                "20240101_B",
                "20240101-c",
                "202401010_y",
                "9_x",
                "é_z",
                "z_z");
        List<String> sorted = new ArrayList<>(expected);
        Collections.shuffle(sorted, new Random(1));
        sorted.sort(PrismaNames.ORDER);
        assertThat(sorted).isEqualTo(expected);
    }

    @Test
    void newFoldersAreNamedAsPrismaNamesThem() {
        assertThat(List.of("addUserName", "HTTPServer", "user2Name", "v1.2", "é ü ß 日本", "APIs & more", "it's"))
                .extracting(PrismaDrafts::slug)
                .containsExactly(
                        "add_user_name", "http_server", "user2_name", "v1_2", "e_ue_ss", "apis_and_more", "its");
    }

    @Test
    void nodeComparesTheSame() throws Exception {
        Random random = new Random(42);
        String characters = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefgxyzABCDEFGXYZ______----0011aAbB";
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int length = random.nextInt(9); length >= 0; length--) {
                name.append(characters.charAt(random.nextInt(characters.length())));
            }
            names.add(name.toString());
        }
        String script = "const a=JSON.parse(require('fs').readFileSync(0,'utf8'));let s='';"
                + "for(let i=0;i+1<a.length;i++)s+='-0+'[Math.sign(a[i].localeCompare(a[i+1]))+1];console.log(s)";
        Process node;
        try {
            node = new ProcessBuilder("node", "-e", script).start();
        } catch (java.io.IOException e) {
            Assumptions.abort("Needs Node: " + e.getMessage());
            return;
        }
        try (var in = node.getOutputStream()) {
            in.write(new tools.jackson.databind.ObjectMapper().writeValueAsBytes(names));
        }
        String signs = new String(node.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        assertThat(node.waitFor()).isZero();
        assertThat(signs).hasSize(names.size() - 1);
        for (int i = 0; i < signs.length(); i++) {
            assertThat("-0+".charAt(Integer.signum(PrismaNames.ORDER.compare(names.get(i), names.get(i + 1))) + 1))
                    .as(Arrays.toString(new String[] {names.get(i), names.get(i + 1)}))
                    .isEqualTo(signs.charAt(i));
        }
    }

    @Test
    void checksumsAreThoseOfTheVectors() throws Exception {
        int seen = 0;
        for (var entry : Vectors.checksums().get("edge").properties()) {
            JsonNode edge = entry.getValue();
            if (edge.has("prisma_sha256")) {
                String text = new String(HexFormat.of().parseHex(edge.get("hex").asString()), StandardCharsets.UTF_8);
                assertThat(PrismaChecksum.of(text))
                        .as(entry.getKey())
                        .isEqualTo(edge.get("prisma_sha256").asString());
                seen++;
            }
        }
        assertThat(seen).isEqualTo(11);
        String old = Vectors.checksums()
                .get("edge")
                .get("prisma_old_unpadded_example")
                .get("old")
                .asString();
        assertThat(PrismaChecksum.unpadded("abcd")).isEqualTo(old);
        assertThat(PrismaChecksum.matches(old, "abcd")).isTrue();
    }

    @Test
    void lineEndsDoNotMatterAndAMissingOneAtTheEndDoes() {
        String recorded = PrismaChecksum.of("select 1;\nselect 2;\n");
        assertThat(PrismaChecksum.matches(recorded, "select 1;\r\nselect 2;\r\n"))
                .isTrue();
        assertThat(PrismaChecksum.matches(PrismaChecksum.of("a\r\nb"), "a\nb")).isTrue();
        assertThat(PrismaChecksum.matches(recorded, "select 1;\nselect 2;")).isFalse();
    }
}
