package org.turnstone.format.knex;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import tools.jackson.databind.JsonNode;

/** Makes of what pg says in Node the exception that the driver here would have thrown. */
final class KnexErrors {
    private KnexErrors() {}

    static SQLException of(JsonNode said) {
        String code = said.path("code").asString("");
        String message = said.path("message").asString("");
        if (code.length() != 5) {
            return new SQLException(message);
        }
        // As the server sends it: a letter for the field, its text, a zero (PostgreSQL, "Error and Notice Message
        // Fields").
        StringBuilder fields = new StringBuilder();
        field(fields, 'S', said.path("severity").asString("ERROR"));
        field(fields, 'C', code);
        field(fields, 'M', message);
        field(fields, 'D', said.path("detail").asString(""));
        field(fields, 'H', said.path("hint").asString(""));
        field(fields, 'W', said.path("where").asString(""));
        field(fields, 'P', said.path("position").asString(""));
        return new PSQLException(new ServerErrorMessage(fields.toString()));
    }

    private static void field(StringBuilder fields, char letter, String text) {
        if (!text.isEmpty()) {
            fields.append(letter).append(text.replace('\0', ' ')).append('\0');
        }
    }
}
