package org.turnstone.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.turnstone.desktop.platform.Messages;
import org.turnstone.desktop.platform.Words;
import org.turnstone.report.Phrases;
import org.turnstone.sql.DataLoss;

class LossWordsTest {
    private final Messages messages = Messages.ofDefaultLocale();
    private final LossWords words = new LossWords(messages);

    @Test
    void aMenuLineIsASentence() {
        List<DataLoss> losses = DataLoss.of("""
            drop table orders;
            alter table customers drop column note, alter column total type int;
            delete from carts;
            delete from visits where at < now();
            update prices set cents = 0;
            drop schema audit;
            """);
        assertThat(messages.text("loss.goes", words.all(losses, Map.of())))
                .isEqualTo("loses table orders, column customers.note, exact values of customers.total (its type"
                        + " changes), all rows of carts, some rows of visits, overwritten values in prices and 1 more");
        assertThat(words.all(losses.subList(6, 7), Map.of())).isEqualTo("schema audit and everything in it");
        assertThat(words.all(losses.subList(0, 1), Map.of("orders", 1_204_331L)))
                .isEqualTo("table orders (about " + Words.count(1_204_331) + " rows there)");
    }

    /** The window and the terminal say the same. */
    @ParameterizedTest
    @EnumSource
    void theTerminalSaysTheSame(DataLoss.Kind kind) {
        var loss = new DataLoss(kind, "orders", "note");
        assertThat(words.all(Collections.singletonList(loss), Map.of())).isEqualTo(Phrases.loss(loss));
    }
}
