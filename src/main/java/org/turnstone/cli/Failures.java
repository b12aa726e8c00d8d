package org.turnstone.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.profile.ProfileProblem;
import org.turnstone.format.ProjectProblem;
import org.turnstone.format.SeveralProjects;
import org.turnstone.report.JsonReport;
import org.turnstone.report.ReportProblem;
import org.turnstone.report.Tone;
import org.turnstone.report.Visible;
import org.turnstone.run.RunRefused;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where a command that could not give a result says why, and with which exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Context context;

    Failures(Context context) {
        this.context = context;
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
        return problem instanceof SeveralProjects several
                ? tell("project", choice(several, command.getCommandSpec().qualifiedName()), Exit.USAGE)
                : tell(problem);
    }

    @Override
    public int handleParseException(ParameterException problem, String[] arguments) {
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        String message = problem instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched, command)
                : problem.getMessage();
        String end = message.endsWith(".") || message.endsWith("?") ? "" : ".";
        return tell("usage", message + end + " See: " + command + " --help", Exit.USAGE);
    }

    /** Each choice as the command that makes it. */
    private static String choice(SeveralProjects several, String command) {
        Path here = Path.of("").toAbsolutePath();
        StringBuilder text =
                new StringBuilder("There are " + several.candidates().size() + " folders of migrations in "
                        + several.root() + ". Say which one you mean:");
        for (SeveralProjects.Candidate each : several.candidates()) {
            Path folder = each.folder().startsWith(here) ? here.relativize(each.folder()) : each.folder();
            String shown = folder.toString();
            text.append("\n  ")
                    .append(command)
                    .append(' ')
                    .append(shown.matches("[\\w./-]+") ? shown : "'" + shown.replace("'", "'\\''") + "'")
                    .append("   (")
                    .append(each.described())
                    .append(')');
        }
        return text.toString();
    }

    private static String unmatched(UnmatchedArgumentException problem, String command) {
        String word = problem.getUnmatched().getFirst();
        List<String> near = problem.getSuggestions();
        String suggestion = near.isEmpty() ? "" : ". Did you mean " + near.getFirst() + "?";
        if (word.startsWith("-")) {
            return "There is no option " + word + suggestion;
        }
        return problem.getCommandLine().getSubcommands().isEmpty()
                ? "'" + word + "' is one argument too many for " + command
                : "There is no command '" + word + "'" + suggestion;
    }

    int tell(Throwable problem) {
        return switch (problem) {
            case UsageProblem usage -> tell("usage", usage.getMessage(), Exit.USAGE);
            case ProjectProblem project -> tell("project", project.getMessage(), Exit.USAGE);
            case ProfileProblem profile -> tell("profile", profile.getMessage(), Exit.USAGE);
            case RunRefused refused -> tell("refused", refused.getMessage(), Exit.USAGE);
            case ReportProblem report -> tell("report", report.getMessage(), Exit.USAGE);
            case ConnectionFailure failure ->
                tell(
                        failure.kind() == ConnectionFailure.Kind.ADDRESS ? "usage" : "connection",
                        failure.getMessage(),
                        failure.kind() == ConnectionFailure.Kind.ADDRESS ? Exit.USAGE : Exit.CONNECTION);
            default -> unexpected(problem);
        };
    }

    private int unexpected(Throwable problem) {
        String said = problem.getMessage() == null ? "" : ": " + problem.getMessage();
        String more = context.speech().verbose ? "" : " Run it again with --verbose for the trace.";
        int code = tell(
                "unexpected",
                "Turnstone did not expect this: " + problem.getClass().getSimpleName() + said + "." + more,
                Exit.FAILED);
        if (context.speech().verbose) {
            StringWriter trace = new StringWriter();
            problem.printStackTrace(new PrintWriter(trace, true));
            context.err().line(safe(trace.toString()));
        }
        return code;
    }

    private int tell(String kind, String message, int code) {
        String safe = safe(String.valueOf(message));
        if (context.speech().json) {
            context.terminal().out().print(JsonReport.error(kind, safe, code));
            context.terminal().out().flush();
        }
        context.err().line(context.ink().of(Tone.BAD, "✕") + " " + safe);
        return code;
    }

    private String safe(String text) {
        return Visible.lines(context.discretion().clean(text));
    }
}
