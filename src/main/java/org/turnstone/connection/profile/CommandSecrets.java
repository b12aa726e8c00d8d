package org.turnstone.connection.profile;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.turnstone.connection.Redaction;
import org.turnstone.connection.Secret;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Passwords that other programs print, in a line of their own or in a JSON document that says where to use them. */
final class CommandSecrets {
    private static final int MOST_SAID = 500;
    private static final JsonMapper JSON = new JsonMapper();

    private final Programs programs;

    CommandSecrets(Programs programs) {
        this.programs = programs;
    }

    Credentials of(PasswordSource.Command command) throws ProfileProblem {
        List<String> words = CommandLine.words(command.line());
        return run("the password command " + words.getFirst(), words);
    }

    Credentials of(PasswordSource.AwsSecret aws) throws ProfileProblem {
        if (programs.find("aws").isEmpty()) {
            throw new ProfileProblem("AWS Secrets Manager is asked through AWS's own command line client, and there is"
                    + " no program aws here. Install it (https://aws.amazon.com/cli) and sign in, or choose another way"
                    + " to obtain the password.");
        }
        List<String> words = new ArrayList<>(List.of(
                "aws",
                "secretsmanager",
                "get-secret-value",
                "--secret-id",
                aws.secretId(),
                "--query",
                "SecretString",
                "--output",
                "text"));
        if (!aws.region().isEmpty()) {
            words.addAll(List.of("--region", aws.region()));
        }
        if (!aws.profile().isEmpty()) {
            words.addAll(List.of("--profile", aws.profile()));
        }
        return run("AWS Secrets Manager's secret " + aws.secretId(), words);
    }

    private Credentials run(String name, List<String> words) throws ProfileProblem {
        Programs.Result result = programs.run(name, words, new byte[0]);
        String output = text(result.output(), name);
        if (result.exit() != 0) {
            throw new ProfileProblem("Could not get " + name + ": " + words.getFirst() + " ended with " + result.exit()
                    + said(result.errors(), output));
        }
        return read(output, name);
    }

    /** What a program printed, as credentials. */
    static Credentials read(String output, String name) throws ProfileProblem {
        if (output.strip().startsWith("{")) {
            JsonNode json = json(output);
            if (json != null) {
                return ofJson(json, name);
            }
        }
        int lineEnd = output.indexOf('\n');
        String line = lineEnd < 0 ? output : output.substring(0, lineEnd);
        line = line.endsWith("\r") && lineEnd >= 0 ? line.substring(0, line.length() - 1) : line;
        if (line.isEmpty()) {
            throw new ProfileProblem("There is no password from " + name + ": its first line is empty.");
        }
        return Credentials.of(new Secret(line));
    }

    /** Null where it only looks like JSON: a password may begin with a brace. */
    private static JsonNode json(String output) {
        try {
            JsonNode json = JSON.readTree(output);
            return json.isObject() ? json : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static Credentials ofJson(JsonNode json, String name) throws ProfileProblem {
        JsonNode password = json.get("password");
        if (password == null || !password.isString()) {
            throw new ProfileProblem("The JSON from " + name + " has no text named password. Its names must be"
                    + " password, and if wanted username, host, port and dbname.");
        }
        int port = 0;
        JsonNode given = json.get("port");
        if (given != null && !given.isNull()) {
            port = given.asInt(0);
            if (port < 1 || port > 65535) {
                throw new ProfileProblem("The JSON from " + name + " has a port that is not a number from 1 to 65535.");
            }
        }
        return new Credentials(
                new Secret(password.asString()),
                text(json, "username", "user"),
                text(json, "host"),
                port,
                text(json, "dbname", "database"));
    }

    private static String text(JsonNode json, String... names) {
        for (String name : names) {
            JsonNode value = json.get(name);
            if (value != null && value.isString()) {
                return value.asString();
            }
        }
        return "";
    }

    private static String text(byte[] bytes, String name) throws ProfileProblem {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProfileProblem("What came from " + name + " is not UTF-8.");
        }
    }

    /** What it said about itself, without what it printed, which may be the password already. */
    private static String said(String errors, String output) {
        String clean = errors;
        for (String line : output.split("\\R")) {
            clean = line.isBlank() ? clean : Redaction.strict(new Secret(line)).apply(clean);
        }
        clean = Redaction.NONE.apply(clean).strip().replaceAll("\\s*\\R\\s*", " ");
        if (clean.isEmpty()) {
            return ", without a word.";
        }
        return ": " + (clean.length() > MOST_SAID ? clean.substring(0, MOST_SAID) + "…" : clean);
    }
}
