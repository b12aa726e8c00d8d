package org.turnstone.desktop.search;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Scene;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class ExcerptTest {
    @Test
    void whereThereIsNoRoomForALineTheWordsFoundAreSeenWhole() throws Exception {
        FxToolkit.registerPrimaryStage();
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            String line = "insert into a_table_with_a_long_name (and, its, columns) values ('needle', ".repeat(3);
            for (int begin = line.indexOf("needle"); begin >= 0; begin = line.indexOf("needle", begin + 1)) {
                var excerpt = new Excerpt();
                new Scene(excerpt, 300, 24);
                excerpt.show(new Found.Hit(1, begin, line, begin, begin + 6));
                excerpt.applyCss();
                excerpt.resize(300, 24);
                excerpt.layout();
                Label hit = (Label) excerpt.lookup(".search-hit");
                assertThat(hit.getText()).isEqualTo("needle");
                assertThat(hit.getWidth()).isGreaterThanOrEqualTo(hit.prefWidth(-1));
                assertThat(hit.getBoundsInParent().getMaxX()).isLessThanOrEqualTo(300);
            }
            return true;
        });
    }
}
