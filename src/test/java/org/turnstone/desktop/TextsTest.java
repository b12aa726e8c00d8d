package org.turnstone.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What the desktop says stands in its bundle, so that another language can say it. */
class TextsTest {
    private static final Path SOURCES = Path.of("src/main/java/org/turnstone/desktop");

    /** Two words with a space between them. Names of locks are PostgreSQL's, in every language. */
    private static final Pattern SENTENCE = Pattern.compile("(?s).*\\p{L}{2,}[,.:;]? \\p{L}{2,}.*");

    private static final Pattern LOCK = Pattern.compile("[A-Z]+( [A-Z]+)+");

    /** Whose first argument somebody reads. */
    private static final Set<String> SHOWING = Set.of(
            "setText",
            "setPromptText",
            "setAccessibleText",
            "Label",
            "Tooltip",
            "MenuItem",
            "Menu",
            "Tab",
            "wrapped",
            "muted",
            "say");

    /** What is no language's, or for nobody to read: patterns, SQL, names of threads, what is caught before it is seen. */
    private static final Set<String> ALLOWED = Set.of(
            "d MMMM yyyy",
            " not null",
            "NULL",
            " with BOM",
            "open again",
            " was changed by another program",
            "Unsupported JavaFX configuration");

    /** Words of SQL, in a list of them. */
    private static final Pattern SQL = Pattern.compile("(?s)where on using .*");

    private final List<String> found = new ArrayList<>();

    @Test
    void everySentenceStandsInTheBundle() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(SOURCES)) {
            List<Path> java =
                    sources.filter(each -> each.toString().endsWith(".java")).toList();
            assertThat(java).hasSizeGreaterThan(100);
            var task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(java));
            for (CompilationUnitTree unit : task.parse()) {
                new Reader(unit).scan(unit, null);
            }
        }
        assertThat(found).as("words that belong into messages.properties").isEmpty();
    }

    private final class Reader extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;

        Reader(CompilationUnitTree unit) {
            this.unit = unit;
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void nothing) {
            if (literal.getValue() instanceof String text
                    && !ALLOWED.contains(text)
                    && !LOCK.matcher(text).matches()
                    && !SQL.matcher(text).matches()
                    && (SENTENCE.matcher(text).matches() || isShown(text))
                    && !isForNobody()) {
                report(text);
            }
            return null;
        }

        /** The engine's words for states and kinds are those of the terminal. */
        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            String words = call.toString();
            if (words.endsWith("state().word()") || words.matches("(?s).*[kK]ind.*[.]title[(][)]")) {
                report(words);
            }
            return super.visitMethodInvocation(call, nothing);
        }

        private boolean isShown(String text) {
            if (text.chars().noneMatch(Character::isLetter)) {
                return false;
            }
            Tree parent = getCurrentPath().getParentPath().getLeaf();
            return parent instanceof MethodInvocationTree call
                            && first(call.getArguments())
                            && SHOWING.contains(name(call.getMethodSelect()))
                    || parent instanceof NewClassTree made
                            && first(made.getArguments())
                            && SHOWING.contains(name(made.getIdentifier()));
        }

        private boolean first(List<? extends ExpressionTree> arguments) {
            return !arguments.isEmpty()
                    && arguments.getFirst() == getCurrentPath().getLeaf();
        }

        private static String name(Tree select) {
            String words = select.toString();
            return words.substring(words.lastIndexOf('.') + 1).replaceAll("<.*", "");
        }

        /** What is thrown at programmers, or goes into the log. */
        private boolean isForNobody() {
            for (TreePath at = getCurrentPath(); at != null; at = at.getParentPath()) {
                if (at.getLeaf() instanceof ThrowTree thrown
                        && thrown.toString().contains("IllegalState")) {
                    return true;
                }
                if (at.getLeaf() instanceof MethodInvocationTree call
                        && name(call.getMethodSelect()).equals("log")) {
                    return true;
                }
            }
            return false;
        }

        private void report(String text) {
            Path file = SOURCES.toAbsolutePath()
                    .relativize(Path.of(unit.getSourceFile().getName()).toAbsolutePath());
            found.add(file + ": " + text);
        }
    }
}
