package org.turnstone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EncodeCommandTest {
    private final CliRun cli = new CliRun();

    static Stream<Arguments> passwords() {
        return Stream.of(
                Arguments.of("a/b", "a%2Fb"),
                Arguments.of("plain-._~9Z", "plain-._~9Z"),
                Arguments.of("100%", "100%25"),
                Arguments.of("p@ss:w#rd?&=+", "p%40ss%3Aw%23rd%3F%26%3D%2B"),
                Arguments.of("!'()*", "%21%27%28%29%2A"),
                Arguments.of("Schlüssel", "Schl%C3%BCssel"),
                Arguments.of("🔑", "%F0%9F%94%91"),
                Arguments.of("tab\there", "tab%09here"),
                Arguments.of("line\n", "line"),
                Arguments.of("line\r\n", "line"),
                Arguments.of("line\n\n", "line%0A"),
                Arguments.of("line\r", "line%0D"),
                Arguments.of("line\n\r\n", "line%0A"),
                Arguments.of("two\nlines", "two%0Alines"),
                Arguments.of(" space ", "%20space%20"),
                Arguments.of(" \n", "%20"));
    }

    @ParameterizedTest
    @MethodSource("passwords")
    void standardInputIsEncodedStrictly(String password, String encoded) {
        cli.input = password.getBytes(StandardCharsets.UTF_8);
        cli.run("encode");
        assertThat(cli.exitCode).isZero();
        assertThat(cli.out).isEqualTo(encoded + System.lineSeparator());
        assertThat(cli.err.isEmpty()).isNotEqualTo(password.equals("🔑"));
    }

    static Stream<Arguments> places() {
        return Stream.of(
                Arguments.of("url", "it's a\\b:c", "it%27s%20a%5Cb%3Ac"),
                Arguments.of("jdbc", "a+b c", "a%2Bb%20c"),
                Arguments.of("conninfo", "it's a\\b", "'it\\'s a\\\\b'"),
                Arguments.of("pgpass", "a:b\\c", "a\\:b\\\\c"),
                Arguments.of("shell", "it's $HOME", "'it'\\''s $HOME'"),
                Arguments.of("env", "a#b $c", "'a#b $c'"),
                Arguments.of("powershell", "it's", "'it''s'"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void everyPlaceHasItsForm(String place, String password, String encoded) {
        cli.input = password.getBytes(StandardCharsets.UTF_8);
        assertThat(cli.run("encode", "--for", place).out.stripTrailing()).isEqualTo(encoded);
        cli.input = encoded.getBytes(StandardCharsets.UTF_8);
        assertThat(cli.run("encode", "--decode", "--for", place).out.stripTrailing())
                .isEqualTo(password);
        assertThat(cli.exitCode).isZero();
    }

    @Test
    void whatAPlaceCannotHoldIsRefusedOrWarnedAbout() {
        cli.input = "two\nlines".getBytes(StandardCharsets.UTF_8);
        assertThat(cli.run("encode", "--for", "pgpass").exitCode).isEqualTo(2);
        assertThat(cli.err).contains(".pgpass").doesNotContain("two", "lines,");
        assertThat(cli.run("encode", "--for", "env").exitCode).isZero();
        assertThat(cli.err).startsWith("◆ ");
        cli.input = "a\u00a0b".getBytes(StandardCharsets.UTF_8);
        assertThat(cli.run("encode").err).contains("no-break space");
        cli.input = "a%zz".getBytes(StandardCharsets.UTF_8);
        assertThat(cli.run("encode", "--decode").exitCode).isEqualTo(2);
        assertThat(cli.err).contains("%25").doesNotContain("zz");
        assertThat(cli.run("encode", "--for", "s3cret").exitCode).isEqualTo(2);
        assertThat(cli.err).contains("conninfo").doesNotContain("s3cret");
    }

    @Test
    void aTypedPasswordIsTakenAsItIs() {
        cli.typed = "a/b ";
        assertThat(cli.run("encode").out.strip()).isEqualTo("a%2Fb%20");
    }

    @Test
    void whatCannotBeAPasswordIsRefused() {
        assertThat(cli.run("encode").exitCode).isEqualTo(2);
        cli.input = new byte[] {'\n'};
        assertThat(cli.run("encode").exitCode).isEqualTo(2);
        cli.input = new byte[] {'a', 0, 'b'};
        assertThat(cli.run("encode").exitCode).isEqualTo(2);
        cli.input = new byte[] {'a', (byte) 0xFC};
        assertThat(cli.run("encode").exitCode).isEqualTo(2);
        assertThat(cli.err).contains("not UTF-8");
        assertThat(cli.out).isEmpty();
    }
}
