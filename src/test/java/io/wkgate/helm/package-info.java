/**
 * The chart in {@code helm/wkgate}. What needs helm or kubernetes-validate is skipped, and says so, where there is none:
 * {@code .ci/install-helm} and {@code .ci/install-kubernetes-validate} make them. {@code -Dchart.write=true} writes anew
 * what is made from something else: the rendered manifests in {@code src/test/resources/helm}, the chart's README, its
 * limits of the settings, and the settings in its schema.
 */
package io.wkgate.helm;
