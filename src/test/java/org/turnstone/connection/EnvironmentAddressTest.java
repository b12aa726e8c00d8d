package org.turnstone.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.turnstone.connection.AddressFiles.TextFile;

class EnvironmentAddressTest {
    private final Map<String, String> environment = new HashMap<>();
    private final Map<Path, TextFile> files = new HashMap<>();

    @Test
    void nothingNamesNoDatabase() throws ConnectionFailure {
        environment.put("PGUSER", "anna");
        environment.put("PGPASSWORD", "x");
        environment.put("DB_PASS", "x");
        environment.put("DATABASE_URL", " ");
        assertThat(find()).isNull();
    }

    @Test
    void theOrderOfPrecedence() throws ConnectionFailure {
        environment.put("PGHOST", "five");
        assertThat(host()).isEqualTo("five");
        environment.put("DB_HOST", "four");
        assertThat(host()).isEqualTo("four");
        file("/work/shop/.env", "DATABASE_URL=postgresql://three/x");
        assertThat(host()).isEqualTo("three");
        environment.put("DATABASE_URL", "postgresql://two/x");
        assertThat(host()).isEqualTo("two");
        assertThat(of("postgresql://one/x").address().host()).isEqualTo("one");
    }

    @Test
    void everyPartSaysWhereItCameFrom() throws ConnectionFailure {
        file("/work/shop/.env", "# ours\n\nDATABASE_URL=\"postgresql://anna@db:5433/shop?sslmode=require\"\n");
        file("/home/me/.pgpass", "# comment\ndb:5433:*:anna:a\\:b\\\\c\n*:*:*:*:other\n");
        environment.put("PGAPPNAME", "me");
        ResolvedAddress found = find();
        assertThat(found.address().password().reveal()).isEqualTo("a:b\\c");
        assertThat(words(found))
                .containsEntry("host", "DATABASE_URL in .env, line 3")
                .containsEntry("port", "DATABASE_URL in .env, line 3")
                .containsEntry("database", "DATABASE_URL in .env, line 3")
                .containsEntry("TLS", "DATABASE_URL in .env, line 3")
                .containsEntry("password", "~/.pgpass, line 2")
                .containsEntry("application_name", "PGAPPNAME");
        files.clear();
        assertThat(words(of("postgresql://db/x")))
                .containsEntry("host", "--url")
                .containsEntry("port", "default")
                .containsEntry("user", "default")
                .containsEntry("password", "not given");
    }

    @Test
    void thePartsOfAnApplication() throws ConnectionFailure {
        environment.put("DB_HOST", "db");
        environment.put("DB_USER", "anna");
        environment.put("DB_PASSWORD", "p@ss/%41");
        environment.put("DB_NAME", "shop");
        environment.put("DB_PORT", "5433");
        environment.put("DB_SSL", "true");
        assertThat(find().address())
                .isEqualTo(
                        new Address("db", 5433, "shop", "anna", new Secret("p@ss/%41"), Map.of("sslmode", "require")));
        environment.put("DB_PASS", "first");
        assertThat(find().address().password().reveal()).isEqualTo("first");
        environment.put("DB_SSL", "sec ret");
        assertThatThrownBy(this::find).hasMessageContaining("DB_SSL").hasMessageNotContaining("sec ret");
    }

    @Test
    void libpqsVariables() throws ConnectionFailure {
        environment.put("PGHOST", "a,b");
        environment.put("PGHOSTADDR", "10.0.0.1,10.0.0.2");
        environment.put("PGPORT", "5433");
        environment.put("PGDATABASE", "shop");
        environment.put("PGUSER", "anna");
        environment.put("PGPASSWORD", "a b");
        environment.put("PGSSLMODE", "verify-full");
        environment.put("PGTARGETSESSIONATTRS", "primary");
        Address address = find().address();
        assertThat(address.hosts()).containsExactly(new Host("a", "10.0.0.1", 5433), new Host("b", "10.0.0.2", 5433));
        assertThat(address.parameters())
                .containsEntry("sslmode", "verify-full")
                .containsEntry("target_session_attrs", "primary");
        // Somebody else's address for another host.
        assertThat(of("postgresql://db/x").address().hosts()).containsExactly(Host.of("db", 5433));
    }

    @Test
    void services() throws ConnectionFailure {
        environment.put("PGSERVICE", "shop");
        assertThatThrownBy(this::find).hasMessageContaining("no service [shop]").hasMessageContaining("~/.pg_service");
        file("/etc/postgresql-common/pg_service.conf", "[shop]\nhost=system\n");
        assertThat(host()).isEqualTo("system");
        file(
                "/home/me/.pg_service.conf",
                "# a\n[other]\nhost=no\n[shop]\nhost=own\nport=5433\npassword=p=w\n[x]\nuser=no\n");
        assertThat(find().address()).isEqualTo(new Address("own", 5433, "me", "me", new Secret("p=w"), Map.of()));
        assertThat(words(find())).containsEntry("host", "~/.pg_service.conf, line 5");
        assertThat(of("postgresql:///x?service=other").address().host()).isEqualTo("no");
        environment.put("PGSERVICEFILE", "/elsewhere");
        environment.put("PGSYSCONFDIR", "/sys");
        file("/sys/pg_service.conf", "[shop]\nhost=sys\n");
        assertThat(host()).isEqualTo("sys");
        file("/elsewhere", "[shop]\nhost=elsewhere\n");
        assertThat(host()).isEqualTo("elsewhere");
    }

