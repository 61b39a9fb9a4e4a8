package io.wkgate.upstream;

/** Told what is known of a node after each probe. */
@FunctionalInterface
public interface NodeListener {

    /** On any thread; must not block. What it throws costs a line in the log. */
    void probed(NodeStatus before, NodeStatus after);
}
