package io.wkgate.relay;

/** A configured destination with what delivers to it. */
record Served(Destination destination, Sender sender, DeliveryWorker worker) {}
