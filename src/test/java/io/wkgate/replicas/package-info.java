/**
 * Several replicas as processes of their own on one database, behind a balancer that does as a Service of Kubernetes does,
 * while something happens to one of them that happens to processes: it is replaced, killed, put to sleep, or its clock is
 * wrong. No message may be lost, every event must reach every destination, every revoke must be done, and what comes twice
 * is counted.
 */
package io.wkgate.replicas;
