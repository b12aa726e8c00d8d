package org.turnstone.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** For any string whatever: what is written is read back. A failure names the seed. */
class RoundTripTest {
    private static final int TRIES = 3000;
    private static final long FIRST_SEED = Long.getLong("turnstone.seed", System.nanoTime());

    @Test
    void anyPasswordComesBackFromEveryForm() throws ConnectionFailure {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + TRIES; seed++) {
            String password = new RandomText(seed).next();
            for (PasswordForm form : PasswordForm.values()) {
                if (form == PasswordForm.PGPASS && (password.indexOf('\n') >= 0 || password.endsWith("\r"))) {
                    continue;
                }
                assertThat(form.decode(form.encode(password)))
                        .as("%s, -Dturnstone.seed=%d", form.id(), seed)
                        .isEqualTo(password);
            }
        }
    }

    @Test
    void anyAddressComesBackFromEveryForm() throws ConnectionFailure {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + TRIES; seed++) {
            Address address = address(new RandomText(seed));
            for (Map.Entry<String, String> written :
                    WrittenForms.written(address).entrySet()) {
                Address read = read(written.getValue(), seed);
                assertThat(read.equals(address))
                        .as("%s, -Dturnstone.seed=%d: %s", written.getKey(), seed, written.getValue())
                        .isTrue();
            }
        }
    }

    @Test
    void anyPgpassLineFindsItsPassword() throws ConnectionFailure {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + TRIES; seed++) {
            RandomText text = new RandomText(seed);
            Address address = new Address(
                    "db",
                    5432,
                    noLineEnd(text.next()),
                    noLineEnd(text.next()),
                    new Secret(noLineEnd(text.next())),
                    Map.of());
            PassFile.Match match = PassFile.find(
                    "# mine\nother:*:*:*:x\n" + AddressWriter.pgpass(address) + "\n*:*:*:*:last\n",
                    address.hosts().getFirst(),
                    address.database(),
                    address.user());
            assertThat(match.password())
                    .as("-Dturnstone.seed=%d", seed)
                    .isEqualTo(address.password().reveal());
        }
    }

    /** Whatever nonsense is read, it ends in an address or in a sentence that repeats nothing of it. */
    @Test
    void anyNonsenseEndsInASentence() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + TRIES; seed++) {
            RandomText text = new RandomText(seed);
            String secret = secret(text);
            for (String pasted : List.of(
                    text.next(),
                    "postgresql://" + text.next(),
                    "postgresql://me:" + secret,
                    "postgresql://me:" + secret + "@" + text.next(),
                    "postgresql://" + text.next() + secret + "@db/shop",
                    "jdbc:postgresql://db/shop?password=" + secret + "&x" + text.next(),
                    "host=db password=" + secret + " " + text.next(),
                    "Host=db;Password=" + secret + ";" + text.next(),
                    "DATABASE_URL='postgresql://me:" + secret,
                    "PGPASSWORD=" + secret + " psql " + text.next())) {
                try {
                    assertSilent(String.join(" ", AddressReader.read(pasted).remarks()), secret, seed);
                } catch (ConnectionFailure e) {
                    assertSilent(e.getMessage(), secret, seed);
                }
            }
        }
    }

    private static String secret(RandomText text) {
        StringBuilder secret = new StringBuilder("Zq7x1");
        for (int i = text.below(4); i >= 0; i--) {
            secret.append("@:/?#%&;=' +".charAt(text.below(12)))
                    .append("Qx")
                    .append(100 + text.below(900))
                    .append("zY");
        }
        return secret.toString();
    }

    private static void assertSilent(String said, String secret, long seed) {
        for (String piece : secret.split("[@:/?#%&;=' +]+")) {
            if (piece.length() > 4) {
                assertThat(said).as("-Dturnstone.seed=%d", seed).doesNotContain(piece);
            }
        }
    }

    private static Address read(String text, long seed) {
        try {
            return Addresses.parse(text);
        } catch (ConnectionFailure e) {
            throw new AssertionError(e.getMessage() + " -Dturnstone.seed=" + seed, e);
        }
    }

    private static Address address(RandomText text) {
        List<Host> hosts = new ArrayList<>();
        String[] names = {"db", "10.0.0.1", "::1", "fe80::1%eth0", "db-2.example", "/var/run/post gres", "dänemark"};
        for (int i = 0; i <= text.below(3); i++) {
            hosts.add(Host.of(names[text.below(names.length)], 1 + text.below(65535)));
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        if (text.below(2) == 0) {
            parameters.put("sslmode", "verify-full");
        }
        if (text.below(2) == 0) {
            parameters.put("application_name", text.next());
        }
        if (text.below(3) == 0) {
            parameters.put("options", text.next());
        }
        Secret password = text.below(6) == 0 ? null : new Secret(text.next());
        return new Address(hosts, text.next(), text.next(), password, parameters);
    }

    private static String noLineEnd(String text) {
        return text.replaceAll("[\\r\\n]", "x");
    }
}
