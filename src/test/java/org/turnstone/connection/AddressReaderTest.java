package org.turnstone.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressReaderTest {
    private static final Address ANNA = new Address("db", 5433, "shop", "anna", new Secret("pa ss"), Map.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://anna:pa%20ss@db:5433/shop",
                "  POSTGRES://anna:pa%20ss@db:5433/shop\n",
                "'postgres://anna:pa%20ss@db:5433/shop'",
                "postgresql+psycopg2://anna:pa%20ss@db:5433/shop",
                "postgresql://db/?port=5433&dbname=shop&user=anna&password=pa%20ss",
                "postgresql:///shop?host=db&port=5433&user=anna&password=pa%20ss",
                "jdbc:postgresql://db:5433/shop?user=anna&password=pa+ss",
                "jdbc:postgresql://anna:pa%20ss@db:5433/shop",
                "host=db port=5433 dbname=shop user=anna password='pa ss'",
                "host = db port= 5433 dbname =shop user=anna password=pa\\ ss",
                "Host=db;Port=5433;Database=shop;Username=anna;Password=pa ss",
                "Server=db;Port=5433;User Id=anna;Database=shop;Pwd=\"pa ss\";Pooling=true",
                "DATABASE_URL=postgres://anna:pa%20ss@db:5433/shop",
                "DATABASE_URL=\"postgres://anna:pa%20ss@db:5433/shop\" # mine",
                "export DATABASE_URL='postgres://anna:pa%20ss@db:5433/shop'",
                "$env:DATABASE_URL = \"postgres://anna:pa%20ss@db:5433/shop\"",
                "set DATABASE_URL=postgres://anna:pa%20ss@db:5433/shop",
                "DATABASE_URL: postgres://anna:pa%20ss@db:5433/shop",
                "psql postgres://anna:pa%20ss@db:5433/shop",
                "psql -d \"postgres://anna:pa%20ss@db:5433/shop\" -c 'select 1'",
                "PGPASSWORD='pa ss' psql -h db -p 5433 -U anna shop",
                "export PGPASSWORD='pa ss' psql -hdb -p5433 --username=anna -d shop",
                "PGPASSWORD=pa\\ ss /usr/bin/psql --host db --port=5433 --dbname=shop --username anna",
                "PGPASSWORD=\"pa ss\" psql -X -h db -p 5433 shop anna",
                "psql \"host=db port=5433 dbname=shop user=anna password='pa ss'\"",
            })
    void everyFormIsRead(String pasted) throws ConnectionFailure {
        assertThat(Addresses.parse(pasted)).isEqualTo(ANNA);
        assertThat(Addresses.parse(pasted).password().reveal()).isEqualTo("pa ss");
    }

    @Test
    void hostsSocketsAndAddresses() throws ConnectionFailure {
        assertThat(Addresses.parse("postgresql://a,b:5433,[::1]:5434/x").hosts())
                .containsExactly(Host.of("a", 5432), Host.of("b", 5433), Host.of("::1", 5434));
        assertThat(Addresses.parse("jdbc:postgresql://a:1,b:2/x").hosts())
                .containsExactly(Host.of("a", 1), Host.of("b", 2));
        assertThat(Addresses.parse("host=a,b port=6000").hosts())
                .containsExactly(Host.of("a", 6000), Host.of("b", 6000));
        assertThat(Addresses.parse("postgresql://%2Fvar%2Frun/x").hosts()).containsExactly(Host.of("/var/run", 5432));
        assertThat(Addresses.parse("postgresql:///x?host=/tmp")
                        .hosts()
                        .getFirst()
                        .isSocket())
                .isTrue();
        assertThat(Addresses.parse("postgresql://db/x?hostaddr=10.0.0.1").hosts())
                .containsExactly(new Host("db", "10.0.0.1", 5432));
        assertThat(Addresses.parse("jdbc:postgresql:shop").database()).isEqualTo("shop");
        assertThatThrownBy(() -> Addresses.parse("postgresql://a:1,b:2,c/x?hostaddr=1.1.1.1"))
                .hasMessageContaining("3 hosts");
        assertThatThrownBy(() -> Addresses.parse("host=a,b,c port=1,2")).hasMessageContaining("2 ports");
    }

    @Test
    void parametersGetLibpqsNames() throws ConnectionFailure {
        assertThat(parameters("postgresql://db/x?sslmode=require&connect_timeout=5&service=s&passfile=/p"))
                .containsExactly(
                        Map.entry("sslmode", "require"),
                        Map.entry("connect_timeout", "5"),
                        Map.entry("service", "s"),
                        Map.entry("passfile", "/p"));
        assertThat(parameters("postgresql://db/x?ssl=true")).containsEntry("sslmode", "require");
        assertThat(parameters("jdbc:postgresql://db/x?ssl=true")).containsEntry("sslmode", "verify-full");
        assertThat(parameters("jdbc:postgresql://db/x?targetServerType=secondary&ApplicationName=a+b"))
                .containsEntry("target_session_attrs", "standby")
                .containsEntry("application_name", "a b");
        assertThat(parameters("postgresql://db/x?options=-c%20lock_timeout%3D5s"))
                .containsEntry("options", "-c lock_timeout=5s");
        assertThat(parameters("postgresql+asyncpg://db/x?ssl=require")).containsEntry("sslmode", "require");
        assertThat(parameters("Host=db;SSL Mode=VerifyFull;Root Certificate=/ca.pem"))
                .containsEntry("sslmode", "verify-full")
                .containsEntry("sslrootcert", "/ca.pem");
    }

    @Test
    void prismasAndTheDriversSchemaIsTheSearchPath() throws ConnectionFailure {
        ReadAddress prisma = AddressReader.read("postgresql://u:p@db/x?schema=My"
                + " App&pgbouncer=true&connection_limit=1&sslaccept=strict&sslcert=ca.pem");
        assertThat(prisma.form()).isEqualTo(AddressForm.PRISMA);
        assertThat(ServerOptions.searchPath(prisma.address())).isEqualTo("\"My App\"");
        assertThat(prisma.address().parameters())
                .containsEntry("sslmode", "verify-full")
                .containsEntry("sslrootcert", "ca.pem")
                .doesNotContainKeys("schema", "pgbouncer", "connection_limit");
        assertThat(prisma.remarks()).anyMatch(r -> r.contains("transaction pooler"));
        assertThat(ServerOptions.searchPath(Addresses.parse("jdbc:postgresql://db/x?currentSchema=app,public")))
                .isEqualTo("app,public");
    }

    @Test
    void whatNobodyKnowsIsNamed() throws ConnectionFailure {
        ReadAddress read = AddressReader.read("postgresql://u:p@db/x?aplication_name=me");
        assertThat(read.address().parameters()).isEmpty();
        assertThat(read.remarks()).singleElement().asString().contains("aplication_name");
        assertThat(read.given()).containsExactlyInAnyOrder(Part.HOST, Part.DATABASE, Part.USER, Part.PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({
        "p@ss, %40",
        "p#ss, %23",
        "p:ss, %3A",
        "100%, %25",
        "%zz, %25",
        "a/b, %2F",
        "/a/b/, %2F",
        "12/b, %2F",
        "a?b, %3F",
        "a/b?c#d@e:f, %3F",
        "p@ss/word, %2F",
        "q83v/+8=, %2F",
        "p@ss?word, %3F",
    })
    void aRawPasswordIsTakenWithARemark(String password, String written) throws ConnectionFailure {
        for (String tail : List.of("db", "db:5433", "db:5433/shop", "[::1]/shop?sslmode=require", "a,b:2/shop")) {
            if (password.matches("(p@ss|12)/.*") && !tail.contains("/")) {
                // It may as well be a database's name with an @ in it.
                continue;
            }
            ReadAddress read = AddressReader.read("postgresql://anna:" + password + "@" + tail);
            assertThat(read.address().password().reveal()).as(tail).isEqualTo(password);
            assertThat(read.address().user()).isEqualTo("anna");
            assertThat(read.remarks()).singleElement().asString().contains(written);
        }
    }

    @Test
    void whatStaysAsItIs() throws ConnectionFailure {
        assertThat(Addresses.parse("postgresql://u:a%41@db/x").password().reveal())
                .isEqualTo("aA");
        assertThat(Addresses.parse("postgresql://u:a+b@db/x").password().reveal())
                .isEqualTo("a+b");
        assertThat(Addresses.parse("postgresql://u:p@db/x?application_name=a@b")
                        .password()
                        .reveal())
                .isEqualTo("p");
        assertThat(Addresses.parse("postgresql://me@tenant:p@db/x").user()).isEqualTo("me@tenant");
        assertThat(Addresses.parse("postgresql://db/my@x").database()).isEqualTo("my@x");
        assertThat(Addresses.parse("postgresql://u:@db/x").password()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://anna:Secr@db1/Secr@db2",
                "postgresql://anna:5432/Secr@db",
                "postgresql://anna:Secr%41%zz@db/x",
                "postgresql://anna:Secr%FF@db/x",
                "postgresql://anna:Secr%00@db/x",
                "postgresql://anna:Secr/et",
                "postgresql://anna:Secr@db:port/x",
                "postgresql://anna:Secr@[::1/x",
                "jdbc:postgresql://db/x?password=Secr&ecrS=1",
                "jdbc:postgresql://db/x?user=%zz&password=Secr",
                "jdbc:mysql://anna:Secr@db/x",
                "mysql://anna:Secr@db/x",
                "prisma+postgres://anna:Secr@db/x",
                "host=db password=Secr ecrS",
                "host=db password='Secr",
                "host=db password=Secr ecrS=x",
                "Host=db;Password=Secr;ecrS",
                "psql 'postgresql://anna:Secr@db",
                "psql \"$SECRET_URL\"",
                "Secr",
                "",
            })
    void whatCannotBeReadIsASentenceWithoutIt(String pasted) {
        assertThatThrownBy(() -> AddressReader.read(pasted))
                .isInstanceOf(ConnectionFailure.class)
                .message()
                .endsWith(".")
                .doesNotContain("Secr", "ecrS", "%FF", "%zz", "anna");
    }

    private static Map<String, String> parameters(String text) throws ConnectionFailure {
        return Addresses.parse(text).parameters();
    }
}
