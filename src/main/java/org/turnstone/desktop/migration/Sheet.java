package org.turnstone.desktop.migration;

import java.nio.file.Path;
import org.turnstone.desktop.editor.ScriptFile;

/**
 * A script as it was read.
 *
 * @param bytes what the file held
 * @param reason why it cannot be edited, in a sentence; null when it can
 */
public record Sheet(Path path, ScriptFile file, byte[] bytes, String reason) {
    public boolean editable() {
        return reason == null;
    }
}
