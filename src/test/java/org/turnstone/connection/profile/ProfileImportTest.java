package org.turnstone.connection.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.turnstone.connection.TlsMode;

class ProfileImportTest {
    @Test
    void aServiceFileGivesAProfileAService() throws Exception {
        ProfileImport.Imported read = ProfileImport.read("""
            # ours
            [shop]
            host=db.example.com
            port=5433
            dbname=shop
            user=anna
            password=hunter2
            sslmode=verify-full

            [billing_prod]
            host=b
            dbname=bill ing
            """);
        assertThat(read.profiles()).extracting(Profile::name).containsExactly("shop", "billing_prod");
        Profile shop = read.profiles().getFirst();
        assertThat(shop.address().port()).isEqualTo(5433);
        assertThat(shop.tls().mode()).isEqualTo(TlsMode.VERIFY_FULL);
        assertThat(read.profiles().getLast().address().database()).isEqualTo("bill ing");
        assertThat(read.remarks()).anyMatch(r -> r.contains("Passwords were not taken"));
        assertThat(read.toString()).doesNotContain("hunter2");
    }

    @Test
    void anAddressGivesOne() throws Exception {
        Profile profile = ProfileImport.read("DATABASE_URL=postgres://anna:hunter2@prod-db:5432/shop?sslmode=require")
                .profiles()
                .getFirst();
        assertThat(profile.name()).isEqualTo("shop@prod-db");
        assertThat(profile.environment()).isEqualTo(Environment.PRODUCTION);
        assertThat(profile.tls().mode()).isEqualTo(TlsMode.REQUIRE);
        assertThat(profile.toString()).doesNotContain("hunter2");
    }

    @Test
    void dBeaversFileGivesItsPostgresConnections() throws Exception {
        ProfileImport.Imported read = ProfileImport.read("""
            {"folders": {}, "connections": {
              "postgres-jdbc-1": {"provider": "postgresql", "driver": "postgres-jdbc", "name": "shop live",
                "save-password": true, "description": "ours",
                "configuration": {"host": "db", "port": "5433", "database": "shop", "user": "anna", "type": "prod",
                  "url": "jdbc:postgresql://db:5433/shop",
                  "handlers": {"postgre_ssl": {"properties": {"sslMode": "verify-ca"}}}}},
              "mysql-1": {"provider": "mysql", "name": "old", "configuration": {"host": "m"}}}}
            """);
        assertThat(read.profiles()).hasSize(1);
        Profile shop = read.profiles().getFirst();
        assertThat(shop.name()).isEqualTo("shop live");
        assertThat(shop.environment()).isEqualTo(Environment.PRODUCTION);
        assertThat(shop.address().user()).isEqualTo("anna");
        assertThat(shop.tls().mode()).isEqualTo(TlsMode.VERIFY_CA);
        assertThat(shop.note()).isEqualTo("ours");
        assertThat(read.remarks()).anyMatch(r -> r.contains("old is no PostgreSQL"));
    }

    @Test
    void pgAdminsExportGivesItsServers() throws Exception {
        ProfileImport.Imported read = ProfileImport.read("""
            {"Servers": {"1": {"Name": "Local", "Group": "Servers", "Host": "localhost", "Port": 5432,
              "MaintenanceDB": "postgres", "Username": "me",
              "ConnectionParameters": {"sslmode": "prefer", "connect_timeout": 10}}}}
            """);
        Profile local = read.profiles().getFirst();
        assertThat(local.environment()).isEqualTo(Environment.LOCAL);
        assertThat(local.address().database()).isEqualTo("postgres");
        assertThat(local.address().parameters()).containsEntry("connect_timeout", "10");
    }

    @Test
    void ourOwnExportComesBack(@TempDir Path folder) throws Exception {
        ProfileStore store = new ProfileStore(folder);
        Profile profile = ProfileStoreTest.everything(new PasswordSource.PgPass());
        store.add(profile);
        assertThat(ProfileImport.read(store.export(java.util.List.of(profile.name())))
                        .profiles())
                .containsExactly(profile);
    }

    @Test
    void somethingElseIsRefused() {
        assertThatThrownBy(() -> ProfileImport.read("{\"x\": 1}")).hasMessageContaining("Nothing to import");
        assertThatThrownBy(() -> ProfileImport.read("{\n\"x\": ")).hasMessageContaining("JSON");
    }
}
