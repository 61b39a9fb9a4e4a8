package io.wkgate.simulator;

/** The three lines of WuKongIM, which differ in how a message is sent and stored. */
public enum Line {
    ONE,
    TWO,
    THREE
}
