package io.wkgate.event;

import io.wkgate.config.DestinationSettings.Shape;
import java.util.Optional;

/** How one line of WuKongIM writes a message. What it would know and upstream does not say is not made up. */
sealed interface LineShape permits ShapeOne, ShapeTwo {

    /** Nothing for a receiver that takes what comes. */
    static Optional<LineShape> of(Shape shape) {
        return switch (shape) {
            case ASIS -> Optional.empty();
            case ONE -> Optional.of(new ShapeOne());
            case TWO -> Optional.of(new ShapeTwo());
        };
    }

    /** A message of a msg.notify; the same array where nothing changes. */
    byte[] notified(ShapedEntry entry);

    /** The message of a msg.offline; the same array where nothing changes. */
    byte[] offline(ShapedEntry entry);
}
