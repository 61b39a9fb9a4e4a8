/** What tests of every package stand on: a real database and a network in front of it, both of which can be broken. */
package io.wkgate.testing;
