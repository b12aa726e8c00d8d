package org.turnstone.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.turnstone.run.ScratchPlace;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where scratch databases are made, as it is typed. */
final class ScratchPlaceConverter implements ITypeConverter<ScratchPlace> {
    @Override
    public ScratchPlace convert(String text) {
        return Arrays.stream(ScratchPlace.values())
                .filter(place -> place.id().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                        + Arrays.stream(ScratchPlace.values())
                                .map(ScratchPlace::id)
                                .collect(Collectors.joining(", "))));
    }
}
