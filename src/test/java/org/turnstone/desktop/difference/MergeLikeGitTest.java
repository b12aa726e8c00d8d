package org.turnstone.desktop.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we bring together is what Git brings together, and what meets there meets here. */
class MergeLikeGitTest {
    @TempDir
    private Path folder;

    private int fresh;

    @BeforeEach
    void needsGit() throws Exception {
        try {
            assumeTrue(new ProcessBuilder("git", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0);
        } catch (IOException e) {
            assumeTrue(false, "there is no Git here");
        }
    }

    /** Where every line is another, there is one way only in which the texts differ. */
    @Test
    void linesThatAreAllDifferentAreMergedAlike() throws Exception {
        var random = new Random(11);
        int together = 0;
        for (int i = 0; i < 250; i++) {
            List<String> base = lines(random.nextInt(20));
            String text = text(base);
            String mine = text(edited(base, random, false));
            String theirs = text(edited(base, random, false));
            Optional<String> git = git(text, mine, theirs);
            assertThat(LineMerge.of(text, mine, theirs))
                    .as(said(text, mine, theirs))
                    .isEqualTo(git);
            together += git.isPresent() ? 1 : 0;
        }
        // Neither all nor none of them can be brought together.
        assertThat(together).isBetween(50, 220);
    }

    /** Where lines are alike, a difference can be seen in several ways; what both find a way for is the same all the same. */
    @Test
    void linesThatAreAlikeAreMergedAlikeWhereBothMergeThem() throws Exception {
        var random = new Random(12);
        int together = 0;
        for (int i = 0; i < 200; i++) {
            List<String> base = lines(5 + random.nextInt(15));
            base.replaceAll(line -> random.nextInt(4) == 0 ? "" : random.nextInt(6) == 0 ? ");" : line);
            String end = random.nextInt(4) == 0 ? "" : "\n";
            String text = text(base) + end;
            String mine = text(edited(base, random, true)) + end;
            String theirs = text(edited(base, random, true)) + end;
            Optional<String> git = git(text, mine, theirs);
            Optional<String> ours = LineMerge.of(text, mine, theirs);
            if (git.isPresent() && ours.isPresent()) {
                assertThat(ours).as(said(text, mine, theirs)).isEqualTo(git);
                together++;
            }
        }
        assertThat(together).isGreaterThan(40);
    }

    /** A side that changed nothing takes all of the other's, and nothing that both did is done twice. */
    @Test
    void oneSidesChangesAreTakenWhole() {
        var random = new Random(13);
        for (int i = 0; i < 500; i++) {
            List<String> base = lines(random.nextInt(12));
            base.replaceAll(line -> random.nextInt(3) == 0 ? "" : line);
            String text = text(base);
            String other = String.join(random.nextBoolean() ? "\n" : "\n\n", edited(base, random, true));
            assertThat(LineMerge.of(text, text, other)).contains(other);
            assertThat(LineMerge.of(text, other, text)).contains(other);
            assertThat(LineMerge.of(text, other, other)).contains(other);
        }
    }

    private List<String> lines(int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add("line " + fresh++);
        }
        return lines;
    }

    private List<String> edited(List<String> base, Random random, boolean alike) {
        List<String> lines = new ArrayList<>(base);
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(lines.size() + 1);
            String line = alike && random.nextInt(3) == 0 ? "" : "new " + fresh++;
            int what = random.nextInt(3);
            if (what == 0 || at == lines.size()) {
                lines.add(at, line);
            } else if (what == 1) {
                lines.set(at, line);
            } else {
                lines.remove(at);
            }
        }
        return lines;
    }

    private static String text(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static String said(String base, String mine, String theirs) {
        return "base:\n" + base + "mine:\n" + mine + "theirs:\n" + theirs;
    }

    /** What Git makes of them; nothing where it leaves something to somebody to decide. */
    private Optional<String> git(String base, String mine, String theirs) throws Exception {
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(
                        "git",
                        "merge-file",
                        "-p",
                        "-q",
                        write("mine", mine),
                        write("base", base),
                        write("theirs", theirs))
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said(base, mine, theirs)).isLessThan(128);
        return process.exitValue() == 0 ? Optional.of(Files.readString(out)) : Optional.empty();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
