package org.turnstone.desktop.connections;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.turnstone.connection.Address;
import org.turnstone.connection.Addresses;
import org.turnstone.connection.ConnectionFailure;
import org.turnstone.connection.PercentEncoding;

class ConnectModelTest {
    private final ConnectModel model = new ConnectModel(new AddressWords() {
        @Override
        public Address parse(String text) throws ConnectionFailure {
            return Addresses.parse(text);
        }

        @Override
        public String encode(String text) {
            return PercentEncoding.encode(text);
        }
    });

    @Test
    void thePasswordIsMaskedAndStillKnown() {
        model.read("postgres://deploy:p%40ss%2F%25@db.example.com:5433/shop?sslmode=require");
        assertThat(model.masked())
                .isEqualTo("postgresql://deploy:" + ConnectModel.MASK + "@db.example.com:5433/shop?sslmode=require");
        model.read(model.masked());
        assertThat(model.addressProperty().get().password().reveal()).isEqualTo("p@ss/%");
    }

    @Test
    void theMaskedAddressCanBeEdited() {
        model.read("postgres://deploy:s%20cret@one/shop");
        model.read(model.masked().replace("@one", "@two"));
        assertThat(model.addressProperty().get().host()).isEqualTo("two");
        assertThat(model.addressProperty().get().password().reveal()).isEqualTo("s cret");
        assertThat(model.target().name()).isEqualTo("shop@two");
    }

    @Test
    void whatIsNotUnderstoodIsSaidInASentence() {
        model.read("mysql://root@localhost/x");
        assertThat(model.addressProperty().get()).isNull();
        assertThat(model.problemProperty().get()).isNotBlank();
        model.read("");
        assertThat(model.problemProperty().get()).isNull();
    }
}
