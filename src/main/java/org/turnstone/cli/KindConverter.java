package org.turnstone.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Which run a report is about, as it is typed. */
final class KindConverter implements ITypeConverter<ReportCommand.Kind> {
    @Override
    public ReportCommand.Kind convert(String text) {
        return switch (text) {
            case "dry-run" -> ReportCommand.Kind.DRY_RUN;
            case "test" -> ReportCommand.Kind.TEST;
            case "diff" -> ReportCommand.Kind.DIFF;
            default -> throw new TypeConversionException("'" + text + "' is none of dry-run, test, diff");
        };
    }
}
