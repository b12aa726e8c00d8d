package org.turnstone.desktop.platform;

import javafx.scene.Node;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Our meanings, and the glyph each has. */
public enum Icons {
    /** Lucide's flask-conical (ISC licence, see third-party.md): Feather has no flask. */
    TEST("M14 2v6a2 2 0 0 0 .245.96l5.51 10.08A2 2 0 0 1 18 22H6a2 2 0 0 1-1.755-2.96l5.51-10.08A2 2 0 0 0 10 8V2"
            + " M6.453 15h11.094 M8.5 2h7"),
    DRY_RUN(Feather.DISC),
    MIGRATE(Feather.PLAY),
    REVERT(Feather.CORNER_UP_LEFT),
    REPORT(Feather.FILE_TEXT),
    DARK(Feather.MOON),
    LIGHT(Feather.SUN),
    MENU(Feather.MENU),
    ADD(Feather.PLUS),
    PROJECT(Feather.FOLDER),
    DATABASE(Feather.DATABASE),
    CONNECT(Feather.LINK),
    PASTE(Feather.CLIPBOARD),
    PASSWORD(Feather.KEY),
    COPY(Feather.COPY),
    SHOW(Feather.EYE),
    HIDE(Feather.EYE_OFF),
    REFRESH(Feather.REFRESH_CW),
    SAVE(Feather.SAVE),
    CLOSE(Feather.X),
    GOOD(Feather.CHECK),
    BAD(Feather.X),
    WARNING(Feather.ALERT_TRIANGLE),
    ERROR(Feather.ALERT_CIRCLE),
    LOCKED(Feather.LOCK),
    UNLOCK(Feather.UNLOCK),
    WAY_OUT(Feather.LOG_IN),
    TRUST(Feather.SHIELD),
    EXPAND(Feather.CHEVRON_UP),
    COLLAPSE(Feather.CHEVRON_DOWN),
    CANCEL(Feather.SLASH),
    WAITING(Feather.CLOCK),
    EMPTY(Feather.INBOX),
    FILE(Feather.FILE),
    COMPARE(Feather.COLUMNS),
    LOCAL(Feather.HOME),
    TESTING(Feather.TOOL),
    STAGING(Feather.LAYERS),
    SEARCH(Feather.SEARCH),
    SIDEBAR(Feather.SIDEBAR),
    NEXT(Feather.ARROW_RIGHT),
    LARGER(Feather.ZOOM_IN),
    SMALLER(Feather.ZOOM_OUT),
    MISSING(Feather.FOLDER_MINUS),
    UNKNOWN(Feather.HELP_CIRCLE);

    private final Feather glyph;
    private final String lines;

    Icons(Feather glyph) {
        this.glyph = glyph;
        this.lines = null;
    }

    Icons(String lines) {
        this.glyph = null;
        this.lines = lines;
    }

    /** A new node with this glyph; its colour comes from the style sheet. */
    public Node icon() {
        return lines == null ? FontIcon.of(glyph) : new LineIcon(lines);
    }
}
