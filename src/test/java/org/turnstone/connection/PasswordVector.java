package org.turnstone.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One awkward password and how it must be written, measured against real clients. */
record PasswordVector(String name, String password, JsonNode expected, JsonNode otherEncodings) {
    static List<PasswordVector> all() {
        try (InputStream in = PasswordVector.class.getResourceAsStream("/connection/password_vectors.json")) {
            List<PasswordVector> all = new ArrayList<>();
            for (JsonNode node : new JsonMapper().readTree(in).get("vectors")) {
                all.add(new PasswordVector(
                        node.get("name").stringValue(),
                        node.get("password").stringValue(),
                        node.get("expected"),
                        node.get("other_encodings")));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String expected(String form) {
        return expected.get(form).stringValue();
    }

    @Override
    public String toString() {
        return name;
    }
}