    @Test
    void aPasswordFileOthersMayReadIsIgnoredWithAWarning() throws ConnectionFailure {
        files.put(Path.of("/home/me/.pgpass"), new TextFile("*:*:*:*:secret", true));
        ResolvedAddress found = of("postgresql://db/x");
        assertThat(found.address().password()).isNull();
        assertThat(found.warnings())
                .singleElement()
                .asString()
                .contains("~/.pgpass", "chmod 600")
                .doesNotContain("secret");
        environment.put("PGPASSFILE", "/else");
        file("/else", "db:*:x:*:other");
        assertThat(of("postgresql://db/x").address().password().reveal()).isEqualTo("other");
        assertThat(of("postgresql://db2/x").address().password()).isNull();
        assertThat(of("postgresql://u:own@db/x").address().password().reveal()).isEqualTo("own");
    }

    @Test
    void theRulesOfDotEnv() throws ConnectionFailure {
        assertThat(url("DATABASE_URL=postgresql://a/x # comment")).isEqualTo("a");
        assertThat(url("export DATABASE_URL = 'postgresql://b/x'")).isEqualTo("b");
        assertThat(url("OTHER=\"two\nlines\"\nDATABASE_URL=\"postgresql://c/x\""))
                .isEqualTo("c");
        assertThat(url("H=d\nDATABASE_URL=\"postgresql://${H}/x\"")).isEqualTo("d");
        assertThat(url("IT=don't\nDATABASE_URL=postgresql://e/x")).isEqualTo("e");
        assertThat(url("BROKEN=\"open\nDATABASE_URL=postgresql://f/x")).isEqualTo("f");
        assertThat(url("#DATABASE_URL=postgresql://no/x\r\nDATABASE_URL=postgresql://g/x\r\n"))
                .isEqualTo("g");
        file("/work/shop/.env", "DATABASE_URL=postgresql://begin/x\nDATABASE_URL=postgresql://last/x");
        assertThat(host()).isEqualTo("last");
        assertThat(find().warnings())
                .singleElement()
                .asString()
                .contains("lines 1 and 2")
                .doesNotContain("begin");
        file("/work/shop/.env", "DB_HOST=h\nDB_PASS='a#b $c \"'\nDB_USER=\"a\\\"b\\\\\\$x\"");
        assertThat(find().address().password().reveal()).isEqualTo("a#b $c \"");
        assertThat(find().address().user()).isEqualTo("a\"b\\$x");
    }

    @Test
    void theProjectsEnvFileAndNotAStrangers() throws ConnectionFailure {
        file("/work/shop/migrations/.env", "DATABASE_URL=postgresql://own/x");
        assertThat(find("migrations").address().host()).isEqualTo("own");
        files.clear();
        file("/work/shop/.env", "DATABASE_URL=postgresql://above/x");
        assertThat(find("db/migrations").address().host()).isEqualTo("above");
        files.clear();
        file("/work/.env", "DATABASE_URL=postgresql://stranger/x");
        assertThat(find("db/migrations")).isNull();
        file("/other/.git/HEAD", "ref");
        file("/other/.env", "DATABASE_URL=postgresql://other/x");
        assertThat(find("/other/a/b/c").address().host()).isEqualTo("other");
    }

    @Test
    void aBadUrlSaysWhereItStands() {
        file("/work/shop/.env", "DATABASE_URL=postgresql://me:Secr/et");
        assertThatThrownBy(this::find)
                .hasMessageStartingWith("DATABASE_URL in .env, line 1: ")
                .hasMessageNotContaining("Secr");
    }

    @Test
    void windowsKeepsItsFilesElsewhere() {
        environment.put("APPDATA", "/roaming");
        Surroundings windows =
                new Surroundings(environment, Path.of("/home/me"), Path.of("/work/shop"), "me", true, files::get);
        assertThat(windows.passFile()).isEqualTo(Path.of("/roaming/postgresql/pgpass.conf"));
        assertThat(windows.serviceFiles()).startsWith(Path.of("/roaming/postgresql/.pg_service.conf"));
    }

    private String url(String env) throws ConnectionFailure {
        file("/work/shop/.env", env);
        return host();
    }

    private String host() throws ConnectionFailure {
        return find().address().host();
    }

    private ResolvedAddress find() throws ConnectionFailure {
        return find(".");
    }

    private ResolvedAddress find(String project) throws ConnectionFailure {
        return EnvironmentAddress.find(around(), Path.of(project));
    }

    private ResolvedAddress of(String url) throws ConnectionFailure {
        return EnvironmentAddress.of(url, new Provenance("--url"), around(), null);
    }

    private Surroundings around() {
        return new Surroundings(environment, Path.of("/home/me"), Path.of("/work/shop"), "me", false, files::get);
    }

    private void file(String path, String text) {
        files.put(Path.of(path), new TextFile(text, false));
    }

    private static Map<String, String> words(ResolvedAddress found) {
        Map<String, String> words = new HashMap<>();
        found.provenance().forEach((part, source) -> words.put(part.words(), source.words()));
        return words;
    }
}
