package org.turnstone.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every message that is asked for is there, and every one that is there is asked for. */
class MessagesTest {
    private static final Pattern LITERAL = Pattern.compile("\"([a-zA-Z]+(?:\\.[a-zA-Z_-]+)*\\.?)\"");
    private static final Pattern ASKED =
            Pattern.compile("(?:messages\\.)?text\\(\\s*\"([a-zA-Z]+\\.[a-zA-Z._-]*[a-zA-Z])\"\\s*[,)]");

    @Test
    void keysAndUsesAgree() throws IOException {
        Set<String> keys =
                ResourceBundle.getBundle("org.turnstone.desktop.messages").keySet();
        Set<String> literals = new HashSet<>();
        Set<String> asked = new HashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/turnstone/desktop"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                collect(LITERAL, source, literals);
                collect(ASKED, source, asked);
            }
        }
        assertThat(asked).as("messages that are asked for").isSubsetOf(keys);
        // Some keys are made of a prefix and a name: the prefix ends with a dot, or the name is an argument.
        assertThat(keys)
                .as("messages nobody asks for")
                .allMatch(key -> literals.contains(key)
                        || literals.stream().anyMatch(l -> l.endsWith(".") && key.startsWith(l))
                        || key.startsWith("action.")
                        || key.startsWith("start.")
                        || key.startsWith("environment."));
    }

    private static void collect(Pattern pattern, String source, Set<String> found) {
        Matcher matcher = pattern.matcher(source);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
    }
}
